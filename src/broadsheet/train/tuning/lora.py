"""LoRA (Hu et al., "LoRA: Low-Rank Adaptation of Large Language Models", 2021): a small update beside held weights.

Equation 3: h = W_0 x + (alpha / r) B A x. A (r, in) starts as noise and B (out, r) as nought, so that nothing changes
at first; W_0 (out, in) never learns. What is learnt is saved as PEFT keeps it, and can be added to W_0 for good.
"""

# mypy: allow-subclassing-any, allow-untyped-calls, disable-error-code="no-any-return"

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize

from broadsheet.core import InvalidInputError, UnknownNameError
from broadsheet.core.whole_files import written
from broadsheet.train.tuning.settings import Lora

# Queries and values (Hu et al. 2021, section 4.2) by the names that models have for them, the first that fit; some make
# all three in one product.
TARGETS: tuple[tuple[str, ...], ...] = (
    ("q_proj", "v_proj"),
    ("query", "value"),
    ("query_proj", "value_proj"),
    ("q_lin", "v_lin"),
    ("q", "v"),
    ("c_attn",),
    ("query_key_value",),
    ("qkv_proj",),
    ("Wqkv",),
)
_TURNED = "Conv1D"  # GPT-2's own layer, which keeps its weights as (in, out)
# What PEFT calls the task; for models that fill gaps it has no name.
_TASKS = {"causal": "CAUSAL_LM", "paired": "SEQ_2_SEQ_LM"}


class Update(nn.Module):
    """Gives W_0 + (alpha / r) B A in the place of W_0."""

    def __init__(self, weight: Tensor, *, lora: Lora, is_turned: bool, dice: torch.Generator) -> None:
        super().__init__()
        outputs, inputs = weight.shape[::-1] if is_turned else weight.shape
        self.scale, self.is_turned = lora.alpha / lora.rank, is_turned
        # As PyTorch starts a linear layer, which PEFT does too: uniform within 1 / sqrt(in).
        bound = 1 / math.sqrt(inputs)
        self.down = nn.Parameter(torch.empty(lora.rank, inputs).uniform_(-bound, bound, generator=dice))
        self.up = nn.Parameter(torch.zeros(outputs, lora.rank))

    def forward(self, weight: Tensor) -> Tensor:
        """W_0 to W_0 + (alpha / r) B A."""
        change = self.up @ self.down
        return weight + self.scale * (change.T if self.is_turned else change)


def add(model: Any, lora: Lora, *, seed: int) -> list[str]:
    """Put an update on each target and hold all else of the body still; gives the layers' names.

    Raises `UnknownNameError` for targets that the model has not, `InvalidInputError` where there are none by default
    and for a rank above the smallest side of a target, where an update is no smaller than what it updates.
    """
    layers = {name: module for name, module in model.named_modules() if _is_matrix(module)}
    known = sorted({name.rpartition(".")[2] for name in layers if not name.startswith("head")})
    targets = lora.targets or next((names for names in TARGETS if set(names) <= set(known)), ())
    chosen = {name: layer for name, layer in layers.items() if name.rpartition(".")[2] in targets}
    if not targets:
        raise InvalidInputError(
            f"say which layers of a {model.shape.kind} are updated",
            asked="tuning.lora",
            choices=known,
            do="set tuning.lora.targets",
        )
    if missing := sorted(set(targets) - {name.rpartition(".")[2] for name in chosen}):
        raise UnknownNameError("the model has no layer of that name to update", asked=missing[0], choices=known)
    _check_rank(lora.rank, chosen)
    for name, weight in model.named_parameters():
        weight.requires_grad_(requires_grad=name.startswith("head."))
    dice = torch.Generator().manual_seed(seed)
    for layer in chosen.values():
        update = Update(layer.weight, lora=lora, is_turned=_is_turned(layer), dice=dice)
        parametrize.register_parametrization(layer, "weight", update)
    return sorted(chosen)


def updates(model: Any) -> dict[str, Update]:
    """The updates by the name of the layer they are on."""
    return {
        name: module.parametrizations.weight[0]
        for name, module in model.named_modules()
        if parametrize.is_parametrized(module, "weight") and isinstance(module.parametrizations.weight[0], Update)
    }


def save(model: Any, lora: Lora, folder: Path, *, base: str) -> None:
    """Write the adapter as PEFT opens one: `adapter_config.json` and `adapter_model.safetensors`.

    `base` is what the model it belongs to is called; no path of this machine leaves it with the adapter.
    """
    from safetensors.torch import save as packed

    found = updates(model)
    tensors = {}
    for name, update in found.items():
        tensors[f"base_model.model.{name}.lora_A.weight"] = update.down.detach().cpu().contiguous()
        tensors[f"base_model.model.{name}.lora_B.weight"] = update.up.detach().cpu().contiguous()
    config = {
        "peft_type": "LORA",
        "task_type": _TASKS.get(model.family),
        "base_model_name_or_path": base,
        "r": lora.rank,
        "lora_alpha": lora.alpha,
        "lora_dropout": 0.0,
        "bias": "none",
        "target_modules": sorted({name.rpartition(".")[2] for name in found}),
        "fan_in_fan_out": any(_is_turned(model.get_submodule(name)) for name in found),
        "inference_mode": True,
    }
    folder.mkdir(parents=True, exist_ok=True)
    written(folder / "adapter_model.safetensors", packed(tensors, metadata={"format": "pt"}))
    written(folder / "adapter_config.json", json.dumps(config, indent=2).encode() + b"\n")


def merge(model: Any) -> None:
    """Add every update to its weight for good: W_0 becomes W_0 + (alpha / r) B A, and nothing is slower than before.

    A copy of the model keeps its updates, as a reference needs.
    """
    for name in updates(model):
        _part(model.get_submodule(name))
        parametrize.remove_parametrizations(model.get_submodule(name), "weight", leave_parametrized=True)


def _part(layer: Any) -> None:
    """Give the layer a class of its own: PyTorch takes the weight off the class, which a copy of the layer shares."""
    shared = type(layer)
    told = {name: value for name, value in vars(shared).items() if name not in ("__dict__", "__weakref__")}
    layer.__class__ = type(shared.__name__, shared.__bases__, told)


def _check_rank(rank: int, layers: Mapping[str, Any]) -> None:
    name, side = min(((name, min(layer.weight.shape)) for name, layer in layers.items()), key=lambda found: found[1])
    if rank > side:
        raise InvalidInputError(
            f"an update of {name} has a rank of {side} at most, the smaller side of its weight",
            asked=f"tuning.lora.rank={rank}",
            found=" by ".join(map(str, layers[name].weight.shape)),
            do=f"give {side} or less, or train the weights themselves, without tuning.lora",
        )


def _is_turned(layer: Any) -> bool:
    """Whether the layer keeps its weight as (in, out); one with an update on it is of a class made of its own."""
    return any(kind.__name__ == _TURNED for kind in type(layer).__mro__)


def _is_matrix(module: Any) -> bool:
    weight = getattr(module, "weight", None)
    return isinstance(weight, nn.Parameter) and weight.ndim == 2 and not isinstance(module, nn.Embedding)
