"""The tone patterns of Chinese regulated verse: four kinds of lines, four ways to open, and what may be let pass.

After Wang Li, 诗词格律 (1962), chapters 2.2 to 2.5. 中 is either tone. Lines of seven are lines of five with two
characters before them, whose second is of the other tone than the second of the five.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from broadsheet.write.prosody.books import LEVEL, OBLIQUE

# A form's lines and their length in characters.
FORMS: Mapping[str, tuple[int, int]] = {"五绝": (4, 5), "七绝": (4, 7), "五律": (8, 5), "七律": (8, 7)}

# The kinds of lines: A and C end oblique, B and D carry the rhyme.
_BASE = {"A": "仄仄平平仄", "B": "平平仄仄平", "C": "平平平仄仄", "D": "仄仄仄平平"}


@dataclass(frozen=True, slots=True)
class Shape:
    """A line as it may run; `rule` names what it lets pass (empty: nothing), `needs` what the next line must mend."""

    tones: str
    rule: str = ""
    weight: str = "advice"
    needs: str = ""


# What each kind of line may be, the most regular first.
_SHAPES: Mapping[str, tuple[Shape, ...]] = {
    "A": (Shape("中仄平平仄"), Shape("中仄仄平仄"), Shape("中仄中仄仄", "great_twist", needs="中平平仄平")),
    "B": (Shape("平平中仄平"), Shape("仄平平仄平", "self_mended"), Shape("仄平仄仄平", "lone_level", "error")),
    "C": (
        Shape("中平平仄仄"),
        Shape("平平仄平仄"),
        Shape("仄平仄平仄", "twist_unmended"),
        Shape("中平仄仄仄", "three_oblique"),
    ),
    "D": (Shape("中仄仄平平"), Shape("中仄平平平", "three_level", "error")),
}

# How a quatrain may open: by the second character, and whether the first line rhymes. A regulated verse of eight
# lines goes on with the two that open without rhyme.
_OPENINGS = {"oblique": "ABCD", "oblique_rhymed": "DBCD", "level": "CDAB", "level_rhymed": "BDAB"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of a form: the kinds of its lines and how long they are."""

    name: str
    kinds: str
    size: int

    @property
    def rhymed(self) -> tuple[int, ...]:
        """The numbers of the lines that carry the rhyme, from 0."""
        return tuple(i for i, kind in enumerate(self.kinds) if kind in "BD")

    def base(self, line: int) -> str:
        """The regular tones of a line."""
        return _long(_BASE[self.kinds[line]], self.size)

    def shapes(self, line: int) -> tuple[Shape, ...]:
        """What a line may be, the most regular first."""
        return shapes(self.kinds[line], size=self.size)


@cache
def shapes(kind: str, *, size: int) -> tuple[Shape, ...]:
    """What a line of a kind (A to D) may be in a form with lines of `size`, the most regular first."""
    rows = _SHAPES[kind]
    return tuple(Shape(_long(s.tones, size), s.rule, s.weight, _long(s.needs, size)) for s in rows)


@cache
def patterns(form: str) -> tuple[Pattern, ...]:
    """The four ways of a form."""
    lines, size = FORMS[form]
    follow = {"oblique": "ABCD", "oblique_rhymed": "ABCD", "level": "CDAB", "level_rhymed": "CDAB"}
    return tuple(
        Pattern(name if size == 5 else _turned(name), kinds + (follow[name] if lines == 8 else ""), size)
        for name, kinds in _OPENINGS.items()
    )


def fits(tones: Sequence[frozenset[str]], shape: str) -> bool:
    """Whether characters of these tones can be read as the shape; one that no book has fits anything."""
    return len(tones) == len(shape) and not misses(tones, shape)


def misses(tones: Sequence[frozenset[str]], shape: str) -> list[int]:
    """The places where they can't."""
    pairs = zip(tones, shape, strict=False)
    return [i for i, (have, want) in enumerate(pairs) if want != "中" and have and want not in have]


def _long(five: str, size: int) -> str:
    if size == 5 or not five:
        return five
    return "中" + (LEVEL if five[1] == OBLIQUE else OBLIQUE) + five


def _turned(name: str) -> str:
    """A line of seven opens in the other tone than the five in it."""
    return name.replace("oblique", "level") if name.startswith("oblique") else name.replace("level", "oblique")
