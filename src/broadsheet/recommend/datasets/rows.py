"""What the data sets are read into, each as a stream: a line that can't be read is named in it and stops nothing."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from broadsheet.core import NotFoundError


@dataclass(frozen=True, slots=True)
class NewsItem:
    """An article as a data set tells it; `category` and `subcategory` are the data set's own words."""

    id: str
    title: str
    text: str = ""
    category: str = ""
    subcategory: str = ""
    url: str = ""
    language: str = ""
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Impression:
    """What one reader was `shown` at once, which of it was `clicked` (empty: not told), and what they read before."""

    id: str
    reader: str
    at: datetime
    shown: tuple[str, ...]
    clicked: tuple[bool, ...] = ()
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rating:
    """How much a reader liked an item, as the data set counts."""

    reader: str
    item: str
    value: float
    at: datetime


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that could not be read: where it stands, from 1, and why."""

    file: str
    line: int
    why: str


def found(folder: Path, name: str) -> Path:
    """The file `name` in `folder`; raises `NotFoundError` when it is not there."""
    file = folder / name
    if not file.is_file():
        there = sorted(p.name for p in folder.iterdir())[:20] if folder.is_dir() else []
        raise NotFoundError(
            f"there is no {name} in this folder",
            asked=str(file),
            found=", ".join(there) or "nothing",
            do="give the folder the data set was unpacked into",
        )
    return file
