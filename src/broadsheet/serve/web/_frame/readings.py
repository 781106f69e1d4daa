"""What was read off articles, gathered for a page: entities by how often, text in marked pieces."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from broadsheet.core import Article

_SPOKEN_OF = frozenset({"person", "organisation", "place"})


def entity_counts(articles: Sequence[Article]) -> list[tuple[str, str, int]]:
    """(name, type, in how many articles) of the people, organisations and places, most first."""
    counted: Counter[tuple[str, str]] = Counter()
    for article in articles:
        rows = article.annotations.get("entities") or []
        counted.update({(row["text"], row["type"]) for row in rows if row["type"] in _SPOKEN_OF})
    return [(name, kind, n) for (name, kind), n in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]


def marked_paragraphs(article: Article, *, only: Sequence[str] = ()) -> list[list[tuple[str, str]]]:
    """The paragraphs in pieces of (text, entity type or empty); `only` keeps some types."""
    rows = [r for r in article.annotations.get("entities") or [] if not only or r["type"] in only]
    return [
        _pieces(article.text[start:end], start, rows)
        for start, end in _paragraph_places(article.text)
        if article.text[start:end].strip()
    ]


def _paragraph_places(text: str) -> list[tuple[int, int]]:
    places, at = [], 0
    for line in text.split("\n"):
        places.append((at, at + len(line)))
        at += len(line) + 1
    return places


def _pieces(text: str, offset: int, rows: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    pieces: list[tuple[str, str]] = []
    at = 0
    for row in sorted(rows, key=lambda r: (r["start"], -r["end"])):
        start, end = row["start"] - offset, row["end"] - offset
        if start < at or end > len(text):
            continue
        if start > at:
            pieces.append((text[at:start], ""))
        pieces.append((text[start:end], row["type"]))
        at = end
    return [*pieces, (text[at:], "")] if at < len(text) else pieces
