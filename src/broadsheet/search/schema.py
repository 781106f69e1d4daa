"""The index's schema, and an article as a document of it."""

import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from broadsheet import nlp
from broadsheet.core import Article, Stored
from broadsheet.search.tokens import fold, pairs, terms

VERSION = 2
"""Raised whenever a document would be made differently; an index of another version is thrown away and made anew."""
ANALYSES = ("entities", "sentiment", "topics")
"""The analyses whose annotations can be filtered by, in the order of their bits in a stamp."""
_EARLIEST, _LATEST = datetime(1678, 1, 1, tzinfo=UTC), datetime(2262, 1, 1, tzinfo=UTC)
"""The engine counts nanoseconds from 1970 in 64 bits; a report dated outside must not stop the others' indexing."""
_BITS = 16
_MASK = (1 << _BITS) - 1

Parents = Mapping[str, str]


def build() -> Any:
    """The schema: tokens with positions, exact values to filter by, and what is kept to know what is indexed."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", indexed=True, fast=True)
    for name in ("stamp", "outlet_key", "language_key", "sentiment_key", "sections"):
        builder.add_unsigned_field(name, fast=True)
    builder.add_integer_field("at", fast=True)
    builder.add_date_field("published", indexed=True, fast=True)
    for name in ("title", "text", "pairs", "entity"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in ("outlet", "language", "topic", "sentiment"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    return builder.build()


def document(article: Stored[Article], *, stamp: int, parents: Parents) -> Any:
    """The document of one article; `parents` leads from a topic's id to that of the one above it."""
    import tantivy

    value, notes = article.value, article.value.annotations
    title, text = fold(value.title), fold(value.text)
    made = tantivy.Document()
    made.add_unsigned("id", article.id)
    made.add_unsigned("stamp", stamp)
    made.add_date("published", moment(value.published or article.created))
    made.add_text("title", _spaced(terms(title)))
    made.add_text("text", _spaced(terms(text)))
    made.add_text("pairs", " ".join(pairs(f"{title}\n{text}")))
    made.add_integer("at", seconds(value.published or article.created))
    sentiment = str((notes.get("sentiment") or {}).get("label", ""))
    for name, exact in (("outlet", fold(value.outlet)), ("language", value.language), ("sentiment", sentiment)):
        made.add_text(name, exact)
        made.add_unsigned(f"{name}_key", key(exact))
    for name in sorted({str(e["text"]) for e in notes.get("entities") or ()}):
        made.add_text("entity", _spaced(terms(fold(name))))
    topics = _with_parents((str(t["id"]) for t in notes.get("topics") or ()), parents)
    for topic in topics:
        made.add_text("topic", topic)
    made.add_unsigned("sections", sum(1 << sections()[topic] for topic in topics if topic in sections()))
    return made


def stamp(article: Article, versions: Sequence[int]) -> int:
    """One number that tells documents apart: the versions of `ANALYSES` in it (0 where it lacks one), and its text."""
    said = zlib.crc32(f"{article.title}\n{article.text}".encode("utf-8", "replace")) & _MASK
    return sum(part << (_BITS * place) for place, part in enumerate((*versions, said)))


def versions(stamp: int) -> list[int]:
    """The versions in a stamp."""
    return [stamp >> (_BITS * place) & _MASK for place in range(len(ANALYSES))]


def moment(at: datetime) -> datetime:
    """`at` (aware) as the engine compares dates: in UTC, and not beyond what it can count."""
    return min(max(at, _EARLIEST), _LATEST).astimezone(UTC)


def seconds(at: datetime) -> int:
    """`at` (aware) as it is filtered by: whole seconds since 1970, UTC."""
    return int(at.timestamp())


def key(value: str) -> int:
    """A number for an exact value: 63 bits of its hash, so that no two outlets are ever taken for one."""
    return int.from_bytes(hashlib.blake2b(value.encode("utf-8", "replace"), digest_size=8).digest()) >> 1


@cache
def sections() -> Mapping[str, int]:
    """The bit of each of the seventeen broadest topics."""
    return {topic: bit for bit, topic in enumerate(t.id for t in nlp.topics() if t.level == 1)}


def _spaced(groups: Iterable[Sequence[str]]) -> str:
    return " ".join(term for group in groups for term in group)


def _with_parents(ids: Iterable[str], parents: Parents) -> list[str]:
    found: set[str] = set()
    for id in ids:
        above = id
        while above and above not in found:
            found.add(above)
            above = parents.get(above, "")
    return sorted(found)
