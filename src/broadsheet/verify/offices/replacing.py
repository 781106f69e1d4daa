"""A title that stands where the evidence has another, whoever holds it: the words on both sides are the same."""

from collections.abc import Iterator, Sequence

from broadsheet.verify.naming.slots import cut, pair
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
    here = cut(passage.text, mine)
    close = [a.passage.text for a in record.align(passage)[:2] if a.share >= LIKE and a.reading.language == language]
    for start, end in mine:
        for source in close:
            theirs = titles(source)
            place = pair(here, cut(source, theirs)).instead(start, end)
            found = [source[a:b] for a, b in theirs if place and a < place[1] and place[0] < b]
            if found and _other(passage.text[start:end], found[0], [source[a:b] for a, b in theirs], language):
                yield Place(start, end), found[0]
                break


def _other(title: str, found: str, all_there: Sequence[str], language: str) -> bool:
    """Whether `found` is another office: not the same, longer or shorter, in one rank; `all_there` are the source's."""
    room = chinese if language == "zh" else english
    rank, one, other = room.rank_of, room.canonical(title), room.canonical(found)
    if one in {room.canonical(t) for t in all_there}:
        return False
    return rank(one) != rank(other) or not (one.endswith(other) or other.endswith(one))
