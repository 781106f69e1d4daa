"""Chinese names by the LAC sequence model (Jiao, Sun and Sun 2018): people, places, organisations; titles in 《》."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from broadsheet.nlp.tagger_zh import LONGEST
from broadsheet.nlp.tagger_zh import tagged as tag
from broadsheet.verify.values.shapes import Name

_KINDS: dict[str, Literal["person", "place", "organisation"]] = {"PER": "person", "LOC": "place", "ORG": "organisation"}
_TITLE = re.compile(r"《[^》\n]{1,60}》")
_HAN = re.compile(r"[\u3400-\u9fff]")
_MARK = re.compile(r"[，；、：。,;:]")
_DOT = "·•・‧"


def find_names(text: str, *, start: int = 0) -> Iterator[Name]:
    """The names of a Chinese sentence, their places counted from `start`."""
    for m in _TITLE.finditer(text):
        yield Name(m.group(), start + m.start(), start + m.end(), "other")
    if not _HAN.search(text):
        return
    for at, word, kind in tagged(text):
        if kind in _KINDS and _HAN.search(word):
            yield Name(word, start + at, start + at + len(word), _KINDS[kind])


@lru_cache(maxsize=8192)
def tagged(text: str) -> tuple[tuple[int, str, str], ...]:
    """The words of a Chinese text with where each begins and its LAC tag (n, v, p, PER, LOC, ORG ...), in order."""
    pieces = list(_pieces(text))
    lines = tag([text[start:end] for start, end in pieces])
    found = zip(pieces, lines, strict=True)
    return tuple((at + a, text[at + a : at + b], kind) for (at, _), line in found for kind, a, b in line)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Where a text is cut for the tagger: after a mark where there is one, so that no word is cut in two."""
    start = 0
    while len(text) - start > LONGEST:
        marks = [m.end() for m in _MARK.finditer(text, start, start + LONGEST)]
        end = marks[-1] if marks else start + LONGEST
        yield start, end
        start = end
    yield start, len(text)


def parts_of_person(name: str) -> list[str]:
    """A transliterated name's parts: 雅各布·卢 is 雅各布 and 卢."""
    return [p for p in re.split(f"[{_DOT}]", name) if p]
