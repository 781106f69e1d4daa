"""Tones and rhymes of Chinese characters by the Pingshui rhyme book or by today's readings.

Pingshui: the 106 rhymes of the 13th century, level (平) against rising, departing and entering (仄). Xinyun: the
fourteen rhymes of the Chinese Poetry Society (中华新韵, 2004), first and second tone against third and fourth. A
character with several readings has the tones of all; a simplified one those of every character it stands for.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from broadsheet.core import UnknownNameError

LEVEL, OBLIQUE = "平", "仄"
BOOKS = ("pingshui", "xinyun")
# First lines may borrow a neighbouring rhyme (借邻韵); the groups are Wang Li's, 诗词格律, chapter 2.
_NEIGHBOURS = (
    "一东 二冬",
    "三江 七阳",
    "四支 五微 八齐",
    "六鱼 七虞",
    "九佳 十灰",
    "十一真 十二文 十三元",
    "十三元 十四寒 十五删 一先",
    "二萧 三肴 四豪",
    "八庚 九青 十蒸",
    "十三覃 十四盐 十五咸",
)


def tones(character: str, *, book: str = "pingshui") -> frozenset[str]:
    """`平`, `仄` or both; empty for a character that the book does not have."""
    return frozenset(tone for tone, _ in _readings(book).get(character, ()))


def rhymes(character: str, *, book: str = "pingshui") -> frozenset[str]:
    """The names of the level rhymes a character belongs to."""
    return frozenset(name for tone, name in _readings(book).get(character, ()) if tone == LEVEL)


def near(first: str, second: str) -> bool:
    """Whether two rhymes of Pingshui are neighbours."""
    return any({first, second} <= set(group.split()) for group in _NEIGHBOURS)


@cache
def members(rhyme: str, *, book: str = "pingshui") -> str:
    """The characters of a level rhyme; empty for a name that is none."""
    return "".join(characters for tone, name, characters in _rows(book) if tone == LEVEL and name == rhyme)


@cache
def _readings(book: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for tone, name, characters in _rows(book):
        side = LEVEL if tone == LEVEL else OBLIQUE
        for character in characters:
            found[character] = (*found.get(character, ()), (side, name))
    return found


@cache
def _rows(book: str) -> tuple[tuple[str, str, str], ...]:
    if book not in BOOKS:
        raise UnknownNameError(f"there is no rhyme book called {book!r}", asked=book, choices=BOOKS)
    text = (files("broadsheet.write.prosody") / "data" / f"{book}.txt").read_text(encoding="utf-8")
    rows = (line.split(" ") for line in text.splitlines() if not line.startswith("#"))
    return tuple((tone, name, characters) for tone, name, characters in rows)
