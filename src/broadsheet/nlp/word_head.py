"""A small softmax head over a text's words and word pairs: what it says, and how each word pulled.

Heads are files `data/<name>.npz`, fitted by the scripts in `evals/`; their terms are words, so a decision can be told.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from broadsheet.nlp.scripts import HAN
from broadsheet.nlp.segmentation import Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Head:
    """The labels, the row of each term in `weights` (terms, labels), the bias, and rows for `dense` quantities.

    `openers` are the words that the pairs among the terms begin with; `forms` is what is remembered of words met.
    """

    labels: tuple[str, ...]
    rows: dict[str, int]
    weights: "NDArray[np.float32]"
    bias: "NDArray[np.float32]"
    dense: "NDArray[np.float32]"
    openers: frozenset[str]
    forms: "dict[str, _Form]" = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a head met: a row of weights a finding, and the places of the first and last word it comes from."""

    rows: "NDArray[np.float32]"
    first: tuple[int, ...]
    last: tuple[int, ...]


def terms(words: Sequence[Word]) -> Iterator[tuple[str, int, int]]:
    """What heads know a text by: each term with the places in `words` of the first and last word it is of.

    Words in lower case, a number as 0; pairs of neighbours; pairs of Chinese characters, inside words and across.
    """
    previous = ""
    for i, (word, _, _) in enumerate(words):
        low = "0" if word[0].isdigit() else word.lower()
        yield low, i, i
        if previous:
            yield f"{previous} {low}", i - 1, i
            if HAN.match(low) and HAN.match(previous[-1]):
                yield f"_{previous[-1]}{low[0]}", i - 1, i
        if len(low) > 2 and HAN.match(low):
            for at in range(len(low) - 1):
                yield f"_{low[at : at + 2]}", i, i
        previous = low


class _Form(NamedTuple):
    """A word as a head has it: in lower case, whether pairs begin with it, its Chinese ends, the rows of its own."""

    low: str
    opens: bool = False
    first: str = ""
    last: str = ""
    rows: tuple[int, ...] = ()


_NOTHING = _Form("")
# How many words a head remembers the form of; then it begins anew.
REMEMBERED = 100_000


def _form(head: Head, word: str) -> _Form:
    low = "0" if word[0].isdigit() else word.lower()
    first, last = (char if HAN.match(char) else "" for char in (low[0], low[-1]))
    inner = (f"_{low[at : at + 2]}" for at in range(len(low) - 1)) if len(low) > 2 and first else ()
    rows = tuple(row for term in (low, *inner) if (row := head.rows.get(term)) is not None)
    if len(head.forms) >= REMEMBERED:
        head.forms.clear()
    return head.forms.setdefault(word, _Form(low, low in head.openers, first, last, rows))


def evidence(head: Head, words: Sequence[Word], *, dense: Iterable[tuple[int, int, float]] = ()) -> Evidence:
    """What `head` knows of the text of these words, each term once; `dense` are `(place, which, how much)`."""
    import numpy as np

    met: dict[int, tuple[int, int]] = {}
    row_of, form_of = head.rows.get, head.forms.get
    before = _NOTHING
    for i, (word, _, _) in enumerate(words):
        form = form_of(word) or _form(head, word)
        for row in form.rows:
            met.setdefault(row, (i, i))
        # Few words open a pair that says something: the others' pairs are not even written down.
        if before.opens and (row_of_pair := row_of(f"{before.low} {form.low}")) is not None:
            met.setdefault(row_of_pair, (i - 1, i))
        if form.first and before.last and (row_of_pair := row_of(f"_{before.last}{form.first}")) is not None:
            met.setdefault(row_of_pair, (i - 1, i))
        before = form
    more = list(dense)
    found = head.weights[list(met)]
    if more:
        added = head.dense[[which for _, which, _ in more]] * np.array(
            [[much] for _, _, much in more], dtype=np.float32
        )
        found = np.concatenate([found, added])
    places = [*met.values(), *((place, place) for place, _, _ in more)]
    return Evidence(found, tuple(first for first, _ in places), tuple(last for _, last in places))


def likelihoods(head: Head, found: Evidence) -> list[float]:
    """How likely each label is; they sum to 1."""
    logits = (head.bias + found.rows.sum(axis=0)).tolist()
    most = max(logits)
    odds = [exp(one - most) for one in logits]
    whole = sum(odds)
    return [one / whole for one in odds]


def pulls(found: Evidence, count: int, *, towards: Sequence[float]) -> list[float]:
    """How far each of `count` words pulled in the direction `towards` (a number a label), in log odds.

    A pair's pull is shared between its two words; the pulls sum to what the words said in all.
    """
    total = [0.0] * count
    strength = (found.rows @ list(towards)).tolist() if len(found.first) else []
    for pull, first, last in zip(strength, found.first, found.last, strict=True):
        total[first] += pull / 2
        total[last] += pull / 2
    return total


@lru_cache(maxsize=8)
def load(name: str, language: str) -> Head:
    """The head `name` for `language`; raises `KeyError` for a language it was not fitted for."""
    import numpy as np

    with (files("broadsheet.nlp") / "data" / f"{name}.npz").open("rb") as file:
        stored = np.load(file, allow_pickle=False)
        known = bytes(stored[f"{language}_terms"]).decode("utf-8").split("\n")
        return Head(
            labels=tuple(str(label) for label in stored["labels"]),
            rows={term: row for row, term in enumerate(known)},
            weights=stored[f"{language}_weights"].astype(np.float32) * float(stored[f"{language}_scale"]),
            bias=stored[f"{language}_bias"].astype(np.float32),
            dense=stored[f"{language}_dense"].astype(np.float32),
            openers=frozenset(term.partition(" ")[0] for term in known if " " in term),
        )
