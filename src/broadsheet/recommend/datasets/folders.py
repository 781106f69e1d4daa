"""Folders of impressions, each read by the module that knows its files."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

from broadsheet.core import NotFoundError, Plugins
from broadsheet.recommend.datasets.rows import BadLine, Impression, NewsItem

_MODULES = Plugins("broadsheet.recommend.datasets", "data set")


def articles(folders: Sequence[Path]) -> Iterator[NewsItem | BadLine]:
    """The articles of all `folders`, in order; raises `NotFoundError` for one that is no data set's."""
    for folder in folders:
        yield from _reader(folder).articles(folder)


def impressions(folders: Sequence[Path]) -> Iterator[Impression | BadLine]:
    """The impressions of all `folders`, one folder after the other; raises as `articles` does."""
    for folder in folders:
        yield from _reader(folder).impressions(folder)


def _reader(folder: Path) -> ModuleType:
    """The module whose file of impressions (its `BEHAVIORS`) is in `folder`."""
    modules = {file: m for m in map(_MODULES.load, _MODULES.names()) if (file := getattr(m, "BEHAVIORS", ""))}
    for file, module in modules.items():
        if (folder / file).is_file():
            return module
    there = sorted(path.name for path in folder.iterdir())[:20] if folder.is_dir() else []
    raise NotFoundError(
        "there are no impressions in this folder",
        asked=str(folder),
        found=", ".join(there) or "nothing",
        do=f"give a folder with {' or '.join(sorted(modules))}",
    )
