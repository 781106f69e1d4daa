"""A trained classifier on disk: one file of numbers and its card, put in place in one step.

A folder holds `card.json` (what it is and how well it does, for people too) and the file of numbers that the card
names. Nothing in them is code: arrays are read without pickle. The card is replaced last, in one rename, so whoever
reads sees the old training or the new one whole, and a training killed in the middle leaves the old one.
"""

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from broadsheet.core import InvalidInputError
from broadsheet.nlp.own.classifier import Classifier
from broadsheet.nlp.own.linear import Linear

CARD = "card.json"
# The layout of the file of numbers; another one is refused.
FORMAT = 1
# Between grams: a control sign, which is never part of one (they hold no blanks but the space).
_PARTED = "\n"


def save(folder: Path, linear: Linear, card: Mapping[str, Any]) -> None:
    """Keep a trained classifier in `folder` in the place of the one there; `card` has its `version` and its figures."""
    import numpy as np

    folder.mkdir(parents=True, exist_ok=True)
    name = f"weights-{int(card['version'])}-{secrets.token_hex(4)}.npz"
    with (folder / name).open("wb") as file:
        np.savez_compressed(
            file,
            grams=np.frombuffer(_PARTED.join(linear.rows).encode(), dtype=np.uint8),
            weights=linear.weights.astype(np.float16),
            mass=linear.mass.astype(np.float32),
            bias=linear.bias.astype(np.float32),
        )
        file.flush()
        os.fsync(file.fileno())
    whole = {
        "format": FORMAT,
        **card,
        "labels": list(linear.labels),
        "temperature": linear.temperature,
        "weights": name,
    }
    waiting = folder / f"{CARD}.{secrets.token_hex(4)}"
    waiting.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    waiting.replace(folder / CARD)
    for old in folder.glob("weights-*.npz"):
        if old.name != name:
            old.unlink(missing_ok=True)


def card_in(folder: Path) -> dict[str, Any]:
    """The card of the classifier in `folder`; raises `InvalidInputError` when it is none."""
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        known = isinstance(card, dict) and card.get("format") == FORMAT and bool(card["labels"])
    except (OSError, ValueError, KeyError) as error:
        raise _damaged(folder, str(error)) from error
    if not known:
        raise _damaged(folder, "another format")
    return dict(card)


def load(folder: Path) -> Classifier:
    """The classifier in `folder`; raises `InvalidInputError` when its files are not whole."""
    import numpy as np

    card = card_in(folder)
    try:
        # The card names a file beside it, and nothing elsewhere.
        with np.load(folder / Path(str(card["weights"])).name, allow_pickle=False) as stored:
            text = stored["grams"].tobytes().decode()
            grams = text.split(_PARTED) if text else []
            weights, mass, bias = (stored[n].astype(np.float32) for n in ("weights", "mass", "bias"))
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise _damaged(folder, str(error)) from error
    labels = tuple(map(str, card["labels"]))
    if weights.shape != (len(grams), len(labels)) or mass.shape != (len(grams),) or bias.shape != (len(labels),):
        raise _damaged(folder, f"arrays of shape {weights.shape}, {mass.shape}, {bias.shape}")
    rows = {gram: row for row, gram in enumerate(grams)}
    linear = Linear(labels, rows, weights, mass, bias, float(card["temperature"]))
    return Classifier(linear, int(card["version"]))


def _damaged(folder: Path, found: str) -> InvalidInputError:
    return InvalidInputError(
        f"the trained analysis {folder.name!r} can't be read", asked=str(folder), found=found, do="train it again"
    )
