"""Novelty: what a report tells that none before it told: figures, days, names and quotations, with their sentences.

New is a value, not a wording: a report that tells the same in other words adds nothing. Values only.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from broadsheet import nlp
from broadsheet.core import Article, Stored
from broadsheet.verify.reading import Reading, read
from broadsheet.verify.values import Quantity

SENTENCES = 3  # sentences shown of a report, those with most that is new
READ = 8000  # characters read of a report
_NAMED = ("person", "organisation", "place")
_SMALL = 2  # "one of", "两地": such counts are in every report
_NOISE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Added:
    """One new value: its `kind` (figure, name or quotation), its text, and its place in the article's text."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with something new in it, at `start`..`end` of the article's text."""

    text: str
    start: int
    end: int
    added: tuple[Added, ...]


@dataclass(frozen=True, slots=True)
class Development:
    """What one report added to the story when it came: how many new values, and the sentences that hold most."""

    article: int
    outlet: str
    language: str
    title: str
    at: datetime
    new: int
    sentences: tuple[Sentence, ...]


def developments(reports: Sequence[Stored[Article]], *, known: Iterable[int] = ()) -> list[Development]:
    """What each of `reports` (oldest first) added to all before it, in order.

    With `known` (article ids) given, those come first whenever they were published and nothing is told of them: what
    is left is what the others add to them.
    """
    seen = set(known)
    ordered = [*(r for r in reports if r.id in seen), *(r for r in reports if r.id not in seen)]
    told: set[str] = set()
    found: list[Development] = []
    for report in ordered:
        values = list(_values(report.value))
        fresh = [added for key, added in values if not _told(key, told)]
        told |= {key for key, _ in values}
        if report.id not in seen:
            found.append(_development(report, fresh))
    return found


def _told(key: str, told: set[str]) -> bool:
    """Whether a value was told before; a name also as a part of a longer one (Kestrel, Typhoon Kestrel)."""
    if key in told:
        return True
    return key.startswith("name:") and any(key[5:] in other[5:] for other in told if other.startswith("name:"))


def _development(report: Stored[Article], fresh: Sequence[Added]) -> Development:
    article = report.value
    text = article.text[:READ]
    places = nlp.sentences(text, language="zh" if article.language == "zh" else "en")
    holding = [(s, e, tuple(a for a in fresh if s <= a.start < e)) for s, e in places]
    best = sorted((row for row in holding if row[2]), key=lambda row: (-len(row[2]), row[0]))[:SENTENCES]
    return Development(
        article=report.id,
        outlet=article.outlet,
        language=article.language,
        title=article.title,
        at=article.published or report.created,
        new=len({(a.kind, a.text) for a in fresh}),
        sentences=tuple(Sentence(text[s:e], s, e, added) for s, e, added in sorted(best)),
    )


def _values(article: Article) -> Iterator[tuple[str, Added]]:
    """(key, value) of all that an article states; a value said in two languages or notations has one key."""
    text = article.text[:READ]
    reading = read(text, language=article.language, published=article.published)
    for quantity in reading.quantities:
        if key := _figure(quantity):
            yield key, Added("figure", quantity.text, quantity.start, quantity.end)
    for quotation in reading.quotations:
        words = _NOISE.sub("", quotation.words).casefold()
        if len(words) >= (8 if article.language == "zh" else 25):  # shorter ones are titles and single words
            yield f"quotation:{words[:40]}", Added("quotation", quotation.text, quotation.start, quotation.end)
    yield from _names(article, reading)


def _figure(quantity: Quantity) -> str:
    if quantity.ordinal or quantity.hedge == "vague" or (quantity.figure <= _SMALL and not quantity.digits):
        return ""
    return f"figure:{quantity.figure:.6g}{'%' if quantity.unit == 'percent' else ''}"


def _names(article: Article, reading: Reading) -> Iterator[tuple[str, Added]]:
    rows: Sequence[Mapping[str, Any]] = article.annotations.get("entities") or ()
    for row in rows:
        start, end = int(row.get("start", 0)), int(row.get("end", 0))
        if row.get("type") in _NAMED and reading.text[start:end] == row["text"]:
            yield f"name:{str(row['text']).casefold()}", Added("name", str(row["text"]), start, end)
