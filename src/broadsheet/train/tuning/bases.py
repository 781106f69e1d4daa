"""Finding the model that a tuning starts from: of the lab, a folder, a GGUF, or a hub; none is fetched unasked."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from broadsheet.core import InvalidInputError, MissingModelError, NotFoundError
from broadsheet.models.backends.lab import trained
from broadsheet.models.catalogue import catalogue, file_of
from broadsheet.train.tuning import dequantising, fetching, headed
from broadsheet.train.tuning.fetching import folder_of, is_here

LAB = "lab:"
_HUB = re.compile(r"[\w.-]+/[\w.-]+")
# What turns the vocabulary of a slow tokenizer (vocab.txt, merges.txt, a sentencepiece model) into a tokenizer.json.
_CONVERTED = (
    "python -c \"from transformers import AutoTokenizer as T; T.from_pretrained('{0}').save_pretrained('{0}')\""
    " (a sentencepiece model takes pip install sentencepiece protobuf)"
)


@dataclass(frozen=True, slots=True)
class Base:
    """A model to start from: its `folder`, its configuration, and a digest of its weights and its tokenizer.

    `title` is what it is called on any machine: of a folder or a file the last part of its path. Of a model with a head
    it is the body's configuration.
    """

    name: str
    folder: Path
    config: Mapping[str, Any]
    digest: str
    title: str
    is_headed: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """Where bases are: the folders of the lab's models and of the catalogue's; `keep` is for one that is unpacked."""

    lab: Path
    models: Path
    keep: Path


def find(name: str, places: Places, *, fetch: bool = False) -> Base:
    """The base called `name`, with weights and a tokenizer.

    Raises `NotFoundError` and `MissingModelError` with where it was looked for, `InvalidInputError` for a folder that
    lacks something, `MissingExtraError` where a GGUF can't be read.
    """
    folder = _folder(name, places, fetch=fetch)
    config = _config(folder)
    if not (folder / "tokenizer.json").is_file():
        raise InvalidInputError(
            "the base has no tokenizer.json, so its numbers mean no text",
            asked=name,
            found=", ".join(sorted(path.name for path in folder.iterdir()))[:200],
            do=f"convert the one it has, once: {_CONVERTED.format(folder)}",
        )
    body, digest = headed.body_of(config), _digest(folder)
    return Base(name, folder, body, digest, title=_title(name), is_headed=headed.is_headed(config))


def _title(name: str) -> str:
    there = Path(name).expanduser()
    return there.resolve().name if not name.startswith(LAB) and there.exists() else name


def _folder(name: str, places: Places, *, fetch: bool) -> Path:
    if name.startswith(LAB):
        return _of_lab(name.removeprefix(LAB), places.lab)
    there = Path(name).expanduser()
    if there.is_dir():
        return there.resolve()
    if there.is_file() and there.suffix == ".gguf":
        return dequantising.unpacked(there, into=places.keep)
    if name in {one.name for one in catalogue()}:
        file = file_of(name, places.models)
        if not file.is_file():
            raise MissingModelError("the base is not on this machine", asked=name, do=f"broadsheet models pull {name}")
        return dequantising.unpacked(file, into=places.keep)
    if _HUB.fullmatch(name):
        return _of_hub(name, places, fetch=fetch)
    raise NotFoundError(
        "there is no such model to start from",
        asked=name,
        choices=[LAB + one for one in trained(places.lab)],
        do="name lab:NAME, a model's folder, a GGUF file or owner/name of a hub",
    )


def _of_lab(name: str, lab: Path) -> Path:
    folder = lab / name
    names = list(trained(lab))
    if name not in names or not (folder / "model.safetensors").is_file():
        raise NotFoundError(f"the lab has no model called {name!r} to start from", asked=LAB + name, choices=names)
    return folder


def is_of_hub(name: str, places: Places) -> bool:
    """Whether `name` can only be a model of a hub: nothing on this machine is called so."""
    there = Path(name).expanduser()
    known = name.startswith(LAB) or there.exists() or name in {one.name for one in catalogue()}
    return not known and _HUB.fullmatch(name) is not None and not _in_cache(name) and not is_here(name, places.models)


def _of_hub(name: str, places: Places, *, fetch: bool) -> Path:
    if is_here(name, places.models):
        return folder_of(name, places.models)
    if cached := _in_cache(name):
        return cached
    if not fetch:
        raise MissingModelError(
            "this model of a hub is not on this machine",
            asked=name,
            found=f"nothing in {folder_of(name, places.models)}, nor in the hub's own cache",
            do="allow it to be fetched: --set tuning.fetch=true",
        )
    for _ in fetching.fetch(name, places.models):
        pass
    return folder_of(name, places.models)


def _in_cache(name: str) -> Path | None:
    """The folder of a model that `huggingface_hub` fetched before, whoever asked it to."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        found = Path(snapshot_download(name, local_files_only=True, allow_patterns=["config.json", "*.safetensors"]))
    except (LocalEntryNotFoundError, HFValidationError, OSError):
        return None
    return found if any(found.glob("model*.safetensors")) else None


def _config(folder: Path) -> dict[str, Any]:
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidInputError(
            "there is no model in this folder", asked=str(folder), found=str(error)[:200], do="name a model's folder"
        ) from error
    if not isinstance(config, dict):
        raise InvalidInputError("config.json is not an object", asked=str(folder), found=type(config).__name__)
    return config


def _digest(folder: Path) -> str:
    digest = sha256()
    for path in sorted([*folder.glob("model*.safetensors"), folder / "tokenizer.json"]):
        with path.open("rb") as file:
            digest.update(file_digest(file, "sha256").digest())
    return digest.hexdigest()
