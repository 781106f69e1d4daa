"""The shape of a pupil: a smaller model of a teacher's kind and tokens, to be taught by the objective distil."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from broadsheet.core import InvalidInputError
from broadsheet.train import gates

_LAYERS = ("num_hidden_layers", "n_layer", "num_layers", "layers")


def pupil(teacher: Path, *, layers: int = 0) -> tuple[Mapping[str, Any], dict[str, int]]:
    """The configuration of a pupil of the model in `teacher`, and which of its layers each of the pupil's begins as.

    `layers` is how many it has (0: half, as Sanh et al. 2019, section 2). Those taken are spread evenly, with the first
    and the last. Raises as `open_source` does, and `InvalidInputError` where that is no smaller than the teacher.
    """
    config = gates.open_source(teacher).config
    name = next((name for name in _LAYERS if isinstance(config.get(name), int)), "")
    whole = int(config.get(name) or 0)
    wanted = layers or -(-whole // 2)
    if not name or not 0 < wanted < whole:
        raise InvalidInputError(
            "a pupil has fewer layers than its teacher",
            asked=f"{wanted} layers",
            found=f"the teacher has {whole}",
            do="give a smaller number, or make the pupil narrower",
        )
    taken = [round(n * (whole - 1) / max(wanted - 1, 1)) for n in range(wanted)]
    made = {**config, name: wanted}
    if isinstance(kinds := config.get("layer_types"), list):  # what each layer looks at, in newer configurations
        made["layer_types"] = [kinds[layer] for layer in taken]
    return made, {str(n): layer for n, layer in enumerate(taken)}
