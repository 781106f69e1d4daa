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

# Queries and values (Hu et al. 2021, section 4.2) by the architecture's names; GPT-2 makes all three in one product.
TARGETS: Mapping[str, tuple[str, ...]] = {
    "llama": ("q_proj", "v_proj"),
    "gpt2": ("c_attn",),
    "bert": ("query", "value"),
    "t5": ("q", "v"),
}
_TURNED = "gpt2"  # keeps its weights as (in, out)


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

    Raises `UnknownNameError` for targets that the model has not, `InvalidInputError` where there are none by default.
    """
    architecture = model.shape.architecture
    targets = lora.targets or TARGETS.get(architecture, ())
    layers = {name: module for name, module in model.named_modules() if _is_matrix(module)}
    chosen = {name: layer for name, layer in layers.items() if name.rpartition(".")[2] in targets}
    known = sorted({name.rpartition(".")[2] for name in layers if not name.startswith("head")})
    if not targets:
        raise InvalidInputError(
            f"say which layers of a {architecture} are updated", asked="tuning.lora", choices=known, do="lora.targets"
        )
    if missing := sorted(set(targets) - {name.rpartition(".")[2] for name in chosen}):
        raise UnknownNameError("the model has no layer of that name to update", asked=missing[0], choices=known)
    for name, weight in model.named_parameters():
        weight.requires_grad_(requires_grad=name.startswith("head."))
    dice = torch.Generator().manual_seed(seed)
    for layer in chosen.values():
        update = Update(layer.weight, lora=lora, is_turned=architecture == _TURNED, dice=dice)
        parametrize.register_parametrization(layer, "weight", update)
    return sorted(chosen)


def updates(model: Any) -> dict[str, Update]:
    """The updates by the name of the layer they are on."""
    return {
        name: module.parametrizations.weight[0]
        for name, module in model.named_modules()
        if parametrize.is_parametrized(module, "weight") and isinstance(module.parametrizations.weight[0], Update)
    }


def save(model: Any, lora: Lora, folder: Path, *, base: Path) -> None:
    """Write the adapter as PEFT opens one: `adapter_config.json` and `adapter_model.safetensors`."""
    from safetensors.torch import save as packed

    found = updates(model)
    tensors = {}
    for name, update in found.items():
        tensors[f"base_model.model.{name}.lora_A.weight"] = update.down.detach().cpu().contiguous()
        tensors[f"base_model.model.{name}.lora_B.weight"] = update.up.detach().cpu().contiguous()
    config = {
        "peft_type": "LORA",
        "task_type": "SEQ_2_SEQ_LM" if model.family == "paired" else "CAUSAL_LM",
        "base_model_name_or_path": str(base),
        "r": lora.rank,
        "lora_alpha": lora.alpha,
        "lora_dropout": 0.0,
        "bias": "none",
        "target_modules": sorted({name.rpartition(".")[2] for name in found}),
        "fan_in_fan_out": model.shape.architecture == _TURNED,
        "inference_mode": True,
    }
    folder.mkdir(parents=True, exist_ok=True)
    written(folder / "adapter_model.safetensors", packed(tensors, metadata={"format": "pt"}))
    written(folder / "adapter_config.json", json.dumps(config, indent=2).encode() + b"\n")


def merge(model: Any) -> None:
    """Add every update to its weight for good: W_0 becomes W_0 + (alpha / r) B A, and nothing is slower than before."""
    for name in updates(model):
        parametrize.remove_parametrizations(model.get_submodule(name), "weight", leave_parametrized=True)


def _is_matrix(module: Any) -> bool:
    weight = getattr(module, "weight", None)
    return isinstance(weight, nn.Parameter) and weight.ndim == 2 and not isinstance(module, nn.Embedding)
