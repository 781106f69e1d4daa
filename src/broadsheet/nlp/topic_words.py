"""What a text's words say of its broad topic, one by one: the meaning of a lead at a thousandth of a network's cost.

Each of some 95,000 Chinese and English words has a logit for each of the 17 broad media topics; a text's are the mean
of its words', weighed by rarity. Started from the sentence vectors of the words alone and fitted by
`evals/nlp_topic_words.py` to what `topic_meaning` says of leads, sentences and headlines in both languages (a static
model distilled from an encoder, as in Tulkens and van Dongen's Model2Vec, 2024, with topics for dimensions).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from broadsheet.nlp.segmentation import is_stop
from broadsheet.nlp.vocabulary import rarity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# With fewer words than this the average is too rough: a headline is left to the encoder, which is quick on it.
FEWEST = 14
# The weight of saying nothing, beside the rarities of the words: few words move less far from the usual.
DOUBT = 0.5


@dataclass(frozen=True, slots=True)
class _Table:
    """The row of each word in `logits` (words, 17), in steps of `step`; `bias` (17,) is what no words say."""

    rows: dict[str, int]
    logits: "NDArray[np.int8]"
    bias: "NDArray[np.float32]"
    step: float


def told(words: Iterable[str], *, language: str) -> "NDArray[np.float32] | None":
    """How likely a text of `words` is about each broad topic, in the order of `topic_meaning`'s; they sum to 1.

    None when too few of its words are known. `language` is "zh" or, for all else, "en".
    """
    import numpy as np

    known = [found for word in words if (found := _known(word, language))]
    if len(known) < FEWEST:
        return None
    table = _table(language)
    weights = np.array([weight for _, weight in known], dtype=np.float32)
    rows = table.logits[[row for row, _ in known]]
    logits = weights @ rows * (table.step / (float(weights.sum()) + DOUBT)) + table.bias
    odds = np.exp(logits - logits.max())
    likely: NDArray[np.float32] = odds / odds.sum()
    return likely


@lru_cache(maxsize=131_072)
def _known(word: str, language: str) -> tuple[int, float] | None:
    """The row and weight of a word, or None when it says nothing of topics."""
    lower, rows = word.lower(), _table(language).rows
    if is_stop(lower):
        return None
    row = rows.get(lower, rows.get(lower[:-1]) if lower.endswith("s") else None)
    return None if row is None else (row, rarity(lower))


@lru_cache(maxsize=2)
def _table(language: str) -> _Table:
    import numpy as np

    with (files("broadsheet.nlp") / "data" / "topic_words.npz").open("rb") as file:
        stored = np.load(file, allow_pickle=False)
        words = bytes(stored[f"words_{language}"]).decode("utf-8").split("\n")
        return _Table(
            rows={word: row for row, word in enumerate(words)},
            logits=stored[f"logits_{language}"],
            bias=stored[f"bias_{language}"],
            step=float(stored["step"]),
        )
