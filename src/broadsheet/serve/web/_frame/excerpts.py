"""A span shown where it stands: the evidence around it, cut at whole words, with the place to mark."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.core import Evidence, Span

# Enough on each side to judge a sentence by its neighbours: about two sentences in English, three in Chinese.
AROUND = 180


@dataclass(frozen=True, slots=True)
class Excerpt:
    """`before + marked + after` is a stretch of the evidence; `cut_before` and `cut_after` say it goes on."""

    evidence: Evidence
    before: str
    marked: str
    after: str
    cut_before: bool
    cut_after: bool

    @property
    def article(self) -> int | None:
        """The store id when the evidence is an article of the newsroom."""
        kind, _, number = self.evidence.source.partition(":")
        return int(number) if kind == "article" and number.isdigit() else None


def excerpts(spans: Sequence[Span], sources: Sequence[Evidence]) -> list[Excerpt]:
    """One excerpt for each span whose source is among `sources`, the same place once."""
    named = {evidence.source: evidence for evidence in sources}
    seen: dict[tuple[str, int, int], Excerpt] = {}
    for span in spans:
        if span.source in named:
            seen.setdefault((span.source, span.start, span.end), _excerpt(named[span.source], span))
    return list(seen.values())


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


def _excerpt(evidence: Evidence, span: Span) -> Excerpt:
    text = evidence.text
    start = _at_word(text, max(0, span.start - AROUND), step=1, limit=span.start)
    end = _at_word(text, min(len(text), span.end + AROUND), step=-1, limit=span.end)
    return Excerpt(
        evidence,
        before=text[start : span.start],
        marked=text[span.start : span.end],
        after=text[span.end : end],
        cut_before=start > 0,
        cut_after=end < len(text),
    )


def _at_word(text: str, at: int, *, step: int, limit: int) -> int:
    """The nearest place towards `limit` that does not cut a Latin word."""
    if at in (0, len(text)):
        return at
    while (
        at != limit and text[at - 1].isascii() and text[at - 1].isalnum() and text[at].isascii() and text[at].isalnum()
    ):
        at += step
    return at
