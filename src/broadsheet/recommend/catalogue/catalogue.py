"""The catalogue: the articles that can be put on a page, as columns. Values only; it reads no store."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import Article, Stored
from broadsheet.recommend.catalogue.columns import Index, Words
from broadsheet.recommend.catalogue.embeddings import Floats, Vectors
from broadsheet.recommend.catalogue.nearness import Cells, Hot, Rows
from broadsheet.recommend.catalogue.tagging import Tagging, code

__all__ = ["Card", "Catalogue", "Floats", "Parents", "card", "card_of"]
_HOUR = 3600.0
ROOTS = 63
"""Most general topics told apart in a number of 64 bits; IPTC has 17."""
_NAMELESS = frozenset({"date", "amount", "quotation"})
"""Kinds of what is found in a text that name nothing a reader could be interested in."""
Parents = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Card:
    """What a page needs of one article.

    `roots` are its most general topics; `tags` everything a reader may follow it by: topics with all above them, tags,
    section, author, names and keywords, folded. `analysed` is false while its annotations are still to come; `length`
    is that of its text in characters.
    """

    id: int
    hour: float
    title: str
    language: str
    outlet: str
    roots: frozenset[str]
    tags: tuple[str, ...]
    analysed: bool = True
    length: int = 0


def card(stored: Stored[Article], *, parents: Parents) -> Card:
    """The card of an article; `parents` leads from a topic's id to that of the one above it."""
    article = stored.value
    return card_of(
        stored.id,
        hour=(article.published or stored.created).timestamp() / _HOUR,
        told={
            "title": article.title,
            "language": article.language,
            "outlet": article.outlet,
            "length": len(article.text),
            "said": [*article.tags, article.section, article.author],
            **article.annotations,
        },
        parents=parents,
    )


def card_of(id: int, *, hour: float, told: Mapping[str, Any], parents: Parents) -> Card:
    """The card of what is `told` of an article: its columns, and the annotations `topics`, `entities`, `keywords`."""
    lines = [_line(str(t["id"]), parents) for t in told.get("topics") or ()]
    named = (e for e in told.get("entities") or () if e.get("type") not in _NAMELESS)
    said = [*told["said"], *(str(row["text"]) for row in (*named, *(told.get("keywords") or ())))]
    tags = {id for line in lines for id in line} | {s.casefold() for s in said if s}
    return Card(
        id=id,
        hour=hour,
        title=told["title"],
        language=told["language"],
        outlet=told["outlet"],
        roots=frozenset(line[-1] for line in lines),
        tags=tuple(sorted(tags)),
        analysed="topics" in told,
        length=told["length"],
    )


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Articles as columns at one moment; a row is a place in them and always means the same article.

    `hours` (since 1970), `language` and `outlet` (numbers of `languages` and `outlets_named`), `roots` (a bit for each
    of `roots_named`), `length` in characters, `story` an id or -1, `size` how many articles the story has and `outlets`
    how many outlets tell it (1 for an article alone), `alive` whether it may be shown.

    Safe to read while the stock is written: rows are added behind its end. A row that changes is changed in place, one
    aligned number after another, so a page made in that instant may see that one article half changed; the next does
    not.
    """

    ids: NDArray[np.int64]
    hours: NDArray[np.float64]
    language: NDArray[np.int16]
    outlet: NDArray[np.int32]
    roots: NDArray[np.uint64]
    length: NDArray[np.int32]
    story: NDArray[np.int64]
    size: NDArray[np.int32]
    outlets: NDArray[np.int32]
    alive: NDArray[np.bool_]
    vectors: Vectors
    tags: Tagging
    index: Index
    hot: Hot
    cells: Cells | None = None
    names: Mapping[str, Words] = field(default_factory=lambda: {n: Words() for n in ("languages", "outlets", "roots")})

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def rows(self) -> Index:
        """From an article's id to its row, or None: `rows.get(id)`."""
        return self.index

    def rows_of(self, articles: Iterable[int]) -> list[int]:
        """The rows of those of `articles` that are here, in order."""
        found: list[int] = self.index.find(list(articles)).tolist()
        return [row for row in found if row >= 0]

    def newest(self, tag: str, *, most: int) -> Rows:
        """Up to `most` rows that have `tag` and may be shown, those added last first."""
        rows = self.tags.newest(code(tag), most=2 * most)
        rows = rows[rows < len(self.ids)]
        return rows[self.alive[rows] & self.having(rows, [tag])][:most]

    def having(self, rows: Rows, tags: Sequence[str]) -> NDArray[np.bool_]:
        """Which of `rows` have one of `tags`."""
        return self.tags.having(rows, np.array([code(tag) for tag in tags], dtype=np.uint64))

    def language_is(self, rows: Rows, languages: Sequence[str]) -> NDArray[np.bool_]:
        """Which of `rows` are in one of `languages`."""
        codes = [self.names["languages"].get(language) for language in languages]
        found: NDArray[np.bool_] = np.isin(self.language[rows], codes)
        return found

    def roots_of(self, bits: int) -> frozenset[str]:
        """The names of the most general topics in a number of `roots`."""
        names = self.names["roots"].names
        return frozenset(names[place + 1] for place in range(min(len(names) - 1, ROOTS)) if bits >> place & 1)

    def bits_of(self, roots: Iterable[str]) -> np.uint64:
        """The number whose bits are those of `roots`; what was never seen has none."""
        found = 0
        for root in roots:
            place = self.names["roots"].get(root) - 1
            found |= 1 << place if 0 <= place < ROOTS else 0
        return np.uint64(found)

    def outlet_of(self, row: int) -> str:
        """The outlet of one article."""
        return self.names["outlets"].names[int(self.outlet[row])]

    def language_of(self, row: int) -> str:
        """The language of one article."""
        return self.names["languages"].names[int(self.language[row])]

    @cached_property
    def newest_hour(self) -> float:
        """When the newest article was published, in hours since 1970; 0 in an empty catalogue."""
        return float(self.hours[self.hot.rows[0]]) if len(self.hot.rows) else 0.0


def _line(topic: str, parents: Parents) -> list[str]:
    """A topic and all above it, the most general last."""
    line: list[str] = []
    while topic and topic not in line:
        line.append(topic)
        topic = parents.get(topic, "")
    return line
