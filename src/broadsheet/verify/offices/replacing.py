"""A title that stands where the evidence has another, whoever holds it: the words on both sides are the same."""

import re
from collections.abc import Iterator

from broadsheet.verify.naming.slots import line, pair
from broadsheet.verify.offices import chinese, english
from broadsheet.verify.reading import Passage
from broadsheet.verify.record import Record
from broadsheet.verify.values import Place

# The least share of a sentence's weight that the evidence sentence must have; an exchanged title costs a term or two.
LIKE = 0.6


def replaced_titles(passage: Passage, record: Record, *, language: str) -> Iterator[tuple[Place, str]]:
    """The place in the sentence of each title that a close sentence of the evidence has otherwise, with its title."""
    titles = chinese.titles if language == "zh" else english.titles
    mine = titles(passage.text)
    if not mine:
        return
    here = line(passage.text, (), start=0)
    close = [a.passage.text for a in record.align(passage)[:2] if a.share >= LIKE and a.reading.language == language]
    for start, end in mine:
        for source in close:
            place = pair(here, line(source, (), start=0)).instead(start, end)
            theirs = [s for s in titles(source) if place and s[0] < place[1] and place[0] < s[1]]
            text = passage.text[start:end]
            if theirs and not _has(source, text):
                yield Place(start, end), source[slice(*theirs[0])]
                break


def _has(source: str, title: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(title)}(?!\w)" if title.isascii() else re.escape(title), source, re.I))
