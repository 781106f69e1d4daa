"""Snapshots: the vectors in a file that is mapped into memory, so that a search need not read them off the store first.

A snapshot is derived and whole: written beside and moved into place. One that can't be read is as good as none.
"""

import shutil
from contextlib import suppress
from pathlib import Path

import numpy as np

from broadsheet.search.vectors import Vectors

_PARTS = ("keys", "rows", "axes", "coarse")


def write(folder: Path, vectors: Vectors, *, token: str) -> None:
    """Keep `vectors` as the snapshot in `folder`, in the place of older ones; `token` tells this writing from others.

    A disk that is full or closed keeps none, which only costs time later.
    """
    made, beside = folder / f"kept-{token}", folder / f"being-written-{token}"
    try:
        beside.mkdir(parents=True)
        for name in _PARTS:
            np.save(beside / f"{name}.npy", getattr(vectors, name))
        shutil.rmtree(made, ignore_errors=True)
        beside.replace(made)
    except OSError:
        shutil.rmtree(beside, ignore_errors=True)
        return
    for old in folder.glob("kept-*"):
        if old != made:
            shutil.rmtree(old, ignore_errors=True)


def read(folder: Path, *, dimension: int) -> Vectors | None:
    """The newest snapshot in `folder`, its rows mapped and not read; None when there is none that can be used."""
    for place in sorted(folder.glob("kept-*"), key=lambda p: p.name, reverse=True):
        with suppress(OSError, ValueError, EOFError):
            return _mapped(place, dimension=dimension)
    return None


def size(folder: Path) -> int:
    """How many vectors the newest snapshot in `folder` says to have; 0 when there is none."""
    newest = max((place.name for place in folder.glob("kept-*")), default="")
    count = newest.rpartition("-")[2]
    return int(count) if count.isdecimal() else 0


def _mapped(place: Path, *, dimension: int) -> Vectors:
    keys, axes, coarse = (np.load(place / f"{name}.npy") for name in ("keys", "axes", "coarse"))
    # A plain view of the mapping: taking rows by number through numpy's own class for it is forty times slower.
    rows = np.asarray(np.load(place / "rows.npy", mmap_mode="r"))
    fits = keys.dtype == np.uint64 and rows.dtype == axes.dtype == np.float32 and coarse.dtype == np.int8
    if not fits or rows.shape != (len(keys), dimension) or coarse.shape != (len(keys), len(axes)):
        raise ValueError("the parts of the snapshot don't fit each other")
    found = Vectors(keys, rows)
    found.__dict__.update(axes=axes, coarse=coarse)  # what `cached_property` would make of the rows
    return found
