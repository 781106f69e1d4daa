"""The catalogue's columns on disk, so that a start reads arrays and not a million articles. Derived: it may be deleted.

Nothing of any reader is in it. A snapshot is a folder that gets its name when it is whole; one that is torn, of another
version or of another newsroom is not read, and the catalogue is built from the store.
"""

import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadsheet.core.whole_files import whole_folder
from broadsheet.recommend.catalogue.nearness import Cells, Sketcher
from broadsheet.recommend.catalogue.stock import Stock

VERSION = 2
_NAME = "catalogue"
_MANIFEST = "manifest.json"
Arrays = dict[str, NDArray[Any]]


def save(stock: Stock, folder: Path, *, seen: int, model: str) -> None:
    """Write the columns of `stock` into `folder`; `seen` is the change up to which they are whole.

    The stock may be written meanwhile: what is changed then is read again from the store by whoever loads this.
    """
    arrays, words = _arrays(stock), {name: list(each.names) for name, each in stock.words.items()}
    with whole_folder(folder / _NAME) as making:
        checks = {}
        for name, array in arrays.items():
            whole = np.ascontiguousarray(array)
            np.save(making / f"{name}.npy", whole)
            checks[name] = _check(making / f"{name}.npy")
        told = {"version": VERSION, "seen": seen, "model": model, "words": words, "checks": checks}
        told["ascending"] = stock.ascending
        told["seal"] = _seal(told)
        (making / _MANIFEST).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def load(stock: Stock, folder: Path, *, model: str, top: int, articles: int) -> int:
    """Fill an empty `stock` from `folder`; returns the change it is whole up to, or -1 when there is none to be had.

    `top` and `articles` are the newest change and the highest id of an article in the newsroom: a snapshot that has
    seen more is of another one, or of one that was put back to an older copy.
    """
    place = folder / _NAME
    try:
        told = json.loads((place / _MANIFEST).read_text(encoding="utf-8"))
        if told.pop("seal") != _seal(told) or (told["version"], told["model"]) != (VERSION, model):
            return -1
        checks = told["checks"].items()
        if told["seen"] > top or any(_check(place / f"{name}.npy") != check for name, check in checks):
            return -1
        arrays = {name: np.load(place / f"{name}.npy") for name in told["checks"]}
        if int(arrays["ids"].max(initial=0)) > articles:
            return -1
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return -1
    _fill(stock, arrays, told)
    return int(told["seen"])


def _check(path: Path) -> int:
    """The CRC-32 of a file as it is on disk: it is known to be whole before any of it is believed."""
    return zlib.crc32(np.memmap(path, dtype=np.uint8, mode="r").data)


def _seal(told: Mapping[str, Any]) -> int:
    """The CRC-32 of a manifest's values."""
    return zlib.crc32(json.dumps(told, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass"))


def _arrays(stock: Stock) -> Arrays:
    n = len(stock.columns["ids"])
    arrays: Arrays = {name: column.values[:n] for name, column in stock.columns.items()}
    arrays |= {f"tags.{name}": getattr(stock.tags, name).values for name in ("starts", "counts", "flat")}
    arrays["lists.0"], arrays["lists.1"], arrays["lists.2"] = stock.tags.sorted()
    arrays |= {f"means.{name}": array for name, array in stock.embeddings.kept().items()}
    arrays["scales"] = stock.embeddings.scales.values[:n]
    if stock.embeddings.codes is not None:
        arrays["codes"] = stock.embeddings.codes.values[:n]
    if stock.sketcher.basis is not None:
        arrays["basis"] = stock.sketcher.basis
    if stock.cells is not None:
        arrays |= {f"cells.{name}": getattr(stock.cells, name) for name in ("centres", "starts", "rows", "sketches")}
    return arrays


def _fill(stock: Stock, arrays: Arrays, told: Mapping[str, Any]) -> None:
    for name, column in stock.columns.items():
        column.adopt(arrays[name])
    for name, words in stock.words.items():
        for word in told["words"][name]:
            words.code(word)
    for name in ("starts", "counts", "flat"):
        getattr(stock.tags, name).adopt(arrays[f"tags.{name}"])
    stock.tags.restore((arrays["lists.0"], arrays["lists.1"], arrays["lists.2"]))
    means = {name: arrays[f"means.{name}"] for name in ("sums", "counts", "at", "means")}
    stock.embeddings.restore(arrays.get("codes"), arrays["scales"], means)
    stock.sketcher = Sketcher(arrays.get("basis"))
    if "cells.rows" in arrays:
        centres, starts, rows, sketches = (arrays[f"cells.{n}"] for n in ("centres", "starts", "rows", "sketches"))
        stock.cells = Cells(centres, starts, rows, sketches, stock.sketcher)
    stock.restored(ascending=bool(told["ascending"]))
