"""Names of a sentence in either script, and what is wrong with each: absent, misspelt, or in the place of another."""

import re
from collections.abc import Iterator
from itertools import islice

from broadsheet.verify.naming import chinese, english
from broadsheet.verify.naming.judgement import Judgement
from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Aligned, Record
from broadsheet.verify.values import Name
from broadsheet.verify.values.names_zh import find_names as find_chinese

_HAN = re.compile(r"[\u3400-\u9fff]")
# A sentence of the evidence that has so much of a draft sentence is the one it was made from, so that a name standing
# where another stands there was swapped (tuned for false alarms on paraphrases, evals/verify_mutations).
MADE_FROM = 0.7


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
    return (chinese if _HAN.search(name.text) else english).stands(name, record)


def judge(name: Name, passage: Passage, record: Record, siblings: list[Name]) -> Judgement | None:
    """What is wrong with `name` of the draft sentence `passage`, whose names are `siblings`; or None."""
    han = bool(_HAN.search(name.text))
    wrong = chinese.judge(name, record, _rivals(passage, record)) if han else english.judge(name, record)
    if wrong is None:
        return _swapped(name, passage, record, siblings)
    language = "zh" if han else "en"
    if wrong.rule == "unsupported" and language not in record.languages:
        return Judgement("language", "warning")
    return wrong


def _rivals(passage: Passage, record: Record) -> Iterator[Name]:
    for aligned in islice(record.align(passage), 3):
        yield from record.names_at(aligned, names_of)


def _swapped(name: Name, passage: Passage, record: Record, siblings: list[Name]) -> Judgement | None:
    """The evidence's sentence has another name where the draft has this one, and does not have this one nearby."""
    best = next(iter(record.align(passage)), None)
    if best is None or best.share < MADE_FROM or _mentions(best, name.text):
        return None
    here = {n.text for n in siblings}
    theirs = [
        n
        for n in record.names_at(best, names_of)
        if n.kind == name.kind and n.text not in here and n.text not in passage.text and name.text not in n.text
    ]
    if len(theirs) != 1 or (name.kind == "other" and not (name.sure and theirs[0].sure)):
        return None
    return Judgement("swapped", found=theirs[0].text, fix=theirs[0].text)


def _mentions(aligned: Aligned, name: str) -> bool:
    """Whether the sentence or one beside it has the name or its last word."""
    number = aligned.passage.number
    around = aligned.reading.passages[max(0, number - 2) : number + 2]
    text = " ".join(p.text for p in around)
    return name in text or name.split()[-1] in text
