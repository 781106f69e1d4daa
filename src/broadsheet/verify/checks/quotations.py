"""Every quotation of the draft against the evidence: word for word, and from the same mouth."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from broadsheet.core import Finding
from broadsheet.verify.finding import finding
from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Record
from broadsheet.verify.statements.parties import different, names_of
from broadsheet.verify.statements.sayings import sayings
from broadsheet.verify.values import Quotation
from broadsheet.verify.values.quotations import fold, folded, pieces

# Up to so many characters (Han) or words it is a term or a title in quotation marks, not somebody's sentence.
TERM_HAN, TERM_WORDS = 8, 3
# A stretch of the evidence this alike is the same utterance, altered.
ALTERED = 0.6
# Shared words spread over more of it than this many times the quotation's length are chance.
LONGER = 1.6
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Place:
    reading: Reading
    start: int
    end: int


def check(draft: Reading, record: Record) -> Iterator[Finding]:
    """A finding for each quotation that is not the evidence's, word for word, or is given to another speaker."""
    for quotation in draft.quotations:
        places = list(find(quotation.words, record))
        if places:
            yield from _quoted(draft, quotation, places)
        else:
            yield _not_found(draft, record, quotation)


def find(words: str, record: Record) -> Iterator[_Place]:
    """Where the evidence has these words, but for spaces, punctuation and case; an ellipsis may stand for any words."""
    wanted = pieces(words)
    for reading in record.readings:
        text, offsets = reading.folded
        start = position = -1
        for piece in wanted:
            position = text.find(piece, max(position, 0))
            if position < 0:
                break
            start = position if start < 0 else start
            position += len(piece)
        if start >= 0 and position > 0:
            yield _Place(reading, offsets[start], offsets[position - 1] + 1)


def is_term(words: str) -> bool:
    """Whether it is too short to be an utterance."""
    if _HAN.search(words):
        return len(fold(words)) <= TERM_HAN
    return len(words.split()) <= TERM_WORDS


def _quoted(draft: Reading, quotation: Quotation, places: list[_Place]) -> Iterator[Finding]:
    if is_term(quotation.words):
        return
    within = [(p, q) for p in places for q in p.reading.quotations if q.start <= p.start and p.end <= q.end]
    if not within:
        yield from _in_parts(draft, quotation, places)
        return
    speakers = [q.speaker for _, q in within]
    if quotation.speaker and all(speakers) and all(_another(quotation.speaker, q, p) for p, q in within):
        place = _speaker_place(draft, quotation)
        yield finding(draft, place, "quotations.speaker", found=speakers[0], fix=speakers[0])


def _in_parts(draft: Reading, quotation: Quotation, places: list[_Place]) -> Iterator[Finding]:
    """The words are there, but in no one quotation: in two of one speaker's, of two, or in none."""
    for place in places:
        touched = [q for q in place.reading.quotations if q.start < place.end and place.start < q.end]
        speakers = [q.speaker for q in touched if q.speaker]
        if len(touched) > 1 and any(different(speakers[0], s, place.reading.plain) for s in speakers):
            yield finding(draft, quotation, "quotations.spliced", found=" … ".join(q.text for q in touched))
            return
        if len(touched) > 1:
            return
    yield finding(draft, quotation, "quotations.not_quoted", severity="warning")


def _another(speaker: str, quotation: Quotation, place: _Place) -> bool:
    """Whether `speaker` is somebody else than who speaks in the evidence.

    One whom the evidence names beside the quotation may be the speaker under another name, unless he speaks there
    himself, in other words.
    """
    if not different(speaker, quotation.speaker, place.reading.plain):
        return False
    around = _around(place)
    if fold(speaker) not in fold(_text(place, around)):
        return not (speaker.isascii() and fold(speaker.split()[-1]) in fold(_text(place, around)))
    mouths = [
        q.speaker for q in place.reading.quotations if around[0].start <= q.start < around[-1].end and q != quotation
    ]
    mouths += [s.who for p in around for s in sayings(p.text)]
    return any(names_of(speaker) & names_of(m) for m in mouths)


def _around(place: _Place) -> tuple[Passage, ...]:
    passages = place.reading.passages
    number = place.reading.passage_at(place.start).number
    return passages[max(0, number - 1) : number + 2]


def _text(place: _Place, around: tuple[Passage, ...]) -> str:
    return place.reading.text[around[0].start : around[-1].end]


def _speaker_place(draft: Reading, quotation: Quotation) -> _Place:
    window = max(0, quotation.start - 100)
    at = draft.text.rfind(quotation.speaker, window, quotation.start)
    at = at if at >= 0 else draft.text.find(quotation.speaker, quotation.end)
    return _Place(draft, at, at + len(quotation.speaker))


def _not_found(draft: Reading, record: Record, quotation: Quotation) -> Finding:
    if draft.language not in record.languages:
        return finding(draft, quotation, "quotations.language", severity="warning")
    term = is_term(quotation.words)
    if altered := (_term_of_source(draft, quotation, record) if term else _altered(quotation, record)):
        marks = quotation.text[0], quotation.text[-1]
        return finding(draft, quotation, "quotations.altered", found=altered, fix=f"{marks[0]}{altered}{marks[1]}")
    if term:
        return finding(draft, quotation, "quotations.term", severity="warning")
    return finding(draft, quotation, "quotations.unsupported")


def _term_of_source(draft: Reading, quotation: Quotation, record: Record) -> str:
    """The quotation in this one's place in the sentence of the evidence that this one was made from, or empty."""
    passage = draft.passage_at(quotation.start)
    source = record.source_of(passage)
    if source is None:
        return ""
    theirs = (q for q in source.reading.quotations if source.passage.start <= q.start < source.passage.end)
    return next((q.words for q in theirs if fold(q.words) not in fold(passage.text)), "")


def _altered(quotation: Quotation, record: Record) -> str:
    """The words of the evidence that this quotation must have been, or empty."""
    wanted = fold(quotation.words)
    best, found = ALTERED, ""
    for reading in record.readings:
        for other in reading.quotations:
            text, offsets = folded(other.words)
            matcher = SequenceMatcher(None, wanted, text, autojunk=False)
            blocks = [b for b in matcher.get_matching_blocks() if b.size > 1]
            ratio = sum(b.size for b in blocks) / len(wanted)
            # The draft may quote a part of it: then only the part from the first to the last shared words is meant.
            if ratio > best and blocks[-1].b + blocks[-1].size - blocks[0].b <= LONGER * len(wanted):
                end = min(blocks[-1].b + blocks[-1].size + len(wanted) - blocks[-1].a - blocks[-1].size, len(text))
                best, found = ratio, other.words[offsets[max(blocks[0].b - blocks[0].a, 0)] : offsets[end - 1] + 1]
    return found
