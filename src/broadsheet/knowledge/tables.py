"""The tables that come with this room, read once: names known in both languages, readings, traditional characters."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

COUNTRY, CITY = "country", "city"


@dataclass(frozen=True, slots=True)
class Known:
    """Something named in both languages: its type (`country` and `city` are places) and its names, main ones first."""

    type: str
    en: tuple[str, ...]
    zh: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The type as entities have it."""
        return "place" if self.type in (COUNTRY, CITY) else self.type


def _rows(name: str) -> Iterator[list[str]]:
    text = (files("broadsheet.knowledge") / "data" / f"{name}.tsv").read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


@lru_cache(maxsize=1)
def known() -> tuple[Known, ...]:
    """Everything that comes with names in both languages; the own list before the gazetteer."""
    rows = [*_rows("names"), *_rows("places")]
    return tuple(Known(type, tuple(en.split("|")), tuple(zh.split("|"))) for type, en, zh in rows)


@lru_cache(maxsize=1)
def readings() -> Mapping[str, str]:
    """The Mandarin syllable (no tone, `v` for ü) of each character of GB 2312."""
    return {char: syllable for syllable, characters in _rows("pinyin") for char in characters}


@lru_cache(maxsize=1)
def to_simplified() -> Mapping[int, str]:
    """For `str.translate`: each traditional character and the simplified one in its place."""
    return {ord(char): plain for plain, others in _rows("traditional") for char in others}


@lru_cache(maxsize=8)
def words(name: str) -> frozenset[str]:
    """The words of `data/name.tsv`: parted by white space."""
    return frozenset(word for row in _rows(name) for cell in row for word in cell.split())
