"""Names of a sentence in either script, and what is wrong with each: absent, misspelt, or in the place of another."""

import re
from collections.abc import Iterator

from broadsheet.verify.naming import chinese, english
from broadsheet.verify.naming.judgement import Judgement
from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Aligned, Record, beside
from broadsheet.verify.values import Name
from broadsheet.verify.values.aliases import aliases
from broadsheet.verify.values.names_zh import find_names as find_chinese

# Below this share of its terms in the closest sentence of its own language, a sentence rests on another language's.
UNLIKE = 0.3
_HAN = re.compile(r"[\u3400-\u9fff]")


def names_of(reading: Reading, passage: Passage) -> list[Name]:
    """The names of a sentence, in order."""
    found = [n for n in reading.names_en if passage.start <= n.start < passage.end]
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
        return _swapped(name, passage, record, siblings)
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


def _swapped(name: Name, passage: Passage, record: Record, siblings: list[Name]) -> Judgement | None:
    """The sentence this one was made from has another name where this one stands, and does not have this one nearby."""
    source = record.source_of(passage)
    verbatim = name.text.lower() in record.text
    if source is None or not name.sure or not verbatim or _mentions(source, name.text):
        return None
    here = {n.text for n in siblings}
    theirs = [
        n.text
        for n in record.names_at(source.reading, source.passage, names_of)
        if n.sure and n.text not in here and n.text not in passage.text and name.text not in n.text
    ]
    if not theirs:
        return None
    return Judgement("swapped", found=theirs[0], fix=theirs[0] if len(theirs) == 1 else "")


def _mentions(source: Aligned, name: str) -> bool:
    """Whether the sentence or one beside it has the name, its last word or another way of writing it."""
    first, last = beside(source)
    text = source.reading.text[first:last]
    return name in text or name.split()[-1] in text or any(len(a) > 1 and a in text.lower() for a in aliases(name))
