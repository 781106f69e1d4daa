"""Snippets: the stretch of a text that answers a query best, with the places of the matched words in it."""

import re
from collections.abc import Collection

from broadsheet.search.tokens import fold, is_han, stem

_LENGTH = {"zh": 90}
_LENGTH_ELSE = 220
"""Characters: about three lines of a result in either script."""
_READ = 6_000
_SHORT_STEM = 3
"""Stems longer than this may end otherwise than the word does."""
_BREAK = re.compile(r"[\s。！？；，、：]")

Place = tuple[int, int]


def snippet(text: str, terms: Collection[str], *, language: str = "") -> tuple[str, tuple[Place, ...]]:
    """The stretch with most distinct `terms` (as `tokens.stem` gives them) and their places in it; else the beginning.

    Line breaks become spaces, character for character, so the places hold.
    """
    flat = re.sub(r"\s", " ", text[:_READ])
    length = _LENGTH.get(language, _LENGTH_ELSE)
    found = _matches(flat, terms)
    start = _opening(flat, _best_start(found, length=length), length=length)
    end = min(start + length, len(flat))
    before, after = "…" if start else "", "…" if end < len(text.rstrip()) else ""
    shift = len(before) - start
    places = tuple((a + shift, b + shift) for a, b, _ in found if a >= start and b <= end)
    return before + flat[start:end] + after, places


def _matches(text: str, terms: Collection[str]) -> list[tuple[int, int, str]]:
    """Where each term stands, in order and without overlaps, the longer first."""
    found = [(m.start(), m.end(), term) for m in _pattern(terms).finditer(text) if (term := _term(m[0], terms))]
    return [m for a, m in zip([(0, 0, ""), *found], found, strict=False) if m[0] >= a[1]]


def _term(written: str, terms: Collection[str]) -> str:
    folded = fold(written)
    return next((t for t in (folded, stem(folded)) if t in terms), "")


def _pattern(terms: Collection[str]) -> re.Pattern[str]:
    """What may be one of the terms: Chinese as it stands, else a word that begins like its stem (economi, economy)."""
    longest = sorted(terms, key=lambda t: (-len(t), t))
    options = [re.escape(t) if is_han(t) else rf"\b{re.escape(_root(t))}\w*(?:[.,:]\d+)*" for t in longest]
    return re.compile("|".join(options) or r"(?!)", re.IGNORECASE)


def _root(term: str) -> str:
    return term[:-1] if len(term) > _SHORT_STEM else term


def _best_start(found: list[tuple[int, int, str]], *, length: int) -> int:
    """The first match of the stretch of `length` that holds most distinct terms, the earlier the better."""
    best, start = 0, 0
    for i, (a, _, _) in enumerate(found):
        held = {term for x, y, term in found[i : i + 40] if y <= a + length}
        if len(held) > best:
            best, start = len(held), a
    return start


def _opening(text: str, match: int, *, length: int) -> int:
    """Where to begin so that `match` stands in the first third, at a word's or a clause's beginning."""
    if match < length // 3:
        return 0
    earliest = match - length // 3
    breaks = [m.end() for m in _BREAK.finditer(text, earliest, match)]
    return breaks[0] if breaks else earliest
