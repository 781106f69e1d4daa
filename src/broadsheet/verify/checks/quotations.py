"""Every quotation of the draft against the evidence: word for word, and from the same mouth."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from broadsheet.core import Finding
from broadsheet.verify.finding import finding
from broadsheet.verify.reading import Reading
from broadsheet.verify.record import Record
from broadsheet.verify.tables import words
from broadsheet.verify.values import Quotation
from broadsheet.verify.values.quotations import fold, folded, pieces

# Up to so many characters (Han) or words it is a term or a title in quotation marks, not somebody's sentence.
TERM_HAN, TERM_WORDS = 8, 3
# A stretch of the evidence this alike is the same utterance, altered.
ALTERED = 0.6
# Shared words spread over more of it than this many times the quotation's length are chance.
LONGER = 1.6
_HAN = re.compile(r"[\u3400-\u9fff]")
_PRONOUNS = words("words", "pronouns")


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
        yield finding(draft, quotation, "quotations.not_quoted", severity="warning")
        return
    speakers = [q.speaker for _, q in within]
    if (
        quotation.speaker
        and all(speakers)
        and not any(_same_speaker(quotation.speaker, q.speaker, _nearby(p)) for p, q in within)
    ):
        place = _speaker_place(draft, quotation)
        yield finding(draft, place, "quotations.speaker", found=speakers[0], fix=speakers[0])


def _same_speaker(one: str, other: str, nearby: str) -> bool:
    """Whether two speakers can be one: equal but for a title, a pronoun, or named elsewhere beside the quotation."""
    if one.lower() in _PRONOUNS or other.lower() in _PRONOUNS:
        return True
    a, b = fold(one), fold(other)
    last = fold(one.split()[-1])
    return a in b or b in a or a in fold(nearby) or (one.isascii() and last in fold(nearby)) or _tail(one, other)


def _tail(one: str, other: str) -> bool:
    # 外交部发言人王明 and 王明: Chinese puts the name after the title.
    return bool(_HAN.search(one)) and len(one) >= 2 and len(other) >= 2 and one[-2:] == other[-2:]


def _nearby(place: _Place) -> str:
    passages = place.reading.passages
    number = place.reading.passage_at(place.start).number
    around = passages[max(0, number - 1) : number + 2]
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
