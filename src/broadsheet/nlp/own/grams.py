"""A text as its grams: one to three neighbouring units, the same for Chinese, English and both in one line."""

import re
from collections.abc import Iterator
from itertools import pairwise

# What is read of a text, in characters: a report says what it is about at the top, and a book must not cost seconds.
LIMIT = 4000
LONGEST = 3  # units: four added .001 to the accuracy on Chinese headlines and a third to the size

# A unit: a Latin word, a number, or any other sign that is not blank (a Chinese character, a mark).
_UNIT = re.compile(r"[a-z\u00c0-\u024f]+(?:['’][a-z]+)?|\d+|[^\s\ud800-\udfff]")
_WIDE = 0x2E80  # from here on scripts are written without spaces


def units(text: str) -> list[str]:
    """The units of the first `LIMIT` characters, lower-cased; a number is the zeros of its length (`2008`: `0000`)."""
    return [_form(unit) for unit in _UNIT.findall(lowered(text))]


def grams(text: str) -> list[str]:
    """Every gram of `text`, as often as it stands there; units of Latin script are parted by a blank."""
    found = units(text)
    joined = [unit if ord(unit[0]) >= _WIDE else f" {unit} " for unit in found]
    pairs = [a + b for a, b in pairwise(joined)]
    return joined + pairs + [a + b for a, b in zip(pairs, joined[2:], strict=False)]


def places(text: str) -> Iterator[tuple[str, int, int]]:
    """Every gram with its place `[start, end)` in `text`, in code points."""
    met = [(_form(m[0]), m.start(), m.end()) for m in _UNIT.finditer(lowered(text))]
    joined = [unit if ord(unit[0]) >= _WIDE else f" {unit} " for unit, _, _ in met]
    for length in range(1, LONGEST + 1):
        for first in range(len(met) - length + 1):
            last = first + length - 1
            yield "".join(joined[first : last + 1]), met[first][1], met[last][2]


def lowered(text: str) -> str:
    """The part of `text` that is read, in lower case and of the same length: places must stay where they are."""
    head = text[:LIMIT]
    small = head.lower()
    return small if len(small) == len(head) else "".join(c.lower() if len(c.lower()) == 1 else c for c in head)


def _form(unit: str) -> str:
    return "0" * len(unit) if unit.isdecimal() else unit
