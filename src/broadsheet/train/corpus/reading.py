"""Documents from a file or a folder; what can't be read is told in its place and passed over."""

from collections.abc import Iterator
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
    wanted = reading or Reading()
    if not path.is_dir():
        single = replace(wanted, unit="paragraph") if wanted.unit == "auto" else wanted
        yield from _file(path, single, name=path.name)
        return
    whole = replace(wanted, unit="file") if wanted.unit == "auto" else wanted
    for file in _files(path):
        try:
            yield from _file(file, whole, name=file.relative_to(path).as_posix())
        except MissingExtraError as error:
            yield InvalidInputError(error.message, asked=str(file), do=error.do)


def formats() -> dict[str, str]:
    """Which format reads the files of which ending."""
    return {suffix: name for name in _FORMATS.names() for suffix in _FORMATS.load(name).SUFFIXES}


def _file(path: Path, reading: Reading, *, name: str) -> Iterator[Document | InvalidInputError]:
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix != ".gz"]
    format = formats().get(suffixes[-1] if suffixes else "", _TEXT)
    try:
        yield from _FORMATS.load(format).documents(path, reading, name=name)
    except InvalidInputError as error:
        yield error


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            yield from _files(path)
        elif path.is_file():
            yield path
