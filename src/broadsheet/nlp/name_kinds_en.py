"""What kind of thing an English name names, by its words and by what stands beside it."""

import re
from dataclasses import dataclass

from broadsheet.nlp.mention import Type
from broadsheet.nlp.name_lists_en import lists

_SAYING = re.compile(
    r"^,?\s(?:said|says|told|tells|added|wrote|tweeted|asked|explained|argued|insisted|warned|noted|claimed|who\b|has said|"
    r"had said|was born|himself|herself|\d\d,|is survived)"
)
_AGE = re.compile(r"^,\s\d{1,2}(?:,|\.|\s-)")
_PLACE_BEFORE = re.compile(r"\b(?:in|near|across|around|outside|throughout|northern|southern|eastern|western|central)$", re.IGNORECASE)
_ALL_CAPITALS = re.compile(r"^[A-Z]{2,6}$")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch that looks like a name: its words, what stands before and after, whether after a title, whether first."""

    start: int
    end: int
    name: str
    words: tuple[str, ...]
    before: str
    after: str
    titled: bool
    opens: bool


def surely_person(span: Span) -> bool:
    """Whether the words themselves say it is a person: a title before, or a given name first and nothing else fits."""
    if _listed(span) or _ends(span):
        return False
    if span.titled:
        return not _ALL_CAPITALS.match(span.name)
    if len(span.words) < 2 or len(span.words) > 4:
        return False
    return span.words[0] in lists().first_names and not any(word.islower() and word in ("of", "for", "the") for word in span.words)


def kind_of(span: Span) -> Type | None:
    """The kind of the name, or None when nothing tells."""
    sure = _listed(span) or _ends(span)
    if sure:
        return sure
    if surely_person(span):
        return "person"
    if _ALL_CAPITALS.match(span.name):
        return "organisation" if len(span.name) > 2 else None
    if _SAYING.match(span.after) or _AGE.match(span.after):
        return "person"
    if _PLACE_BEFORE.search(span.before) and len(span.words) <= 2:
        return "place"
    return None


def _listed(span: Span) -> Type | None:
    if span.name in lists().organisations:
        return "organisation"
    if span.name in lists().places:
        return None if span.titled and span.name not in lists().countries else "place"
    return None


def _ends(span: Span) -> Type | None:
    """By the last word (`Foreign Ministry`, `Victoria Square`) or the first (`Ministry of ...`)."""
    if len(span.words) < 2:
        return None
    first, last = span.words[0].lower(), span.words[-1].lower()
    if last in lists().organisation_ends or (span.words[1] in ("of", "for") and first in lists().organisation_begins):
        return "organisation"
    if last in lists().place_ends or first in ("mount", "lake", "gulf", "strait", "port", "fort", "cape"):
        return "place"
    return None
