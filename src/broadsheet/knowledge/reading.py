"""What one article says of whom: its names and its statements, read without knowing any other article."""

from dataclasses import dataclass
from functools import lru_cache

from broadsheet.core import Article, Plugins
from broadsheet.knowledge.named import Named, named
from broadsheet.knowledge.patterns import Finder
from broadsheet.knowledge.sentence import Sentence, marked_sentences

# Raised when names are read otherwise than before, or relations are found otherwise: every article is linked anew.
VERSION = 3
# More names than this are a list of results, and each would be the neighbour of every other.
MOST_NAMES = 120

RELATIONS = Plugins("broadsheet.knowledge.relations", "relation")


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of an article: `subject` and `object` index its names; the sentence is `text[start:end]`."""

    kind: str
    subject: int
    object: int | None
    value: str
    start: int
    end: int
    hedged: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """The names of an article, most often named first, and what its sentences say of them."""

    names: tuple[Named, ...]
    statements: tuple[Said, ...]


def relations() -> list[str]:
    """The kinds of relation that are looked for."""
    return RELATIONS.names()


@lru_cache(maxsize=1)
def _finders() -> tuple[tuple[str, Finder], ...]:
    """Each kind with its finder; listing the folder for every sentence would take longer than reading it."""
    return tuple((kind, RELATIONS.load(kind).find) for kind in relations())


def read(article: Article) -> Reading:
    """Read an analysed article; without an `entities` annotation it names nobody."""
    names = tuple(named(article)[:MOST_NAMES])
    said = [s for sentence in marked_sentences(article, names) for s in _statements(sentence)]
    return Reading(names, tuple(dict.fromkeys(said)))


def _statements(sentence: Sentence) -> list[Said]:
    found = []
    for kind, find in _finders():
        for one in find(sentence):
            subject = sentence.slots[one.subject].name
            other = sentence.slots[one.object].name if one.object is not None else None
            if subject is not None and subject != other:
                found.append(Said(kind, subject, other, one.value, sentence.start, sentence.end, one.hedged))
    return found
