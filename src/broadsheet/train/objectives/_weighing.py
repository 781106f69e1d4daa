"""Models that an objective holds on to and never trains: a teacher, a reference."""

from hashlib import sha256
from typing import Any

import torch


def digest_of(model: Any) -> str:
    """SHA-256 over the names and values of a model's weights."""
    digest = sha256()
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(f"{name}{tuple(tensor.shape)}{tensor.dtype}".encode())
        digest.update(tensor.detach().cpu().contiguous().flatten().view(torch.uint8).numpy())
    return digest.hexdigest()


def frozen(model: Any) -> Any:
    """The model, which from now on learns nothing."""
    return model.eval().requires_grad_(requires_grad=False)


def weighed(model: Any, device: torch.device) -> Any:
    """The model, on that device, as it is used and not trained."""
    if next(model.parameters()).device != device:
        model.to(device)
    return model.eval()
