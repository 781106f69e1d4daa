"""Couplets of Tang and Song regulated verse (public domain) and the kinds of lines they are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from broadsheet.write.prosody import fits, rhymes, tones
from broadsheet.write.prosody.patterns import shapes

# What two lines may be: the first rhymes or not, the second does.
_KINDS = frozenset(("AB", "CD", "BD", "DB"))


@dataclass(frozen=True, slots=True)
class Couplet:
    """Two lines with the kinds they are of (A to D), the rhymes they end in, and where they stand."""

    lines: tuple[str, str]
    poet: str
    title: str
    place: str
    kinds: str
    rhymes: frozenset[str]
    opening: frozenset[str]

    @property
    def size(self) -> int:
        """Characters in a line."""
        return len(self.lines[0])


@cache
def couplets(book: str = "pingshui") -> tuple[Couplet, ...]:
    """Those that keep the rules by a rhyme book."""
    text = (files("broadsheet.write.verse") / "data" / "couplets_zh.tsv").read_text(encoding="utf-8")
    read = (_read(row.split("\t"), book) for row in text.splitlines())
    return tuple(couplet for couplet in read if couplet.kinds in _KINDS and couplet.rhymes)


@cache
def by_shape(book: str = "pingshui") -> Mapping[tuple[int, str], tuple[Couplet, ...]]:
    """The couplets by the size of their lines and the kinds of both."""
    found: dict[tuple[int, str], tuple[Couplet, ...]] = {}
    for couplet in couplets(book):
        key = couplet.size, couplet.kinds
        found[key] = (*found.get(key, ()), couplet)
    return found


def kind_of(line: str, *, book: str = "pingshui") -> str:
    """The kind of line (A to D) that a line is regular in; `-` for none. B or D only if it could be either."""
    read = [tones(c, book=book) for c in line]
    if not all(read) or len(line) not in (5, 7):
        return "-"
    found = [k for k in "BDAC" if any(fits(read, s.tones) for s in shapes(k, size=len(line)) if not s.rule)]
    return found[0] if found else "-"


def _read(row: list[str], book: str) -> Couplet:
    first, second, poet, title, place = row
    kinds = kind_of(first, book=book) + kind_of(second, book=book)
    ends = rhymes(second[-1], book=book), rhymes(first[-1], book=book)
    return Couplet((first, second), poet, title, place, kinds, *ends)
