"""Candidates side by side: how long each is, what is odd in its style, how faithful it is, how it differs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.core import Draft, Variant
from broadsheet.write.compress import clean_title
from broadsheet.write.measures import length

# What stands in two lines over a column: words in English, characters in Chinese.
_ROOM = {"en": 16, "zh": 26}
_STYLE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("question", re.compile(r"[?？]\s*$")),
    ("shouting", re.compile(r"[!！]|\b[A-Z]{5,}\b")),
    ("stop", re.compile(r"[.。]\s*$")),
    ("points_back", re.compile(r"对此|此举|上述|^(?:He|She|It|They|This|These)\b")),
    (
        "lure",
        re.compile(
            r"\b(?:you won.t believe|what happened next|this is why|here.s (?:why|what|how)|shocking|the truth about)\b"
            r"|震惊|竟然|居然|万万没想到|真相|刷屏|炸锅|看哭|不看后悔|速看",
            re.IGNORECASE,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Compared:
    """One candidate beside the others.

    `length` is words (English) or characters (Chinese), `fits` whether two lines hold it. `style` names what is odd
    (question, shouting, stop, points_back, lure). `faithful` is the smallest share of a claim that the evidence bears
    out, 0..1, and `passed` the check's word. `differs` is 1 less the likeness to the nearest other candidate, 0..1.
    `own` is true where it is not a source's headline word for word.
    """

    number: int
    text: str
    length: int
    fits: bool
    style: tuple[str, ...]
    passed: bool
    faithful: float
    differs: float
    own: bool


def compared(draft: Draft) -> tuple[Compared, ...]:
    """The candidates of a draft in their order; likeness is of pairs of characters or of words (Jaccard)."""
    pieces = [_pieces(v.text, draft.language) for v in draft.variants]
    titles = {_bare(clean_title(e.title)) for e in draft.sources if e.title}
    return tuple(
        _row(number, variant, draft.language, titles, _nearest(number, pieces))
        for number, variant in enumerate(draft.variants)
    )


def _row(number: int, variant: Variant, language: str, titles: set[str], nearest: float) -> Compared:
    report = variant.report
    shares = [claim.score for claim in report.claims] if report else []
    size = length(variant.text, language)
    return Compared(
        number=number,
        text=variant.text,
        length=size,
        fits=size <= _ROOM[language],
        style=tuple(name for name, odd in _STYLE if odd.search(variant.text)),
        passed=report is not None and report.passed,
        faithful=round(min(shares, default=0.0), 2),
        differs=round(1 - nearest, 2),
        own=_bare(variant.text) not in titles,
    )


def _nearest(number: int, pieces: Sequence[frozenset[str]]) -> float:
    mine = pieces[number]
    shares = [len(mine & row) / len(mine | row) for i, row in enumerate(pieces) if i != number and mine | row]
    return max(shares, default=0.0)


def _pieces(text: str, language: str) -> frozenset[str]:
    bare = _bare(text)
    if language == "zh":
        return frozenset(bare[i : i + 2] for i in range(len(bare) - 1)) or frozenset(bare)
    return frozenset(re.findall(r"\w+", text.lower()))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()
