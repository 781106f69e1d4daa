"""A text as its grams: one to three neighbouring units, the same for Chinese, English and both in one line."""

import re
from collections.abc import Iterator
from itertools import pairwise

# What is read of a text, in characters: a report says what it is about at the top, and a book must not cost seconds.
LIMIT = 4000
LONGEST = 3  # units; with two, Chinese headlines were told apart as well, and the reasons were harder to read

# A unit: a Latin word, a number, the blank after a sign of a script that is written without blanks (in a Chinese
# headline it parts the clauses: leaving it out cost .003 of accuracy), or any other sign.
_UNIT = re.compile(r"[a-z\u00c0-\u024f]+(?:['’][a-z]+)?|\d+|(?<=[^\x00-\u2e7f])\s+(?=\S)|[^\s\ud800-\udfff]")
_LATIN = re.compile(r"[a-z\u00c0-\u024f]")


def grams(text: str) -> list[str]:
    """Every gram of the first `LIMIT` characters, as often as it stands there.

    Lower-cased; a number is the zeros of its length (`2008`: `0000`); a Latin word stands between blanks.
    """
    found = [_form(unit) for unit in _UNIT.findall(lowered(text))]
    pairs = [a + b for a, b in pairwise(found)]
    return found + pairs + [a + b for a, b in zip(pairs, found[2:], strict=False)]


def places(text: str) -> Iterator[tuple[str, int, int]]:
    """Every gram with its place `[start, end)` in `text`, in code points."""
    met = [(_form(m[0]), m.start(), m.end()) for m in _UNIT.finditer(lowered(text))]
    for length in range(1, LONGEST + 1):
        for first in range(len(met) - length + 1):
            last = first + length - 1
            yield "".join(form for form, _, _ in met[first : last + 1]), met[first][1], met[last][2]


def lowered(text: str) -> str:
    """The part of `text` that is read, in lower case and of the same length: places must stay where they are."""
    head = text[:LIMIT]
    small = head.lower()
    return small if len(small) == len(head) else "".join(c.lower() if len(c.lower()) == 1 else c for c in head)


def _form(unit: str) -> str:
    if unit.isdecimal():
        return "0" * len(unit)
    if unit.isspace():
        return " "
    return f" {unit} " if _LATIN.match(unit) else unit
