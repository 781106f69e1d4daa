"""A LoRA adapter as PEFT keeps it: pairs of small matrices whose product is added to a weight.

Source: Hu et al. 2021, section 4.1: W + (alpha / r) B A.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.core import IntegrityError, InvalidInputError
from broadsheet.core.json_objects import object_in

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

CONFIG = "adapter_config.json"
NOTE = "base.json"
WEIGHTS = "adapter_model.safetensors"
_BEFORE = "base_model.model."


@dataclass(frozen=True, slots=True)
class Halves:
    """The halves (A of shape (r, in), B of shape (out, r)) by the name of the layer they change.

    `alpha` and `rank` are those of the paper; `is_turned` where the layer's weight lies (in, out), as GPT-2's do.
    """

    alpha: float
    rank: int
    is_turned: bool
    pairs: "Mapping[str, tuple[Matrix, Matrix]]"

    def added(self, name: str, weight: "Matrix") -> "Matrix":
        """`weight` with what the adapter adds to the layer `name`."""
        if name not in self.pairs:
            return weight
        down, up = self.pairs[name]
        change = (up @ down) * (self.alpha / self.rank)
        return weight + (change.T if self.is_turned else change)


def base_of(adapter: Path) -> Path:
    """The folder of the model that the adapter belongs to. Raises `InvalidInputError` when it isn't on this machine."""
    named = Path(str(_config(adapter).get("base_model_name_or_path") or ""))
    # One trained here bears no path of this machine; the note of its training beside it has one.
    noted = Path(str(object_in(adapter.parent / NOTE).get("folder") or ""))
    for folder in (named, adapter.parent / named.name, noted):
        if (folder / "config.json").is_file():
            return folder
    raise InvalidInputError(
        "the model that the adapter belongs to is not on this machine",
        asked=adapter.name,
        found=str(named),
        do="put its folder beside the adapter's",
    )


def halves(adapter: Path) -> Halves:
    """What the adapter adds. Raises `InvalidInputError` for kinds of adapters other than plain LoRA."""
    from safetensors.numpy import load_file

    config = _config(adapter)
    odd = [name for name in ("use_dora", "use_rslora", "rank_pattern", "alpha_pattern") if config.get(name)]
    if config.get("peft_type") != "LORA" or odd:
        raise InvalidInputError(
            "only plain LoRA adapters can be exported", asked=adapter.name, found=", ".join(odd) or "no LoRA"
        )
    if not (adapter / WEIGHTS).is_file():
        raise IntegrityError("the adapter has no safetensors weights", asked=adapter.name, found=f"no {WEIGHTS}")
    found = {name.removeprefix(_BEFORE): tensor for name, tensor in load_file(adapter / WEIGHTS).items()}
    pairs = {}
    for name, down in found.items():
        stem, _, rest = name.partition(".lora_A.")
        if rest:
            pairs[stem] = (down.astype("float32"), found[f"{stem}.lora_B.{rest}"].astype("float32"))
    unknown = [name for name in found if ".lora_A." not in name and ".lora_B." not in name]
    if unknown or not pairs:
        raise InvalidInputError(
            "the adapter changes more than single layers", asked=adapter.name, found=", ".join(unknown[:3]) or "nothing"
        )
    return Halves(float(config["lora_alpha"]), int(config["r"]), bool(config.get("fan_in_fan_out")), pairs)


def _config(adapter: Path) -> dict[str, Any]:
    try:
        found = json.loads((adapter / CONFIG).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidInputError("the adapter can't be read", asked=adapter.name, found=str(error)[:200]) from error
    return found if isinstance(found, dict) else {}
