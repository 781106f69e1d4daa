"""The catalogue: the articles that can be put on a page, as columns. Values only; it reads no store."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import Article, Stored

_HOUR = 3600.0
_FEW = 20
"""Articles it takes for their mean to say more of their language than of themselves."""
Floats = NDArray[np.float32]
Parents = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Card:
    """What a page needs of one article.

    `roots` are its most general topics; `tags` everything a reader may follow it by: topics with all above them, tags,
    section, names and keywords, folded. `analysed` is false while its annotations are still to come.
    """

    id: int
    hour: float
    title: str
    language: str
    outlet: str
    roots: frozenset[str]
    tags: tuple[str, ...]
    analysed: bool


def card(stored: Stored[Article], *, parents: Parents) -> Card:
    """The card of an article; `parents` leads from a topic's id to that of the one above it."""
    article, notes = stored.value, stored.value.annotations
    lines = [_line(str(t["id"]), parents) for t in notes.get("topics") or ()]
    said = [*article.tags, article.section, *_texts(notes, "entities"), *_texts(notes, "keywords")]
    tags = {id for line in lines for id in line} | {s.casefold() for s in said if s}
    return Card(
        id=stored.id,
        hour=(article.published or stored.created).timestamp() / _HOUR,
        title=article.title,
        language=article.language,
        outlet=article.outlet,
        roots=frozenset(line[-1] for line in lines),
        tags=tuple(sorted(tags)),
        analysed="topics" in notes,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """Articles as columns, in the order of their ids; a row is a place in them.

    `vectors` are unit rows, centred in their language, zeros where there is none yet; `story` is a story's id or -1;
    `size` how many articles its story has and `outlets` how many outlets tell it, 1 for an article alone; `tagged`
    leads from a tag to its rows.
    """

    cards: tuple[Card, ...]
    ids: NDArray[np.int64]
    hours: NDArray[np.float64]
    languages: NDArray[np.str_]
    vectors: Floats
    story: NDArray[np.int64]
    size: NDArray[np.int64]
    outlets: NDArray[np.int64]
    tagged: Mapping[str, NDArray[np.int64]]
    rows: Mapping[int, int]

    def __len__(self) -> int:
        return len(self.cards)

    def rows_of(self, articles: Iterable[int]) -> list[int]:
        """The rows of those of `articles` that are here, in order."""
        return [self.rows[a] for a in articles if a in self.rows]


def catalogue(cards: Iterable[Card], *, vectors: Mapping[int, Floats], stories: Mapping[int, int]) -> Catalogue:
    """The catalogue of `cards`, with a vector (all of one length) and a story's id for those articles that have one."""
    kept = tuple(sorted(cards, key=lambda c: c.id))
    story = np.array([stories.get(c.id, -1) for c in kept], dtype=np.int64)
    size, outlets = _sizes(kept, story)
    return Catalogue(
        cards=kept,
        ids=np.array([c.id for c in kept], dtype=np.int64),
        hours=np.array([c.hour for c in kept], dtype=np.float64),
        languages=np.array([c.language for c in kept], dtype=np.str_),
        vectors=_matrix(kept, vectors),
        story=story,
        size=size,
        outlets=outlets,
        tagged=_tagged(kept),
        rows={c.id: row for row, c in enumerate(kept)},
    )


def _line(topic: str, parents: Parents) -> list[str]:
    """A topic and all above it, the most general last."""
    line: list[str] = []
    while topic and topic not in line:
        line.append(topic)
        topic = parents.get(topic, "")
    return line


def _texts(notes: Mapping[str, Any], analysis: str) -> list[str]:
    return [str(row["text"]) for row in notes.get(analysis) or ()]


def _matrix(cards: Sequence[Card], vectors: Mapping[int, Floats]) -> Floats:
    """The vectors as rows, less the mean of their language, to unit length.

    Without the mean an article is near to everything in its own language: on the sample wire the median cosine of two
    unrelated reports goes from .26 (in one language) and .20 (in two) to -.02 and -.01, of one event to .28 in both.
    """
    dimension = next((len(v) for v in vectors.values()), 1)
    matrix = np.zeros((len(cards), dimension), dtype=np.float32)
    for row, c in enumerate(cards):
        if c.id in vectors:
            matrix[row] = vectors[c.id]
    there = matrix.any(axis=1)
    languages = np.array([c.language for c in cards], dtype=np.str_)
    for language in sorted(set(languages.tolist())):
        own = (languages == language) & there
        matrix[own] -= matrix[own].sum(axis=0) / np.float32(own.sum() + _FEW)
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    unit: Floats = np.divide(matrix, lengths, out=np.zeros_like(matrix), where=lengths > 0)
    return unit


def _sizes(cards: Sequence[Card], story: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    members: dict[int, list[int]] = {}
    for row, id in enumerate(story.tolist()):
        if id >= 0:
            members.setdefault(id, []).append(row)
    size, outlets = np.ones(len(cards), dtype=np.int64), np.ones(len(cards), dtype=np.int64)
    for rows in members.values():
        size[rows] = len(rows)
        outlets[rows] = max(len({cards[row].outlet for row in rows}), 1)
    return size, outlets


def _tagged(cards: Sequence[Card]) -> dict[str, NDArray[np.int64]]:
    rows: dict[str, list[int]] = {}
    for row, c in enumerate(cards):
        for tag in c.tags:
            rows.setdefault(tag, []).append(row)
    return {tag: np.array(places, dtype=np.int64) for tag, places in rows.items()}
