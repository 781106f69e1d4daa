"""What kind of thing an English name names, by its words and by what stands beside it."""

import re
from dataclasses import dataclass

from broadsheet.nlp.mention import Type
from broadsheet.nlp.name_lists_en import lists

_SAYING = re.compile(
    r"^,?\s(?:said|says|told|tells|added|wrote|tweeted|asked|explained|argued|insisted|warned|noted|claimed|who\b|"
    r"has said|had said|was born|himself|herself|\d\d,|is survived)"
)
# A role in small letters right before a name of two or three words.
_ROLE_BEFORE = re.compile(
    r"\b(?:leader|president|minister|chancellor|senator|governor|mayor|judge|general|king|queen|prince|cleric|director|"
    r"chairman|chairwoman|chief|executive|coach|captain|striker|footballer|player|actor|actress|singer|rapper|author|"
    r"writer|filmmaker|analyst|economist|professor|researcher|lawyer|attorney|nominee|candidate|lawmaker|spokesman|"
    r"spokeswoman|spokesperson|secretary|ambassador|commissioner|founder|owner|journalist|reporter|activist|dissident)$"
)
_AGE = re.compile(r"^,\s\d{1,2}(?:,|\.|\s-)")
_PLACE_BEFORE = re.compile(
    r"\b(?:in|near|across|around|outside|throughout|northern|southern|eastern|western|central)$", re.IGNORECASE
)
_ALL_CAPITALS = re.compile(r"^[A-Z]{2,6}$")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch that looks like a name: its words, what stands around it, whether after a title, whether first."""

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
    if span.name in lists().people:
        return True
    if span.titled:
        return not _ALL_CAPITALS.match(span.name)
    first = span.words[0]
    if first not in lists().first_names or lists().says_nothing(first):
        return False
    if len(span.words) == 1:
        return not span.opens and len(first) > 2
    return len(span.words) <= 4 and not {"of", "for", "the", "and"} & set(span.words)


def kind_of(span: Span) -> Type | None:
    """The kind of the name, or None when nothing tells."""
    sure = _listed(span) or _ends(span)
    if sure:
        return sure
    if surely_person(span) or (1 < len(span.words) <= 3 and _ROLE_BEFORE.search(span.before)):
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
    lower = [word.lower() for word in span.words]
    heads = any(word in lists().organisation_ends for word in lower[: lower.index("of")]) if "of" in lower else False
    if (
        last in lists().organisation_ends
        or heads
        or (lower[1] in ("of", "for") and first in lists().organisation_begins)
    ):
        return "organisation"
    if last in lists().place_ends or first in ("mount", "lake", "gulf", "strait", "port", "fort", "cape"):
        return "place"
    return None
