"""A model of the lab opened for reading: its weights, its tokenizer, its head, and how its card says it was trained."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.train import architectures, tokens
from broadsheet.train.tuning import headed

if TYPE_CHECKING:
    from broadsheet.train.tokens import Tokenizer
    from broadsheet.train.tuning.headed import Head


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """`length` is how many tokens it reads at once, `temperature` what its scores are divided by (Guo et al. 2017)."""

    name: str
    model: Any
    tokenizer: "Tokenizer"
    head: "Head | None"
    length: int
    temperature: float = 1.0

    @property
    def family(self) -> str:
        """Causal, masked or paired."""
        return str(self.model.family)


def open_reader(folder: Path) -> Reader:
    """The model in `folder`; raises what `architectures.load`, `headed.load` and `tokens.load` do."""
    config, card = _read(folder / "config.json"), _read(folder / "card.json")
    head: Head | None = None
    if headed.is_headed(config):
        model, head = headed.load(folder)
    else:
        model = architectures.load(folder)
    trained = dict(card.get("training") or {}).get("length") or model.shape.context
    measured: Mapping[str, Any] = dict(card.get("measures") or {}).get("classes") or {}
    temperature = dict(measured.get("calibration") or {}).get("temperature") or 1.0
    length = min(int(trained), int(model.shape.context))
    return Reader(folder.name, model, tokens.load(folder), head, length, float(temperature))


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
