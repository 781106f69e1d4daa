"""Keeping factors in a file: whole or not at all. A file that can't be read is as good as none."""

import os
import zipfile
from dataclasses import fields
from pathlib import Path

import numpy as np

from broadsheet.recommend.factors.factors import Factors

_FORMAT = 1
_ARRAYS = ("ids", "vectors", "text", "gram", "weights")


def keep(factors: Factors, file: Path) -> None:
    """Write them beside `file` and put that in its place, so that a reader of it never sees half of them.

    Raises `OSError` when the disk refuses; then what stood there stands.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_name(f"{file.name}.{os.getpid()}.half")
    try:
        with half.open("wb") as out:
            arrays = {name: np.asarray(getattr(factors, name)) for name in _ARRAYS}
            np.savez(out, format=np.array(_FORMAT), version=np.array(factors.version), **arrays)  # type: ignore[arg-type]
            out.flush()
            os.fsync(out.fileno())
        half.replace(file)
    finally:
        half.unlink(missing_ok=True)


def kept(file: Path) -> Factors | None:
    """The factors in `file`; None when there is none, or it is torn, of another format or of another shape."""
    try:
        with np.load(file, allow_pickle=False) as found:
            if int(found["format"]) != _FORMAT:
                return None
            arrays = {name: found[name] for name in _ARRAYS}
            version = str(found["version"])
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    act, ridge = (float(value) for value in arrays.pop("weights"))
    factors = Factors(**arrays, weights=(act, ridge), version=version)
    return factors if _whole(factors) else None


def _whole(factors: Factors) -> bool:
    """Whether the shapes go together and every number is one."""
    count, size = len(factors.ids), factors.gram.shape[0]
    shaped = factors.vectors.shape == (count, size) and factors.gram.shape == (size, size)
    arrays = (getattr(factors, f.name) for f in fields(factors) if f.name not in ("weights", "version"))
    return shaped and factors.text.shape[1] == size and all(bool(np.isfinite(array).all()) for array in arrays)
