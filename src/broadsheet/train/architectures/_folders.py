"""A model as a folder: `config.json` and `model.safetensors`, as Hugging Face keeps one. A pickle is never opened."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from broadsheet.core import InvalidInputError
from broadsheet.core.whole_files import written
from broadsheet.train.architectures import _weights
from broadsheet.train.architectures._building import empty, read_foreign, torch
from broadsheet.train.architectures._naming import shape_of
from broadsheet.train.architectures.shapes._foreign import FOREIGN

CONFIG = "config.json"
WEIGHTS = "model.safetensors"


def save(model: Any, folder: Path, *, tokens: Mapping[str, int] | None = None) -> None:
    """Write `model` to `folder`; one that is there is replaced file by file, never half written.

    `tokens` are the tokenizer's special ids by the names a configuration gives them (`bos_token_id`, `eos_token_id`,
    `pad_token_id`). `transformers` opens the folder of a gpt2, llama, bert or t5. Raises `DiskFullError`, `StoreError`.
    """
    torch()
    from safetensors.torch import save as packed

    weights = {name: weight.detach().cpu().contiguous() for name, weight in _kept(model)}
    kinds = {str(weight.dtype).removeprefix("torch.") for weight in weights.values()}
    told = model.shape.config(model.vocabulary)
    config = {
        **told,
        **_special(model.shape.architecture, tokens or {}, told=told),
        "dtype": kinds.pop() if len(kinds) == 1 else "float32",
    }
    written(folder / WEIGHTS, packed(weights, metadata={"format": "pt"}))
    written(folder / CONFIG, json.dumps(config, indent=2, ensure_ascii=False).encode() + b"\n")


def load(folder: Path, *, architecture: str = "", seed: int = 0) -> Any:
    """The model in `folder`, in float32, with dropout off.

    With `architecture`, a model of any other is refused. By `seed` is drawn what the folder of a masked model of a
    class of `transformers` may lack: the head that fills gaps. Raises `InvalidInputError` for a folder that holds no
    model, pickled weights, tensors that are missing, too many or of another size (all named); `UnknownNameError` for a
    model type of no architecture here; `IntegrityError` for a torn file.
    """
    torch()
    shape, vocabulary = shape_of(_config(folder))
    if architecture and shape.architecture != architecture:
        raise InvalidInputError(
            "the model is of another architecture", asked=architecture, found=f"{shape.architecture} in {folder}"
        )
    if shape.architecture == FOREIGN:
        return read_foreign(folder, shape, vocabulary=vocabulary, seed=seed)
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


def _kept(model: Any) -> Iterator[tuple[str, Any]]:
    """What learns, and the fixed tables that are kept with it; what has two names by its first."""
    seen: set[int] = set()
    for name, tensor in model.state_dict(keep_vars=True).items():
        if id(tensor) not in seen:
            seen.add(id(tensor))
            yield name, tensor


def _special(architecture: str, tokens: Mapping[str, int], *, told: Mapping[str, Any]) -> dict[str, Any]:
    special: dict[str, Any] = dict.fromkeys(("bos_token_id", "eos_token_id", "pad_token_id"))
    special.update(tokens)
    if architecture == FOREIGN:  # its class goes by the signs it was made with, whatever a tokenizer's file says
        return {name: told.get(name) if told.get(name) is not None else number for name, number in special.items()}
    if architecture == "t5" and "decoder_start_token_id" not in special:
        special["decoder_start_token_id"] = special["bos_token_id"]
    return special
