"""Files and folders that are whole or not there: made beside, forced to the disk, then given their name by a rename.

A process may be killed, or the power go, at any moment: what bears the name is the old one or the new one. What a
killed writer of `NAME` left in `.NAME.half` is taken away by the next that writes `NAME`, or by `swept`.
"""

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from broadsheet.core.errors import DiskFullError, StoreError

_FULL = (errno.ENOSPC, errno.EDQUOT)
_DO = "make room, and run the same again"
_HALF, _GONE = ".half", ".gone"


def written(path: Path, content: bytes) -> None:
    """Put `content` at `path` at once; its folder is made when there is none. Raises as `whole_file`."""
    with whole_file(path) as file:
        file.write(content)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to write; it is at `path`, on the disk, when the block ends, and never when the block raises.

    Raises `DiskFullError` and `StoreError`; what was there before is then as it was.
    """
    with _told(path), scratch(path) as folder:
        with (folder / path.name).open("wb") as file:
            yield file
        placed(folder / path.name, path)


@contextmanager
def whole_folder(path: Path, *, do: str = _DO) -> Iterator[Path]:
    """An empty folder to fill, as `whole_file`; `do` is what to do about a full disk."""
    with _told(path, do=do), scratch(path) as folder:
        made = folder / path.name
        made.mkdir()
        yield made
        placed(made, path, do=do)


@contextmanager
def scratch(path: Path) -> Iterator[Path]:
    """An empty folder on the disk of `path` to make it in, gone when the block ends.

    Whoever makes the same path meanwhile, in whatever process, waits: a lock that ends with its process, flock(2).
    """
    folder = _beside(path, _HALF)
    with _told(path):
        held = _held(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def placed(made: Path, path: Path, *, do: str = _DO) -> None:
    """Force what was made, a file or a folder with all in it, to the disk, and give it its name.

    A file is replaced in one step. A folder that is in the way is renamed first, for Python knows no system call that
    exchanges two: killed just then, it is `.NAME.gone` and nothing bears the name. Raises `DiskFullError`,
    `StoreError`; what was there before is then as it was.
    """
    with _told(path, do=do):
        for each in [*sorted(made.rglob("*"), reverse=True), made] if made.is_dir() else [made]:
            _forced(each)
        if path.is_dir():
            _exchanged(made, path)
        else:
            made.replace(path)
        _forced(path.parent)


def removed(path: Path) -> None:
    """Take a folder away, so that at no moment half of it bears the name; one that is not there is no matter."""
    gone = _beside(path, _GONE)
    shutil.rmtree(gone, ignore_errors=True)
    with suppress(FileNotFoundError):
        path.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)


def swept(folder: Path) -> None:
    """Take away what killed writers left in `folder`, and nothing that is being written."""
    for left in [*folder.glob(f".*{_HALF}"), *folder.glob(f".*{_GONE}")]:
        with suppress(OSError):
            held = os.open(left, os.O_RDONLY)
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left)
            finally:
                os.close(held)


@contextmanager
def room_told(path: Path, *, do: str = _DO) -> Iterator[None]:
    """Raise `DiskFullError` for the `OSError` of a full disk or a spent quota; any other passes."""
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise
        there = next(folder for folder in path.absolute().parents if folder.exists())
        raise DiskFullError(
            "the disk is full; what was there is kept",
            asked=str(path),
            found=f"{shutil.disk_usage(there).free / 1e6:.0f} MB free",
            do=do,
        ) from error


@contextmanager
def _told(path: Path, *, do: str = _DO) -> Iterator[None]:
    try:
        with room_told(path, do=do):
            yield
    except OSError as error:
        raise StoreError(f"{path.name!r} can't be written", asked=str(path), found=str(error)) from error


def _exchanged(made: Path, path: Path) -> None:
    gone = _beside(path, _GONE)
    shutil.rmtree(gone, ignore_errors=True)
    path.rename(gone)
    try:
        made.replace(path)
    except OSError:
        gone.rename(path)
        raise
    shutil.rmtree(gone, ignore_errors=True)


def _beside(path: Path, end: str) -> Path:
    return path.with_name(f".{path.name}{end}")


def _held(folder: Path) -> int:
    """The handle of `folder`, locked and empty; one that a living process has is waited for."""
    while True:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            held = os.open(folder, os.O_RDONLY)
        except (FileNotFoundError, FileExistsError):
            if folder.is_file() or folder.is_symlink():
                raise
            continue  # whoever had it was done just now
        with suppress(OSError):  # a file system without locks: then two writers at once are on their own
            fcntl.flock(held, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(held), folder.stat()):
                break
        os.close(held)
    for left in folder.iterdir():
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    return held


def _forced(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk: fsync(2)."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
