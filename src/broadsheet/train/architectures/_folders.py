"""A model as a folder: `config.json` and `model.safetensors`, as Hugging Face keeps one. A pickle is never opened."""

import errno
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from broadsheet.core import DiskFullError, InvalidInputError, StoreError
from broadsheet.train.architectures import _weights
from broadsheet.train.architectures._building import empty, torch
from broadsheet.train.architectures._naming import shape_of

CONFIG = "config.json"
WEIGHTS = "model.safetensors"


def save(model: Any, folder: Path, *, tokens: Mapping[str, int] | None = None) -> None:
    """Write `model` to `folder`; one that is there is replaced file by file, never half written.

    `tokens` are the tokenizer's special ids by the names a configuration gives them (`bos_token_id`, `eos_token_id`,
    `pad_token_id`). `transformers` opens the folder of a gpt2, llama, bert or t5. Raises `DiskFullError`, `StoreError`.
    """
    torch()
    from safetensors.torch import save as packed

    weights = {name: weight.detach().cpu().contiguous() for name, weight in model.named_parameters()}
    kinds = {str(weight.dtype).removeprefix("torch.") for weight in weights.values()}
    config = {
        **model.shape.config(model.vocabulary),
        **_special(model.shape.architecture, tokens or {}),
        "dtype": kinds.pop() if len(kinds) == 1 else "float32",
    }
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / WEIGHTS, packed(weights, metadata={"format": "pt"}))
    _write(folder / CONFIG, json.dumps(config, indent=2, ensure_ascii=False).encode() + b"\n")


def load(folder: Path, *, architecture: str = "") -> Any:
    """The model in `folder`, in float32, with dropout off.

    With `architecture`, a model of any other is refused. Raises `InvalidInputError` for a folder that holds no model,
    pickled weights, tensors that are missing, too many or of another size (all named); `UnknownNameError` for a model
    type of no architecture here; `IntegrityError` for a torn file.
    """
    torch()
    shape, vocabulary = shape_of(_config(folder))
    if architecture and shape.architecture != architecture:
        raise InvalidInputError(
            "the model is of another architecture", asked=architecture, found=f"{shape.architecture} in {folder}"
        )
    model = empty(shape, vocabulary=vocabulary)
    _weights.fill(model, _weights.read(folder), source=str(folder))
    return model.eval()


def _config(folder: Path) -> dict[str, Any]:
    path = folder / CONFIG
    if not path.is_file():
        raise InvalidInputError(
            "there is no model in the folder", asked=str(folder), found=f"no {CONFIG}", do="give a model's folder"
        )
    try:
        config = json.loads(path.read_bytes())
    except ValueError as error:
        raise InvalidInputError(f"{CONFIG} is not JSON", asked=str(path), found=str(error)) from error
    if not isinstance(config, dict):
        raise InvalidInputError(f"{CONFIG} is not an object", asked=str(path), found=type(config).__name__)
    return config


def _special(architecture: str, tokens: Mapping[str, int]) -> dict[str, int | None]:
    special: dict[str, int | None] = dict.fromkeys(("bos_token_id", "eos_token_id", "pad_token_id"))
    special.update(tokens)
    if architecture == "t5" and "decoder_start_token_id" not in special:
        special["decoder_start_token_id"] = special["bos_token_id"]
    return special


def _write(path: Path, content: bytes) -> None:
    beside = path.with_name(f"{path.name}.tmp")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        kind = DiskFullError if error.errno == errno.ENOSPC else StoreError
        raise kind("the model could not be written", asked=str(path), found=error.strerror or str(error)) from error
