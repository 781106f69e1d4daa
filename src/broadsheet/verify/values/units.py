"""Units of measure, money, people and time in both languages, with the factor that brings each to one canonical unit.

It does not know currencies' rates, temperatures' scales or what a classifier counts: 22 yuan never equals 3 dollars.
"""

import re
from dataclasses import dataclass

from broadsheet.verify.tables import table, words


@dataclass(frozen=True, slots=True)
class Unit:
    """A canonical unit and how many of it one of what was written makes; `length` is how many characters it took."""

    name: str
    factor: float
    length: int


_FLAT = {
    surface.replace("_", " "): (name, float(factor))
    for name, row in table("units")["measures"].items()
    for factor, surfaces in row.items()
    for surface in surfaces.split()
}
HARD = frozenset(name for name, _ in _FLAT.values())
_STRICT = words("units", "strict")
_PAIRS = table("units")["alike"].split()
_ALIKE = frozenset(frozenset(pair) for pair in zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_NAMELESS = table("units")["unnamed"].split()
_OF_ONE_NAME = frozenset(frozenset(pair) for pair in zip(_NAMELESS[::2], _NAMELESS[1::2], strict=True))
SYMBOLS: dict[str, str] = table("units")["symbols"]


def _alternatives(surfaces: list[str]) -> str:
    return "|".join(re.escape(s) for s in sorted(surfaces, key=len, reverse=True))


_HAN = re.compile(
    rf"\s?(?:{_alternatives([s for s in _FLAT if not s.isascii()] + list(words('units', 'classifiers')))})"
)
_LATIN = re.compile(
    rf"{_alternatives([s for s in _FLAT if s.startswith('-')])}"
    rf"|[\s-]?(?:{_alternatives([s for s in _FLAT if s.isascii() and s[0].isalpha()])})(?![A-Za-z])|\s?%",
    re.IGNORECASE,
)
_NOTHING = Unit("", 1.0, 0)


def unit_at(text: str, position: int) -> Unit:
    """The unit that starts at `position` of `text`, or one without a name: 亩 -> square metre times 2000/3."""
    for pattern in (_LATIN, _HAN):
        if found := pattern.match(text, position):
            surface = found.group().strip().lower()
            plain = surface if surface in _FLAT else surface.lstrip("-")
            name, factor = _FLAT.get(plain, (plain, 1.0))
            return Unit(name, factor, found.end() - position)
    return _NOTHING


def compatible(one: str, other: str) -> bool:
    """Whether two units may be the same thing: unknown ones and classifiers may, two measures only when equal."""
    if one == other or not one or not other:
        return True
    if one in HARD or other in HARD:
        return frozenset((one, other)) in _OF_ONE_NAME
    strict = one in _STRICT or other in _STRICT
    return not strict or frozenset((one, other)) in _ALIKE
