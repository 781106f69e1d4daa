"""What was read off articles, gathered for a page: entities by how often, and a text with its marks."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from broadsheet.core import Article

_SPOKEN_OF = frozenset({"person", "organisation", "place"})
# A quotation holds names and figures, which are marked; it is listed beside the text with who said it.
_UNMARKED = frozenset({"quotation"})
# A sentence of a score beyond this is tinted strongly; below the lesser, not at all.
_STRONG, _WEAK = 0.5, 0.1


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence, or what stands between two: its pieces of (text, the entity row or None) and its sentiment part."""

    pieces: tuple[tuple[str, Mapping[str, Any] | None], ...]
    part: Mapping[str, Any] | None = None

    @property
    def tone(self) -> str:
        """`good2`, `good1`, `bad1`, `bad2`, or empty for what is neither."""
        score = float(self.part["score"]) if self.part else 0.0
        if abs(score) < _WEAK:
            return ""
        return ("good" if score > 0 else "bad") + ("2" if abs(score) >= _STRONG else "1")


def entity_counts(articles: Sequence[Article]) -> list[tuple[str, str, int]]:
    """(name, type, in how many articles) of the people, organisations and places, most first."""
    counted: Counter[tuple[str, str]] = Counter()
    for article in articles:
        rows = article.annotations.get("entities") or []
        counted.update({(row["text"], row["type"]) for row in rows if row["type"] in _SPOKEN_OF})
    return [(name, kind, n) for (name, kind), n in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]


def marked_paragraphs(article: Article) -> list[list[Stretch]]:
    """The paragraphs in stretches; the pieces of all of them, with the line breaks, are the text."""
    rows = [r for r in article.annotations.get("entities") or [] if r["type"] not in _UNMARKED]
    rows.sort(key=lambda r: (r["start"], -r["end"]))
    parts = (article.annotations.get("sentiment") or {}).get("parts") or []
    return [
        [_stretch(article.text, span, rows, part) for span, part in _stretches(start, end, parts)]
        for start, end in _paragraph_places(article.text)
        if article.text[start:end].strip()
    ]


def _paragraph_places(text: str) -> list[tuple[int, int]]:
    places, at = [], 0
    for line in text.split("\n"):
        places.append((at, at + len(line)))
        at += len(line) + 1
    return places


def _stretches(
    start: int, end: int, parts: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[tuple[int, int], Mapping[str, Any] | None]]:
    at = start
    for part in parts:
        first, last = max(part["start"], at), min(part["end"], end)
        if first >= last:
            continue
        if first > at:
            yield (at, first), None
        yield (first, last), part
        at = last
    if at < end:
        yield (at, end), None


def _stretch(
    text: str, span: tuple[int, int], rows: Sequence[Mapping[str, Any]], part: Mapping[str, Any] | None
) -> Stretch:
    pieces: list[tuple[str, Mapping[str, Any] | None]] = []
    at, end = span
    for row in rows:
        if row["start"] < at or row["end"] > end:
            continue
        if row["start"] > at:
            pieces.append((text[at : row["start"]], None))
        pieces.append((text[row["start"] : row["end"]], row))
        at = row["end"]
    return Stretch((*pieces, (text[at:end], None)) if at < end else tuple(pieces), part)
