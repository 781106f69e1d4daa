"""A trained classifier on disk: one file of numbers and its card, put in place in one step.

A folder holds `card.json` (what it is and how well it does, for people too) and the file of numbers that the card
names. Nothing in them is code: arrays are read without pickle. The card is replaced last, in one rename, so whoever
reads sees the old training or the new one whole, and a training killed in the middle leaves the old one.
"""

import json
import secrets
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from broadsheet.core import InvalidInputError
from broadsheet.core.whole_files import whole_file, written
from broadsheet.nlp.own.classifier import Classifier
from broadsheet.nlp.own.linear import Linear, Meaning

CARD = "card.json"
# The layout of the file of numbers; another one is refused.
FORMAT = 1
# Between grams: a break is never part of one.
_PARTED = "\n"


def save(folder: Path, linear: Linear, card: Mapping[str, Any]) -> None:
    """Keep a trained classifier in `folder` in the place of the one there; `card` has its `version` and its figures.

    Raises `DiskFullError` and `StoreError`; the one there is then as it was.
    """
    name = f"weights-{int(card['version'])}-{secrets.token_hex(4)}.npz"
    _write(folder / name, linear)
    told = {
        "format": FORMAT,
        **card,
        "labels": list(linear.labels),
        "temperature": linear.temperature,
        "embedder": linear.meaning.embedder if linear.meaning else "",
        "weights": name,
    }
    written(folder / CARD, json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n")
    for old in folder.glob("weights-*.npz"):
        if old.name != name:
            old.unlink(missing_ok=True)


def card_in(folder: Path) -> dict[str, Any]:
    """The card of the classifier in `folder`; raises `InvalidInputError` when it is none."""
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _damaged(folder, str(error)) from error
    if not isinstance(card, dict) or card.get("format") != FORMAT or not card.get("labels"):
        raise _damaged(folder, "a card of another format")
    return card


def load(folder: Path) -> Classifier:
    """The classifier in `folder`; raises `InvalidInputError` when its files are not whole."""
    card = card_in(folder)
    try:
        # The card names a file beside it, and nothing elsewhere.
        linear = _read(folder / Path(str(card["weights"])).name, card)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise _damaged(folder, str(error)) from error
    rows, labels = len(linear.rows), len(linear.labels)
    if (linear.weights.shape, linear.mass.shape, linear.bias.shape) != ((rows, labels), (rows,), (labels,)):
        raise _damaged(folder, f"arrays of shape {linear.weights.shape}, {linear.mass.shape}, {linear.bias.shape}")
    return Classifier(linear, int(card["version"]))


def _write(file: Path, linear: Linear) -> None:
    import numpy as np

    grams = np.frombuffer(_PARTED.join(linear.rows).encode(), dtype=np.uint8)
    arrays = {"grams": grams, "weights": linear.weights.astype(np.float16), "mass": linear.mass, "bias": linear.bias}
    if linear.meaning:
        arrays |= {"meaning": linear.meaning.weights, "centre": linear.meaning.centre}
    with whole_file(file) as out:
        np.savez_compressed(out, **arrays)  # type: ignore[arg-type]


def _read(file: Path, card: Mapping[str, Any]) -> Linear:
    import numpy as np

    with np.load(file, allow_pickle=False) as stored:
        text = stored["grams"].tobytes().decode()
        found = {name: stored[name].astype(np.float32) for name in stored.files if name != "grams"}
    rows = {gram: row for row, gram in enumerate(text.split(_PARTED) if text else ())}
    embedder = str(card.get("embedder") or "")
    meaning = Meaning(embedder, found["meaning"], found["centre"]) if embedder else None
    labels, temperature = tuple(map(str, card["labels"])), float(card["temperature"])
    return Linear(labels, rows, found["weights"], found["mass"], found["bias"], temperature, meaning)


def _damaged(folder: Path, found: str) -> InvalidInputError:
    return InvalidInputError(
        f"the trained analysis {folder.name!r} can't be read", asked=str(folder), found=found, do="train it again"
    )
