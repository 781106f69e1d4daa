"""Weights from safetensors files into a model: everything it needs and nothing it doesn't, or a message that says."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from broadsheet.core import IntegrityError, InvalidInputError

_ONE = "model.safetensors"
_INDEX = "model.safetensors.index.json"
# What PyTorch's pickles are called; reading one can run any code.
_PICKLES = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.pkl", "*.pickle")
# The first bytes of a pickle and of a ZIP archive of pickles, which `torch.save` writes.
_PICKLED = (b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05", b"PK\x03\x04")
# How many names a message lists.
_LISTED = 6


def read(folder: Path) -> dict[str, Any]:
    """The tensors by name in `model.safetensors`, or in the several files that its index names.

    Raises `InvalidInputError` where there are none, or pickles alone; `IntegrityError` where a file is torn.
    """
    return {name: tensor for file in files(folder) for name, tensor in _tensors(file).items()}


def files(folder: Path) -> list[Path]:
    """The files of weights in `folder`, all safetensors by their names. Raises as `read` where there are none."""
    one, index = folder / _ONE, folder / _INDEX
    if one.is_file():
        return [one]
    if index.is_file():
        return [folder / Path(file).name for file in sorted(set(_index(index)))]
    pickles = sorted(path.name for pattern in _PICKLES for path in folder.glob(pattern))
    if pickles:
        raise _pickle(folder / pickles[0])
    raise InvalidInputError("there are no weights in the folder", asked=str(folder), found=f"no {_ONE}")


def fill(model: Any, tensors: Mapping[str, Any], *, source: str, lacks: tuple[str, ...] = ()) -> None:
    """Put `tensors` into `model`. Raises `InvalidInputError` naming what is missing, too many or of another size.

    Weights whose name begins with one of `lacks` may be missing, and then stay as they are.
    """
    import torch

    needed = dict(model.named_parameters())
    # A model may know its weights by other names too (shared ones are in a file twice, or under an older layout).
    called = getattr(model, "called", str)
    found = {called(name): tensor for name, tensor in tensors.items() if called(name)}
    wrong = [
        f"{name} is {tuple(found[name].shape)}, not {tuple(needed[name].shape)}"
        for name in sorted(needed.keys() & found.keys())
        if found[name].shape != needed[name].shape
    ]
    missing = sorted(name for name in needed.keys() - found.keys() if not name.startswith(lacks))
    extra = sorted(found.keys() - needed.keys())
    if wrong or missing or extra:
        parts = (("missing", missing), ("not of this model", extra), ("of another size", wrong))
        raise InvalidInputError(
            f"the weights are not those of a {model.shape.architecture} of this configuration",
            asked=source,
            found="; ".join(f"{what}: {_some(which)}" for what, which in parts if which),
        )
    with torch.no_grad():
        for name in needed.keys() & found.keys():
            needed[name].copy_(found[name])


def _tensors(path: Path) -> dict[str, Any]:
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        return dict(load_file(path))
    except FileNotFoundError as error:
        raise IntegrityError("a part of the weights is not there", asked=str(path)) from error
    except SafetensorError as error:
        # Looked at only now: a good file's first bytes are a length and may be any.
        if path.read_bytes()[:4].startswith(_PICKLED):
            raise _pickle(path) from error
        raise IntegrityError(
            "the weights are torn: the file is not a whole safetensors file",
            asked=str(path),
            found=str(error),
            do="take the checkpoint before it, or fetch the file again",
        ) from error


def check_whole(folder: Path) -> None:
    """Raise as `read`, without reading more than each file's list of tensors."""
    from safetensors import SafetensorError, safe_open

    for path in files(folder):
        try:
            with safe_open(path, framework="pt"):
                pass
        except (FileNotFoundError, SafetensorError):
            _tensors(path)  # which says what is wrong with it


def _index(path: Path) -> list[str]:
    try:
        return [str(file) for file in json.loads(path.read_bytes())["weight_map"].values()]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidInputError("the index of the weights can't be read", asked=str(path), found=repr(error)) from error


def _pickle(path: Path) -> InvalidInputError:
    return InvalidInputError(
        "the weights are a pickle, which can run any code when it is opened, so it is not",
        asked=str(path),
        do="ask for the model as safetensors",
    )


def _some(names: list[str]) -> str:
    rest = len(names) - _LISTED
    return ", ".join(names[:_LISTED]) + (f" and {rest} more" if rest > 0 else "")
