"""Checkpoints on the disk: whole or not there. Nothing here knows what is in one.

One is written beside its place, with the hash of every file, brought to the disk, and only then given its name; so a
process may be killed, or the power go, at any moment, and what bears the name is whole or says that it is not.
"""

import errno
import json
import os
import re
import shutil
from collections.abc import Callable, Iterable
from hashlib import file_digest
from pathlib import Path
from typing import NoReturn

from broadsheet.core import DiskFullError, StoreError

MANIFEST = "manifest.json"
_NAME = re.compile(r"step-(\d+)")
_FULL = (errno.ENOSPC, errno.EDQUOT)


def save(folder: Path, step: int, *, write: Callable[[Path], None]) -> Path:
    """A checkpoint of `step` in `folder`, its files written by `write` into the folder it is given.

    Raises `DiskFullError` and `StoreError`; what was there before is then as it was.
    """
    place = folder / f"step-{step:06d}"
    unready = place.with_suffix(".tmp")
    try:
        _remove(unready)
        unready.mkdir(parents=True)
        write(unready)
        _sealed(unready)
        _remove(place)
        unready.rename(place)
        _synced(folder)
    except OSError as error:
        _refuse(error, folder=folder, unready=unready)
    return place


def newest(folder: Path) -> tuple[Path | None, list[str]]:
    """The newest checkpoint that is whole, and a sentence for each newer one that is not."""
    torn: list[str] = []
    for step, place in sorted(steps(folder).items(), reverse=True):
        fault = fault_of(place)
        if not fault:
            return place, torn
        torn.append(f"the checkpoint of step {step} is passed over: {fault}")
    return None, torn


def steps(folder: Path) -> dict[int, Path]:
    """The checkpoints in `folder` by step, whole or not."""
    found = ((_NAME.fullmatch(path.name), path) for path in folder.glob("step-*") if path.is_dir())
    return {int(match[1]): path for match, path in found if match}


def fault_of(place: Path) -> str:
    """What is wrong with a checkpoint; empty when every file has the hash that its manifest names."""
    try:
        manifest = json.loads((place / MANIFEST).read_bytes())
        wrong = [name for name, digest in manifest.items() if _digest(place / name) != digest]
    except (OSError, ValueError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"
    return f"{', '.join(wrong)} changed since" if wrong else ""


def prune(folder: Path, *, keep: int, spared: Iterable[int]) -> None:
    """Leave the newest `keep` checkpoints and the `spared` ones; what was half-written goes too."""
    found = steps(folder)
    for step in sorted(found)[:-keep]:
        if step not in set(spared):
            _remove(found[step])
    for unready in folder.glob("step-*.tmp"):
        _remove(unready)


def drop_after(folder: Path, step: int) -> None:
    """Take away the checkpoints later than `step`: torn ones, which the run passes by again."""
    for later, place in steps(folder).items():
        if later > step:
            _remove(place)


def write_atomically(path: Path, text: str) -> None:
    """The file `path` with this text, whole or as it was. Raises `DiskFullError`, `StoreError`."""
    unready = path.with_name(path.name + ".tmp")
    try:
        with unready.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        unready.replace(path)
        _synced(path.parent)
    except OSError as error:
        _refuse(error, folder=path.parent, unready=unready)


def _sealed(place: Path) -> None:
    files = sorted(path for path in place.rglob("*") if path.is_file())
    manifest = {path.relative_to(place).as_posix(): _digest(path) for path in files}
    (place / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    for path in [*files, place / MANIFEST]:
        _synced(path)
    _synced(place)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _synced(path: Path) -> None:
    """Wait until the file, or the names in the folder, are on the disk: fsync(2)."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _remove(place: Path) -> None:
    """Take a folder away; its manifest first, so that one half gone is never taken for a whole one."""
    (place / MANIFEST).unlink(missing_ok=True)
    if place.exists():
        shutil.rmtree(place)


def _refuse(error: OSError, *, folder: Path, unready: Path) -> NoReturn:
    if unready.is_dir():
        shutil.rmtree(unready, ignore_errors=True)
    else:
        unready.unlink(missing_ok=True)
    if error.errno in _FULL:
        raise DiskFullError(
            "there is no room for a checkpoint; the last one is as it was",
            asked=str(folder),
            found=f"{shutil.disk_usage(folder).free / 1e6:.0f} MB free",
            do="make room, or keep fewer checkpoints, and run the same again: it goes on from the last one",
        ) from error
    raise StoreError("a checkpoint can't be written", asked=str(folder), found=str(error)) from error
