"""The last step: what is missing is made empty, the card is written, and all is put in its place at once."""

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from broadsheet.core.whole_files import written
from broadsheet.models import seal
from broadsheet.train import tokens
from broadsheet.train.corpus import card as cards
from broadsheet.train.corpus.gathering import Gathered
from broadsheet.train.corpus.numbering import DATA, checked, dtype_of
from broadsheet.train.corpus.preparing import Preparing
from broadsheet.train.corpus.shards import CARD, COLUMNS, FORMAT, MANIFEST, PARTS, Column
from broadsheet.train.corpus.working import Work
from broadsheet.train.tokens import Tokenizer

READABLE = "card.md"


def finish(work: Work, into: Path, settings: Preparing, gathered: Gathered, *, seed: int) -> None:
    """Put the numbers, the card and the manifest into the folder `into`, in the place of what was prepared there.

    Raises `InvalidInputError` when nothing is left to train on; then what stood there stands.
    """
    at = work.at
    checked(at, at["chosen"])
    work.close()
    data, tokenizer = work.path(DATA), tokens.load(work.path(DATA))
    columns = [name for name in COLUMNS if any(at["tokens"].get(f"{part}.{name}") for part in PARTS) or name == "text"]
    _fill(data, columns)
    parts = {part: _part(at, part, columns) for part in PARTS}
    unsealed = sorted(path for path in data.iterdir() if path.name not in (CARD, READABLE))
    hashes = {path.name: seal.digest(path) for path in unsealed}
    digest = hashlib.sha256(json.dumps(hashes, sort_keys=True).encode()).hexdigest()
    card = cards.card(settings, seed=seed, gathered=gathered.as_json(), at=at, tokenizer=tokenizer)
    card |= {"digest": digest, **cards.measured(_texts(data, tokenizer, parts), tokenizer)}
    _write_card(data, card)
    hashes[CARD] = seal.digest(data / CARD)
    place = into / f"{DATA}-{digest[:16]}"
    shutil.rmtree(place, ignore_errors=True)
    data.replace(place)
    manifest = {
        "format": FORMAT,
        "plan": work.plan,
        "digest": digest,
        "data": place.name,
        "dtype": dtype_of(tokenizer),
        "labels": at["chosen"]["labels"],
        "tags": at["chosen"]["tags"],
        "parts": parts,
        "files": hashes,
    }
    _write_card(into, card)
    written(into / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n")
    _tidy(into, keep=place)
    work.remove()


def _fill(data: Path, columns: list[str]) -> None:
    """Parts without a document have empty files; columns without a text have none."""
    for part in PARTS:
        for name in COLUMNS:
            starts, numbers = data / f"{part}.{name}.starts.bin", data / f"{part}.{name}.bin"
            if name not in columns:
                starts.unlink(missing_ok=True)
                numbers.unlink(missing_ok=True)
            elif not starts.exists():
                starts.write_bytes(np.zeros(1, dtype="<i8").tobytes())
                numbers.write_bytes(b"")


def _part(at: Mapping[str, Any], part: str, columns: list[str]) -> dict[str, Any]:
    return {
        "documents": at["documents"].get(part, 0),
        "tokens": {name: at["tokens"].get(f"{part}.{name}", 0) for name in columns},
        "bytes": {name: at["bytes"].get(f"{part}.{name}", 0) for name in columns},
    }


def _texts(data: Path, tokenizer: Tokenizer, parts: Mapping[str, Any]) -> list[Column]:
    """The text columns of the parts that have a document."""
    found = []
    for part, told in parts.items():
        if told["tokens"]["text"]:
            numbers = np.memmap(data / f"{part}.text.bin", dtype=dtype_of(tokenizer), mode="r")
            found.append(Column(numbers, np.fromfile(data / f"{part}.text.starts.bin", dtype="<i8")))
    return found


def _write_card(folder: Path, card: Mapping[str, Any]) -> None:
    written(folder / CARD, json.dumps(card, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n")
    written(folder / READABLE, cards.readable(card).encode("utf-8", "replace"))


def _tidy(into: Path, *, keep: Path) -> None:
    for old in into.glob(f"{DATA}-*"):
        if old != keep:
            shutil.rmtree(old, ignore_errors=True)
