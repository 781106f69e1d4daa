"""What a story's page shows of its course: what each report added, with the new values marked, and who copied whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.app import StoryView
from broadsheet.app.novelty import Development
from broadsheet.core import Article, Stored
from broadsheet.serve.web._frame.excerpts import marked
from broadsheet.trends import Copy

PASSAGE = 160  # characters shown of a passage that two reports share
PASSAGES = 3


@dataclass(frozen=True, slots=True)
class ShownDevelopment:
    """One report's sentences in pieces, what is new in them marked."""

    development: Development
    sentences: tuple[tuple[tuple[str, bool], ...], ...]


@dataclass(frozen=True, slots=True)
class ShownCopy:
    """One report that has another's words, with the longest passages."""

    copy: Copy
    taker: Stored[Article]
    source: Stored[Article]
    minutes: int
    passages: tuple[str, ...]


def shown_developments(found: Sequence[Development]) -> list[ShownDevelopment]:
    """The developments with their sentences in pieces."""
    return [ShownDevelopment(d, tuple(_pieces(d))) for d in found]


def _pieces(development: Development) -> list[tuple[tuple[str, bool], ...]]:
    return [
        tuple(marked(s.text, sorted({(a.start - s.start, min(a.end, s.end) - s.start) for a in s.added})))
        for s in development.sentences
    ]


def shown_copies(view: StoryView) -> list[ShownCopy]:
    """The copies among a story's reports, the most taken first."""
    by_id = {a.id: a for a in view.articles}
    return [
        ShownCopy(
            copy,
            by_id[copy.taker],
            by_id[copy.source],
            max(round(copy.later.total_seconds() / 60), 0),
            tuple(_passages(copy, by_id[copy.taker].value.text)),
        )
        for copy in sorted(view.copies, key=lambda c: -c.share)
    ]


def _passages(copy: Copy, text: str) -> list[str]:
    told = (" ".join(text[p.start : p.end].split()) for p in copy.passages[:PASSAGES])
    return [t if len(t) <= PASSAGE else t[:PASSAGE].rstrip() + "…" for t in told]
