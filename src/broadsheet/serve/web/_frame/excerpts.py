"""Spans shown where they stand: the evidence around them, cut at whole words, with the places marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.core import Evidence, Span

# Enough on each side to judge a sentence by its neighbours: about two sentences in English, three in Chinese.
AROUND = 180
# More than this nobody reads beside one sentence; the longest spans come first.
SHOWN = 4


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of the evidence in pieces, true for those that are marked; `cut_*` say that the text goes on."""

    evidence: Evidence
    pieces: tuple[tuple[str, bool], ...]
    cut_before: bool
    cut_after: bool

    @property
    def marks(self) -> list[str]:
        """The marked pieces."""
        return [text for text, is_marked in self.pieces if is_marked]

    @property
    def article(self) -> int | None:
        """The store id when the evidence is an article of the newsroom."""
        kind, _, number = self.evidence.source.partition(":")
        return int(number) if kind == "article" and number.isdigit() else None


def excerpts(spans: Sequence[Span], sources: Sequence[Evidence]) -> list[Excerpt]:
    """The places of `spans` in those `sources` that have them, near ones in one excerpt, the longest first."""
    found: list[tuple[int, Excerpt]] = []
    for evidence in sources:
        places = _outermost([(s.start, s.end) for s in spans if s.source == evidence.source])
        for near in _gathered(places):
            found.append((max(end - start for start, end in near), _excerpt(evidence, near)))
    return [excerpt for _, excerpt in sorted(found, key=lambda pair: -pair[0])[:SHOWN]]


def marked(text: str, places: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """`text` in pieces, true for those inside one of `places`; joined they are the text."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for first, last in sorted(places):
        start, end = max(first, at), min(last, len(text))
        if end <= start:
            continue
        if start > at:
            pieces.append((text[at:start], False))
        pieces.append((text[start:end], True))
        at = end
    return [*pieces, (text[at:], False)] if at < len(text) else pieces


def _outermost(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places in order without those inside another."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(places), key=lambda place: (place[0], -place[1])):
        if end > start and (not kept or end > kept[-1][1]):
            kept.append((start, end))
    return kept


def _gathered(places: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The places in groups whose surroundings touch."""
    groups: list[list[tuple[int, int]]] = []
    for place in places:
        if groups and place[0] - groups[-1][-1][1] <= 2 * AROUND:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _excerpt(evidence: Evidence, places: Sequence[tuple[int, int]]) -> Excerpt:
    text = evidence.text
    first, last = places[0][0], places[-1][1]
    start = _at_word(text, max(0, first - AROUND), step=1, limit=first)
    end = _at_word(text, min(len(text), last + AROUND), step=-1, limit=last)
    shifted = [(a - start, b - start) for a, b in places]
    return Excerpt(evidence, tuple(marked(text[start:end], shifted)), cut_before=start > 0, cut_after=end < len(text))


def _at_word(text: str, at: int, *, step: int, limit: int) -> int:
    """The nearest place towards `limit` that does not cut a Latin word."""
    if at in (0, len(text)):
        return at
    while at != limit and all(c.isascii() and c.isalnum() for c in text[at - 1 : at + 1]):
        at += step
    return at
