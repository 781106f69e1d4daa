"""A model with a head as a folder: its body's configuration, its head's, and safetensors of both; no pickle."""

# mypy: allow-untyped-calls

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from broadsheet.core import InvalidInputError
from broadsheet.core.whole_files import written

MODEL_TYPE = "broadsheet-headed"


@dataclass(frozen=True, slots=True)
class Head:
    """What a head is for (`classify`, `tag`, `pairs`), how a text is summed up for it, and what its numbers mean."""

    task: str
    pool: str
    labels: tuple[str, ...]


def is_headed(config: Mapping[str, Any]) -> bool:
    """Whether the configuration is that of a model with a head."""
    return config.get("model_type") == MODEL_TYPE


def body_of(config: Mapping[str, Any]) -> Mapping[str, Any]:
    """The configuration of the body, or of a model without a head itself."""
    found = config.get("body") if is_headed(config) else config
    return found if isinstance(found, Mapping) else {}


def head_of(config: Mapping[str, Any]) -> Head:
    """The head of a configuration. Raises `InvalidInputError` where there is none."""
    head = config.get("head")
    if not is_headed(config) or not isinstance(head, Mapping):
        raise InvalidInputError(
            "this model has no head", found=str(config.get("model_type", "")), do="broadsheet train labels makes one"
        )
    return Head(str(head.get("task", "")), str(head.get("pool", "")), tuple(map(str, head.get("labels", ()))))


def save(model: Any, head: Head, folder: Path) -> None:
    """Write a `Headed` model to `folder`, file by file, none half."""
    from safetensors.torch import save as packed

    weights = {name: weight.detach().cpu().contiguous() for name, weight in model.named_parameters()}
    body = model.body
    told = {"task": head.task, "pool": model.pool, "labels": list(head.labels), "outputs": model.outputs}
    config = {
        "model_type": MODEL_TYPE,
        "architectures": ["Headed"],
        "vocab_size": body.vocabulary,
        "body": body.shape.config(body.vocabulary),
        "head": told,
    }
    folder.mkdir(parents=True, exist_ok=True)
    written(folder / "model.safetensors", packed(weights, metadata={"format": "pt"}))
    written(folder / "config.json", json.dumps(config, indent=2, ensure_ascii=False).encode() + b"\n")


def load(folder: Path) -> tuple[Any, Head]:
    """The model in `folder` with its head, dropout off. Raises `InvalidInputError`, `IntegrityError`."""
    from broadsheet.train import architectures
    from broadsheet.train.heads import Headed

    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        outputs = int(config["head"]["outputs"]) if is_headed(config) else 0
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InvalidInputError("there is no model with a head here", asked=folder.name, found=str(error)) from error
    head = head_of(config)
    shape, vocabulary = architectures.shape_of(config["body"])
    body = architectures.build(shape, vocabulary=vocabulary, seed=0)
    model = Headed(body, outputs=outputs, pool=head.pool, dropout=0.0)
    architectures.fill(model, architectures.tensors(folder), source=str(folder))
    return model.eval(), head
