"""The language models there are to be had, read from `catalogue.toml`, and which of them are on this machine."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from broadsheet.core import NotFoundError, UnknownNameError
from broadsheet.models.seal import break_seal


@dataclass(frozen=True, slots=True)
class Origin:
    """A place a model can come from. `kind` is the name of an origin plugin.

    `url` is an https address; `packages` are distributions in the order their data is joined, at `version`.
    """

    kind: str
    url: str = ""
    packages: tuple[str, ...] = ()
    version: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A model that can be pulled. `bytes` and `sha256` are the finished file's; `origins` are tried in order.

    `description` is by language (`en`, `zh`); `context` in tokens; `memory` roughly what it takes to run, in bytes.
    """

    name: str
    description: Mapping[str, str]
    licence: str
    languages: tuple[str, ...]
    bytes: int
    sha256: str
    context: int
    memory: int
    origins: tuple[Origin, ...]


@cache
def _entries() -> tuple[Entry, ...]:
    text = resources.files("broadsheet.models").joinpath("catalogue.toml").read_text(encoding="utf-8")
    return tuple(_entry(row) for row in tomllib.loads(text)["models"])


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(**row | {"languages": tuple(row["languages"]), "origins": tuple(_origin(o) for o in row["origins"])})


def _origin(row: dict[str, Any]) -> Origin:
    packages = tuple(row.get("package", "").format(n) for n in range(1, row.get("parts", 0) + 1))
    return Origin(kind=row["kind"], url=row.get("url", ""), packages=packages, version=row.get("version", ""))


def catalogue() -> list[Entry]:
    """Every model that can be pulled, the default one first."""
    return list(_entries())


def find(name: str) -> Entry:
    """The entry called `name`; raises `UnknownNameError` with the names there are."""
    for entry in _entries():
        if entry.name == name:
            return entry
    names = [entry.name for entry in _entries()]
    raise UnknownNameError(f"there is no model called {name!r} in the catalogue", asked=name, choices=names)


def file_of(name: str, folder: Path) -> Path:
    """Where the model called `name` is kept in `folder`."""
    return folder / f"{name}.gguf"


def installed(folder: Path) -> list[str]:
    """The names of the catalogue's models that are in `folder`, whole by their size; hashing is for `load`."""
    return [e.name for e in _entries() if _size(file_of(e.name, folder)) == e.bytes]


def remove(name: str, folder: Path) -> None:
    """Delete a model and what is left of an unfinished pull of it; `NotFoundError` when there is nothing of it."""
    path = file_of(find(name).name, folder)
    staged = sorted(staging_of(path).glob("*"))
    leftovers = [p for p in (path, part_of(path), *staged) if p.exists()]
    if not leftovers:
        raise NotFoundError(f"the model {name!r} is not on this machine", asked=name, choices=installed(folder))
    for leftover in leftovers:
        leftover.unlink()
    if staging_of(path).is_dir():
        staging_of(path).rmdir()
    break_seal(path)


def part_of(path: Path) -> Path:
    """Where the bytes of an unfinished pull to `path` are gathered."""
    return path.with_name(path.name + ".part")


def staging_of(path: Path) -> Path:
    """The folder in which the pieces of an unfinished pull to `path` wait to be joined."""
    return path.with_name(path.name + ".pieces")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1
