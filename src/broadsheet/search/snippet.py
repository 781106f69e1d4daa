"""Snippets: the stretch of a text that answers a query best, with the places of the matched words in it."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from broadsheet.search.script import simplified
from broadsheet.search.tokens import fold, is_han, stem

_LENGTH = {"zh": 90}
_LENGTH_ELSE = 220
"""Characters: about three lines of a result in either script."""
_READ = 2_000
_MOST = 100
"""Places looked at of one term: enough to find where it stands together with others."""
_SHORT_STEM = 3
"""Stems longer than this may end otherwise than the word does."""
_SPACE = re.compile(r"\s")
_BREAK = re.compile(r"[\s。！？；，、：]")
_WORD = re.compile(r"[^\W\u3400-\u9fff]+(?:[.,:]\d+)*")

Place = tuple[int, int]
_Match = tuple[int, int, str]


def snippet(text: str, terms: Collection[str], *, language: str = "") -> tuple[str, tuple[Place, ...]]:
    """The stretch with most distinct `terms` (as `tokens.stem` gives them) and their places in it; else the beginning.

    Line breaks become spaces, character for character, so the places hold.
    """
    flat = text[:_READ]
    length = _LENGTH.get(language, _LENGTH_ELSE)
    found = _matches(flat, terms)
    start = _opening(flat, _best_start(found, length=length), length=length)
    end = min(start + length, len(flat))
    before, after = "…" if start else "", "…" if end < len(text.rstrip()) else ""
    shift = len(before) - start
    marks = tuple((a + shift, b + shift) for a, b, _ in found if a >= start and b <= end)
    return before + _SPACE.sub(" ", flat[start:end]) + after, marks


def places(text: str, terms: Collection[str]) -> tuple[Place, ...]:
    """Where `terms` stand in `text`."""
    return tuple((a, b) for a, b, _ in _matches(text, terms))


@lru_cache(maxsize=16_384)
def _forms(word: str) -> tuple[str, str]:
    return (folded := fold(word)), stem(folded)


def _matches(text: str, terms: Collection[str]) -> list[_Match]:
    """Where each term stands, in order and without overlaps, the longer first."""
    plain = _plain(text)
    found = sorted({m for term in terms for m in _of_term(plain, term)}, key=lambda m: (m[0], -m[1]))
    kept: list[_Match] = []
    for match in found:
        if not kept or match[0] >= kept[-1][1]:
            kept.append(match)
    return kept


def _plain(text: str) -> str:
    """`text` in one case and script, of the same length."""
    lowered = text.lower()
    return simplified(lowered if len(lowered) == len(text) else "".join(c.lower()[:1] or c for c in text))


def _of_term(plain: str, term: str) -> Iterator[_Match]:
    """Chinese as it stands, else the words that begin like its stem (economi, economy) and have it."""
    han = is_han(term)
    root = term if han or len(term) <= _SHORT_STEM else term[:-1]
    at = plain.find(root)
    left = _MOST
    while at >= 0 and (left := left - 1):
        end = at + len(root)
        if han:
            yield at, end, term
        elif (at == 0 or not _inside(plain[at - 1])) and (word := _WORD.match(plain, at)):
            end = word.end()
            if term in _forms(word[0]):
                yield at, end, term
        at = plain.find(root, end)


def _inside(character: str) -> bool:
    """Whether a word that begins after this character would not begin at all; Chinese ends with each character."""
    return (character.isalnum() or character == "_") and not is_han(character)


def _best_start(found: list[_Match], *, length: int) -> int:
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
