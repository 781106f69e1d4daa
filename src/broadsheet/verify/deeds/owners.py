"""Whose deed it is: a verb of a Chinese draft sentence whose subject the evidence gives as another.

Held against every clause of the evidence with the same verb and mostly the same objects. The subject is what stands
before the verb, whatever it may be: no name is needed (反对派 for 政府, 总理 for 最高法院).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from broadsheet.verify.deeds.predicates import deed_of
from broadsheet.verify.reading import Passage
from broadsheet.verify.record import Record
from broadsheet.verify.tables import words
from broadsheet.verify.values.names_zh import tagged

Word = tuple[int, str, str]
_NAMES = frozenset({"PER", "LOC", "ORG", "nz", "nw"})
_NOUNS = _NAMES | {"n", "nr", "ns", "nt", "vn", "an"}
_LEADING = frozenset({"p", "f"})
_PASSIVE = words("predicates", "passive_zh")
_OF = frozenset("的之")
_ADJECTIVE = 3  # characters: what the model takes for a longer adjective is a part of a name (最高法院)
# So much of what stands behind the verb has to be told of it in the evidence too.
SAME_OBJECT = 0.6
_ACTORS = tuple(sorted(words("predicates", "actors_zh")))
_NAMED = 2  # characters left of a subject that tell it from another
_SENTENCE = frozenset("，。；！？!?;：:\n")


@dataclass(frozen=True, slots=True)
class Owned:
    """A verb with its subject as written, its place, and the nouns behind it."""

    verb: str
    subject: str
    start: int
    end: int
    objects: tuple[str, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Other:
    """A subject of the draft, counted from its sentence's start, and the one that the evidence names."""

    start: int
    end: int
    found: str


def others(passage: Passage, record: Record) -> Iterator[Other]:
    """The subjects of a Chinese draft sentence in whose place the evidence, where it tells the deed, has another."""
    for mine in owned(passage.text):
        told = list(_told(mine, record)) if mine.subject and mine.objects else []
        if told and all(_apart(mine.subject, theirs, before) for theirs, before in told):
            yield Other(mine.start, mine.end, told[0][0])
            return


def _told(mine: Owned, record: Record) -> Iterator[tuple[str, str]]:
    """The subjects that the evidence gives the deed, each with what its sentence says before the verb."""
    for reading, there in record.places:
        if reading.language == "zh" and mine.verb in there.text and _same_objects(mine, there.text):
            for theirs in owned(there.text):
                if theirs.verb == mine.verb and _same_objects(mine, there.text[theirs.at :]):
                    yield theirs.subject, there.text[: theirs.at]


def owned(sentence: str) -> tuple[Owned, ...]:
    """The verbs of a sentence with their subjects and objects, in order."""
    line = tagged(sentence)
    return tuple(_owned(line, i) for i, (_, word, tag) in enumerate(line) if tag == "v" and _tells(word))


def _tells(verb: str) -> bool:
    return len(verb) > 1 and deed_of(verb) is not None and verb not in words("predicates", "symmetric_zh")


def _owned(line: Sequence[Word], at: int) -> Owned:
    subject, start, end = _subject(line, at)
    objects = []
    for _, word, tag in line[at + 1 :]:
        if word in _SENTENCE:
            break
        if tag in _NOUNS and len(word) > 1:
            objects.append(word)
    return Owned(line[at][1], subject, start, end, tuple(objects), line[at][0])


def _subject(line: Sequence[Word], at: int) -> tuple[str, int, int]:
    """The words before the verb, less those of time and manner and those that prepositions lead to.

    Of a row of verbs, what stands before the first.
    """
    taken: list[Word] = []
    for start, word, tag in reversed(line[:at]):
        if tag in _NOUNS or (tag in {"a", "b"} and (taken or len(word) > _ADJECTIVE)):
            taken.append((start, word, tag))
        elif word in _PASSIVE or word in _SENTENCE or word in _OF:
            break
        elif tag in _LEADING:
            taken = []
        elif taken and tag not in {"m", "q"}:
            break
    found = taken[::-1]
    if not any(tag in _NOUNS for _, _, tag in found):
        return "", 0, 0
    return "".join(word for _, word, _ in found), found[0][0], found[-1][0] + len(found[-1][1])


def _same_objects(mine: Owned, text: str) -> bool:
    return sum(_held(o, text) for o in mine.objects) >= SAME_OBJECT * len(mine.objects)


def _held(word: str, text: str) -> float:
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    return 1.0 if word in text else sum(p in text for p in pairs) / len(pairs)


def _apart(mine: str, theirs: str, before: str) -> bool:
    """Whether two subjects are surely two, and the draft's is not named before the verb after all."""
    one, other = _bare(mine, theirs), _bare(theirs, mine)
    if min(len(one), len(other)) < _NAMED or _shortened(one, other) or not (_acts(mine) and _acts(theirs)):
        return False
    return not _pairs(one) & _pairs(other) and not any(p in before for p in _pairs(one))


def _acts(subject: str) -> bool:
    """Whether it is a person, an office or a body: what can do a deed in another's place."""
    return subject.endswith(_ACTORS) or any(tag == "PER" for _, _, tag in tagged(subject))


def _shortened(one: str, other: str) -> bool:
    """Whether the one's characters stand in the other in their order: 儿基会 for 儿童基金会."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(c in rest for c in short)


def _bare(one: str, other: str) -> str:
    """`one` without what both begin with: 法国 of 法国参议院 and 法国国民议会."""
    n = 0
    while n < min(len(one), len(other)) and one[n] == other[n]:
        n += 1
    return one[n:]


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))
