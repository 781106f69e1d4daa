"""The tensors of a model and of its optimiser as safetensors, and back into the very same memory."""

import errno
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from broadsheet.core import IntegrityError

MODEL = "model.safetensors"
OPTIMISER = "optimiser.safetensors"


def tensors_of(model: Any) -> dict[str, Tensor]:
    """Parameters and buffers that are kept, by name; one that has two names (a tied head) by its first.

    A parameter that doesn't learn is not kept: it is what it was when the model was made.
    """
    seen: set[int] = set()
    found = {}
    for name, tensor in model.state_dict(keep_vars=True).items():
        if id(tensor) not in seen and not (isinstance(tensor, torch.nn.Parameter) and not tensor.requires_grad):
            seen.add(id(tensor))
            found[name] = tensor.detach()
    return found


def write(tensors: Mapping[str, Tensor], path: Path) -> None:
    """Raises `OSError`, with ENOSPC for a full disk."""
    from safetensors import SafetensorError
    from safetensors.torch import save_file

    try:
        save_file({name: tensor.contiguous().cpu() for name, tensor in tensors.items()}, path)
    except SafetensorError as error:  # it tells a failed write by a sentence alone
        full = "No space left" in str(error) or "os error 28" in str(error)
        raise OSError(errno.ENOSPC if full else errno.EIO, str(error)) from error


def read(path: Path) -> dict[str, Tensor]:
    """The tensors in a file, by name."""
    from safetensors.torch import load_file

    found: dict[str, Tensor] = load_file(path)
    return found


def restore(model: Any, tensors: Mapping[str, Tensor]) -> None:
    """Copy `tensors` into the model's own. Raises `IntegrityError` when they are not its."""
    mine = tensors_of(model)
    odd = sorted(mine.keys() ^ tensors.keys())
    odd += sorted(n for n in mine.keys() & tensors.keys() if mine[n].shape != tensors[n].shape)
    if odd:
        raise IntegrityError("these are the weights of another model", found=f"{len(odd)} differ: {', '.join(odd[:5])}")
    with torch.no_grad():
        for name, tensor in mine.items():
            tensor.copy_(tensors[name])
