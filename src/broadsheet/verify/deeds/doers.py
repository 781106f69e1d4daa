"""Whose deed it is in English: a verb of the draft with a name for its subject, where the evidence names another.

It parses no grammar: the subject is the name right before the verb (what stands between commas aside) or behind `by`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.verify.reading import Passage
from broadsheet.verify.record import Record
from broadsheet.verify.statements.counterparts import PAST, roots, share_of
from broadsheet.verify.statements.parties import different
from broadsheet.verify.tables import words
from broadsheet.verify.terms import plain

# So much of what stands behind the verb, by weight of terms, has to be told of it in the evidence too.
SAME_OBJECT = 0.6
_NAME = r"[A-ZÀ-Þ][\w.'’-]*(?:\s(?:(?:of|de|von|van|al|bin)\s)?[A-ZÀ-Þ][\w.'’-]*){0,5}"
_LEADING = rf"(?P<who>(?:[Tt]he\s)?{_NAME}(?:\s(?!and\b)[a-z]{{4,}}){{0,2}}?)"
_ASIDE = r"(?:,[^,]{2,70},)?"
_HELPING = r"(?:\s(?:has|have|had|also|then|later|already|once|recently|previously))*"
_PASTS = rf"(?:[a-z]{{2,}}ed|{'|'.join(sorted(PAST))})"
_VERB = rf"\s(?P<verb>{_PASTS})\s(?P<what>[^;:.!?]{{3,90}})"
_ACTIVE = re.compile(_LEADING + _ASIDE + _HELPING + _VERB)
_PASSIVE = re.compile(
    rf"(?P<what>[^;:.!?]{{3,90}}?)\s(?:was|were|been|is|are|being)\s(?:\w+ly\s)?(?P<verb>{_PASTS})"
    rf"(?P<more>[^,;:.!?]{{0,40}}?)\sby\s(?P<who>(?:[Tt]he\s)?{_NAME})"
)
_NO_DEED = roots(
    "said says told added announced reported noted stressed asked called became remained seemed appeared included"
    " needed used came went took placed got made began started led continued expected planned agreed decided wanted"
    " based named born"
)
# A country's deed is told by the seat of its government.
_SEATS = words("predicates", "seats_en")
_RELATIVE = re.compile(rf"(?P<who>{_NAME}(?:\s[a-z]+)?)\s(?:who|which|that)\s[^,;.]{{2,50}}\Z")
_BEFORE = 60  # characters before a verb within which its subject stands
_NO_NAME = words("predicates", "pronouns_en") | {
    "this",
    "that",
    "these",
    "those",
    "there",
    "in",
    "on",
    "at",
    "but",
    "and",
}


@dataclass(frozen=True, slots=True)
class Done:
    """`who`, as written from `start` to `end` of the sentence, did `verb`, which stands `at`, to `what`: both roots."""

    who: str
    start: int
    end: int
    verb: str
    what: frozenset[str]
    at: int


@dataclass(frozen=True, slots=True)
class Doer:
    """A subject of the draft, counted from its sentence's start, and the one that the evidence names."""

    start: int
    end: int
    found: str


def doers(passage: Passage, record: Record) -> Iterator[Doer]:
    """The named subjects of an English sentence in whose place the evidence, where it tells the deed, has another."""
    for mine in done(passage.text):
        told = list(_told(mine, record))
        if told and all(_apart(mine.who, who, text) for who, text in told):
            yield Doer(mine.start, mine.end, told[0][0])


def _told(mine: Done, record: Record) -> Iterator[tuple[str, str]]:
    """The subjects that the evidence gives the deed, each with the words around; an empty one where it names none."""
    for reading, there in record.places:
        if reading.language != "en" or mine.verb not in roots(there.text):
            continue
        if share_of(mine.what, roots(there.text), record) < SAME_OBJECT:
            continue
        same = [d for d in done(there.text) if d.verb == mine.verb]
        yield from ((d.who, there.text[max(0, d.at - _BEFORE) : d.at + _BEFORE]) for d in same)
        if not same:
            yield "", there.text


def _apart(mine: str, theirs: str, sentence: str) -> bool:
    """Whether two subjects are surely two, and the draft's is not named in the evidence's sentence."""
    key = _key(mine)
    if _SEATS & {key.lower(), _key(theirs).lower()}:
        return False
    return bool(theirs) and not re.search(rf"\b{re.escape(key)}", sentence) and different(mine, theirs, sentence)


def _key(who: str) -> str:
    names = [w for w in who.split() if w[0].isupper() and w != "The"]
    return names[-1].removesuffix("'s").rstrip(".") if names else who


@lru_cache(maxsize=4096)
def done(sentence: str) -> tuple[Done, ...]:
    """The deeds of a sentence that has a name for their subject, passives by `by`."""
    text = plain(sentence)
    found = []
    for m in (*_ACTIVE.finditer(text), *_PASSIVE.finditer(text)):
        verb = m["verb"]
        root = next(iter(roots(verb)), "")
        first = m["who"].split()[0].lower()
        what = roots(m["what"])
        if root and root not in _NO_DEED and what and first not in _NO_NAME:
            # "Residents who spoke to the agency blamed": not the agency.
            led = _RELATIVE.search(text, 0, m.start("who")) or m
            found.append(Done(led["who"], *led.span("who"), root, what, m.start("verb")))
    return tuple(found)
