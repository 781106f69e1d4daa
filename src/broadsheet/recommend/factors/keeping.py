"""Keeping factors in a file: whole or not at all. A file that can't be read is as good as none."""

import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadsheet.core.whole_files import whole_file
from broadsheet.recommend.factors.factors import Factors

_FORMAT = 1
_ARRAYS = ("ids", "vectors", "text", "gram", "weights")
_TORN = (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError)
"""What NumPy and `zipfile` make of a damaged file; a method of compression no one knows is the last."""


def keep(factors: Factors, file: Path) -> None:
    """Put them at `file`, so that a reader of it never sees half of them.

    Raises `DiskFullError` and `StoreError` when the disk refuses; then what stood there stands.
    """
    arrays = {name: np.asarray(getattr(factors, name)) for name in _ARRAYS}
    with whole_file(file) as out:
        np.savez(out, format=np.array(_FORMAT), version=np.array(factors.version), **arrays)  # type: ignore[arg-type]


def kept(file: Path) -> Factors | None:
    """The factors in `file`; None when there is none, or it is torn, of another format or of another shape."""
    try:
        with np.load(file, allow_pickle=False) as found:
            if int(found["format"]) != _FORMAT:
                return None
            arrays = {name: found[name] for name in _ARRAYS}
            version = str(found["version"])
    except _TORN:
        return None
    if not _whole(arrays):
        return None
    act, ridge = arrays.pop("weights").tolist()
    return Factors(**arrays, weights=(act, ridge), version=version)


def _whole(arrays: Mapping[str, NDArray[Any]]) -> bool:
    """Whether the kinds and shapes go together and every number is one."""
    if any(array.dtype.kind not in "fi" or not np.isfinite(array).all() for array in arrays.values()):
        return False
    count, size = arrays["ids"].size, arrays["gram"].shape[-1] if arrays["gram"].ndim else 0
    shapes = {"ids": (count,), "vectors": (count, size), "gram": (size, size), "weights": (2,)}
    shaped = all(arrays[name].shape == shape for name, shape in shapes.items())
    return shaped and arrays["text"].ndim == 2 and arrays["text"].shape[1] == size
