"""Documents from a file or a folder; what can't be read is told in its place and passed over."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from broadsheet.core import InvalidInputError, MissingExtraError, NotFoundError, Plugins
from broadsheet.train.corpus.document import Document
from broadsheet.train.corpus.wanted import Reading

_FORMATS = Plugins("broadsheet.train.corpus.formats", "format of corpora")
_TEXT = "text"


def read(path: Path, reading: Reading | None = None) -> Iterator[Document | InvalidInputError]:
    """The documents in a file or in a folder and the folders below it, in the order of their names.

    Hidden files and links that lead elsewhere are left out. A file that is no text, a row without text, a line that is
    no JSON come as errors in their places. Raises `NotFoundError` when there is no such file or folder, and
    `MissingExtraError` for a single Parquet file without `pyarrow`.
    """
    if not path.exists():
        raise NotFoundError("there is no such file or folder", asked=str(path))
    wanted, known = reading or Reading(), formats()
    if not path.is_dir():
        single = replace(wanted, unit="paragraph") if wanted.unit == "auto" else wanted
        yield from _file(path, single, name=path.name, known=known)
        return
    whole = replace(wanted, unit="file") if wanted.unit == "auto" else wanted
    for file in _files(path):
        try:
            yield from _file(file, whole, name=file.relative_to(path).as_posix(), known=known)
        except MissingExtraError as error:
            yield InvalidInputError(error.message, asked=str(file), do=error.do)


def formats() -> dict[str, str]:
    """Which format reads the files of which ending."""
    return {suffix: name for name in _FORMATS.names() for suffix in _FORMATS.load(name).SUFFIXES}


def _file(
    path: Path, reading: Reading, *, name: str, known: Mapping[str, str]
) -> Iterator[Document | InvalidInputError]:
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix != ".gz"]
    format = known.get(suffixes[-1] if suffixes else "", _TEXT)
    try:
        yield from _FORMATS.load(format).documents(path, reading, name=name)
    except InvalidInputError as error:
        yield error


def _files(folder: Path) -> Iterator[Path]:
    """The files by name; of a hundred thousand the names are held, and each is looked at only when it is its turn."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        if entry.is_dir():
            yield from _files(Path(entry.path))
        elif entry.is_file():
            yield Path(entry.path)
