"""A name that the evidence has, but not here: it stands where the evidence has another."""

import re
from collections.abc import Callable, Iterator, Sequence

from broadsheet.verify.naming.judgement import Judgement
from broadsheet.verify.naming.slots import Line, line, pair
from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Aligned, Record, beside
from broadsheet.verify.terms import plain, terms
from broadsheet.verify.values import Name
from broadsheet.verify.values.aliases import aliases
from broadsheet.verify.values.names_en import TITLES

NamesOf = Callable[[Reading, Passage], list[Name]]
# The least share, by weight, of a sentence's terms without the name's own that an evidence sentence must have for the
# words beside the name to be compared.
LIKE = 0.6
# A report's dateline and the agency that sent it are no part of what it says.
_DATELINE = re.compile(r"\A.{0,40}?\d日(?:[^，。]{0,8}专)?电|\A[^,.]{2,40}\([A-Z][\w/ ]+\)\s?[-–—]")
_AGENCY = re.compile(r"(?:社|通讯社|电视台|网站?|日报|晚报)\Z|\A(?:Reuters|AP|AFP|Xinhua|TASS|Bloomberg)\Z")


def swapped(
    name: Name, passage: Passage, record: Record, *, siblings: Sequence[Name], names_of: NamesOf
) -> Judgement | None:
    """What is wrong with a name of a sentence that the evidence has elsewhere: the name that stands there, or None."""
    if not name.sure:
        return None
    wrong = _replaced(name, passage, record, siblings, names_of)
    verbatim = name.text.lower() in record.text
    return wrong or (_put_in(name, passage, record, siblings, names_of) if verbatim else None)


def _put_in(
    name: Name, passage: Passage, record: Record, siblings: Sequence[Name], names_of: NamesOf
) -> Judgement | None:
    """The sentence this one was made from has another name, and neither it nor those beside it have this one."""
    source = record.source_of(passage)
    first, last = beside(source) if source else (0, 0)
    if source is None or _mentions(source.reading.text[first:last], name.text):
        return None
    here = {n.text for n in siblings}
    told = _told(source, record.names_at(source.reading, source.passage, names_of))
    theirs = [n.text for n in told if n.text not in here and n.text not in passage.text and name.text not in n.text]
    if not theirs:
        return None
    return Judgement("swapped", found=theirs[0], fix=theirs[0] if len(theirs) == 1 else "")


def _replaced(
    name: Name, passage: Passage, record: Record, siblings: Sequence[Name], names_of: NamesOf
) -> Judgement | None:
    """The likest sentence of the evidence has another name between the same words, and does not have this one."""
    mine = line(passage.text, siblings, start=passage.start)
    for aligned in _like(passage, name, record):
        if _mentions(aligned.passage.text, name.text):
            return None
        theirs = record.names_at(aligned.reading, aligned.passage, names_of)
        other = _instead(name, mine, aligned, theirs)
        if other and other in _told(aligned, theirs) and _rival(name, other, passage, aligned.passage):
            return Judgement("swapped", found=other.text, fix=other.text)
    return None


def _told(source: Aligned, names: Sequence[Name]) -> list[Name]:
    """The names that the sentence says something of: not its dateline's, nor the agency's."""
    dateline = _DATELINE.match(source.passage.text)
    start = source.passage.start + (dateline.end() if dateline else 0)
    return [n for n in names if n.sure and n.start >= start and not _AGENCY.search(n.text)]


def _like(passage: Passage, name: Name, record: Record) -> Iterator[Aligned]:
    """The sentences of the evidence that have most of a draft sentence but for the name."""
    own = set(terms(plain(name.text)))
    rest = {t: record.weight(t) for t in passage.terms if t not in own}
    whole = sum(rest.values())
    for aligned in record.align(passage) if whole else ():
        if sum(rest[t] for t in rest.keys() & set(aligned.passage.terms)) >= LIKE * whole:
            yield aligned


def _instead(name: Name, mine: Line, aligned: Aligned, theirs: Sequence[Name]) -> Name | None:
    """The name that the evidence sentence has where the draft has `name`."""
    source = line(aligned.passage.text, theirs, start=aligned.passage.start)
    place = pair(mine, source).instead(name.start, name.end)
    return next((n for n in theirs if n.start < place[1] and place[0] < n.end), None) if place else None


def _rival(name: Name, other: Name, passage: Passage, source: Passage) -> bool:
    """Whether another name is another's: not the same one shortened, nor one the draft has as often as the evidence."""
    if passage.text.count(other.text) >= source.text.count(other.text):
        return False
    if name.text in other.text or other.text in name.text:
        return False
    known = aliases(name.text.lower())
    return other.text.lower() not in known and not known & aliases(other.text.lower())


def _mentions(text: str, name: str) -> bool:
    """Whether a stretch of evidence has the name, its last word (of no other name) or another way of writing it."""
    if name in text or any(_written(a, text.lower()) for a in aliases(name)):
        return True
    last = name.split()[-1]
    return any(_alone(m.group(1)) for m in re.finditer(rf"(\w+\s)?(?<!\w){re.escape(last)}(?!\w)", text))


def _written(alias: str, text: str) -> bool:
    if alias.isascii():
        return bool(re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", text))
    return len(alias) > 1 and alias in text


def _alone(before: str | None) -> bool:
    """Whether the word before a surname leaves it one: `Mayor Brandt`, `thanked Brandt`, not `Ann Brandt`."""
    return not before or not before[0].isupper() or before.strip().lower() in TITLES
