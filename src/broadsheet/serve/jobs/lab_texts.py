"""Texts that came with a form, kept beside the lab's models for as long as the model of their name may need them."""

import json
import re
import shutil
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from broadsheet.app import Newsroom
from broadsheet.core import ConflictError
from broadsheet.core.whole_files import written
from broadsheet.train.experiments.folder import fit_name

TEXTS = ".texts"
_ODD = re.compile(r"[^\w.-]+")
_LONGEST = 80
# Texts of a training that never began are kept so long: somebody may have gone to ask what it would cost.
_KEPT_SECONDS = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that was sent: its `name` as the sender has it, and its bytes to read."""

    name: str
    file: BinaryIO


def texts_folder(room: Newsroom, name: str) -> Path:
    """Where the texts of the model `name` are, if any came. Raises `InvalidInputError` for what can't be a name."""
    return room.lab_folder() / TEXTS / fit_name(name)


def kept_texts(room: Newsroom, name: str) -> tuple[str, ...]:
    """The texts that were sent for the model `name`, as a training takes them; none for the archive."""
    folder = texts_folder(room, name)
    return (str(folder),) if folder.is_dir() and any(folder.iterdir()) else ()


def keep_texts(room: Newsroom, name: str, sent: Sequence[Sent]) -> None:
    """Keep files for the model `name` in the place of those that came before.

    Raises `ConflictError` where a model of that name has learnt from others already.
    """
    folder = texts_folder(room, name)
    if (room.lab_folder(name) / "shards").exists():
        raise ConflictError(
            "a model of this name has its texts already", asked=name, do="choose another name for other texts"
        )
    _forget_old(folder.parent)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for number, one in enumerate(sent, 1):
        with (folder / f"{number}-{_safe(one.name)}").open("wb") as file:
            shutil.copyfileobj(one.file, file)


def keep_documents(room: Newsroom, name: str, documents: Iterable[dict[str, Any]]) -> None:
    """Keep documents as JSON lines for the model `name`; raises as `keep_texts`."""
    keep_texts(room, name, ())
    rows = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in documents)
    written(texts_folder(room, name) / "documents.jsonl", rows.encode())


def forget_texts(room: Newsroom, name: str) -> None:
    """Take the texts away that were sent for the model `name`."""
    shutil.rmtree(texts_folder(room, name), ignore_errors=True)


def _safe(name: str) -> str:
    """A file's name without what could lead elsewhere; its ending says what is in it."""
    return _ODD.sub("_", Path(name.replace("\\", "/")).name)[-_LONGEST:].lstrip(".") or "texts.txt"


def _forget_old(folder: Path) -> None:
    """Take away what was sent for models that never came to be."""
    for one in folder.iterdir() if folder.is_dir() else ():
        is_old = time.time() - one.stat().st_mtime > _KEPT_SECONDS
        if is_old and not (folder.parent / one.name).exists():
            shutil.rmtree(one, ignore_errors=True)
