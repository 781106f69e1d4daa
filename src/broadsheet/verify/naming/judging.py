"""Names of a sentence in either script, and what is wrong with each: absent, misspelt, or in the place of another."""

import re
from collections.abc import Iterator

from broadsheet.verify.inside import inside
from broadsheet.verify.naming import chinese, english
from broadsheet.verify.naming.judgement import Judgement
from broadsheet.verify.naming.swapping import swapped
from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Record
from broadsheet.verify.values import Name
from broadsheet.verify.values.names_zh import find_names as find_chinese

# Below this share of its terms in the closest sentence of its own language, a sentence rests on another language's.
UNLIKE = 0.3
_HAN = re.compile(r"[\u3400-\u9fff]")


def names_of(reading: Reading, passage: Passage) -> list[Name]:
    """The names of a sentence, in order."""
    found = list(inside(reading.names_en, passage))
    if _HAN.search(passage.text):
        found += find_chinese(passage.text, start=passage.start)
    return sorted(found, key=lambda n: n.start)


def known_names(reading: Reading, passage: Passage, record: Record) -> list[Name]:
    """The names of a sentence that the evidence has, in whatever language it has them."""
    return [n for n in names_of(reading, passage) if _known(n, record)]


def _known(name: Name, record: Record) -> bool:
    return chinese.stands(name, record) if _HAN.search(name.text) else english.stands(name, record)


def judge(name: Name, passage: Passage, record: Record, siblings: list[Name]) -> Judgement | None:
    """What is wrong with `name` of the draft sentence `passage`, whose names are `siblings`; or None."""
    han = bool(_HAN.search(name.text))
    wrong = chinese.judge(name, record, _rivals(name, passage, record)) if han else english.judge(name, record)
    if wrong is None:
        return swapped(name, passage, record, siblings=siblings, names_of=names_of)
    language = "zh" if han else "en"
    if wrong.rule == "unsupported" and _read_elsewhere(passage, record, language):
        return Judgement("language", "warning")
    return wrong


def _read_elsewhere(passage: Passage, record: Record, language: str) -> bool:
    """Whether the sentence rests on evidence in another language, where a name in this script can't be looked up."""
    best = next(iter(record.align(passage)), None)
    alike = best is not None and best.share >= UNLIKE and best.reading.language == language
    return bool(record.languages - {language}) and not (language in record.languages and alike)


def _rivals(name: Name, passage: Passage, record: Record) -> Iterator[Name]:
    """The names of the closest sentences, and of those that have nearly this name."""
    places = [(a.reading, a.passage) for a in record.align(passage)[:3]]
    if len(name.text) > 2:
        nearly = re.compile(
            "|".join(re.escape(name.text[:i]) + "." + re.escape(name.text[i + 1 :]) for i in range(len(name.text)))
        )
        places += [(r, p) for r, p in record.places if nearly.search(p.text)]
    for reading, place in places:
        yield from record.names_at(reading, place, names_of)
