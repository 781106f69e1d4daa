"""What a run is: everything that decides what is learnt, kept with its digest and compared when the run goes on."""

import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from broadsheet.core import ConflictError, InvalidInputError
from broadsheet.core.whole_files import written
from broadsheet.train.loop.settings import Training
from broadsheet.train.objectives import Objective

RUN = "run.json"
ALL = "all"


def configuration(model: Any, objective: Objective, training: Training) -> Mapping[str, Any]:
    """The configuration of a run as JSON holds it: the model's shape, the objective's settings, the training's."""
    shape = getattr(model, "shape", None)
    weights = sorted((name, list(tensor.shape)) for name, tensor in model.state_dict().items())
    told = {
        "model": {
            "architecture": type(model).__name__,
            "shape": asdict(shape) if is_dataclass(shape) and not isinstance(shape, type) else None,
            "parameters": sum(weight.numel() for weight in model.parameters()),
            "layout": digest_of(weights)[:16],
        },
        "objective": dict(objective.settings),
        "training": training.configuration(),
    }
    plain: Mapping[str, Any] = json.loads(json.dumps(told))
    return plain


def digest_of(told: Any) -> str:
    """SHA-256 of something as JSON, its keys sorted."""
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def settle(folder: Path, told: Mapping[str, Any], *, machine: Mapping[str, Any], accept: tuple[str, ...]) -> list[str]:
    """Keep the configuration of a new run, or compare it with the one that is kept; a sentence for each difference.

    Raises `ConflictError` naming each field that changed and is not in `accept` (`all` accepts every one), and
    `InvalidInputError` when what is kept can't be read.
    """
    kept = _kept(folder / RUN)
    if kept is None:
        _keep(folder / RUN, told, machine=machine)
        return []
    changed = changes(kept["configuration"], told)
    refused = {name: change for name, change in changes_named(changed) if not {name, ALL} & set(accept)}
    if refused:
        raise ConflictError(
            "the configuration is not the one this run began with",
            asked=str(folder),
            found="; ".join(refused.values()),
            do="go back to it, take another folder, or accept what changed by name",
            choices=[*refused, ALL],
        )
    notices = [f"changed and accepted: {change}" for _, change in changes_named(changed)]
    notices += [
        f"another machine, so the figures may differ in their last digits: {change}"
        for _, change in changes_named(changes(kept.get("machine", {}), machine))
    ]
    if notices:
        _keep(folder / RUN, told, machine=machine)
    return notices


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The fields that differ, by dotted name: what they were and what they are."""
    one, two = _flat(before), _flat(after)
    names = sorted(one.keys() | two.keys())
    return {name: (one.get(name), two.get(name)) for name in names if one.get(name) != two.get(name)}


def changes_named(changed: Mapping[str, tuple[Any, Any]]) -> list[tuple[str, str]]:
    """Each change with a sentence of it."""
    return [(name, f"{name} was {was!r}, is {now!r}") for name, (was, now) in changed.items()]


def _kept(path: Path) -> dict[str, Any] | None:
    if not path.exists():
        return None
    try:
        kept = json.loads(path.read_bytes())
        whole = digest_of(kept["configuration"]) == kept["digest"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InvalidInputError("the run's configuration can't be read", asked=str(path), found=str(error)) from error
    if not whole:
        raise InvalidInputError(
            "the run's configuration is not what it was", asked=str(path), do="take another folder for a new run"
        )
    return dict(kept)


def _keep(path: Path, told: Mapping[str, Any], *, machine: Mapping[str, Any]) -> None:
    kept = {"configuration": told, "digest": digest_of(told), "machine": machine}
    written(path, json.dumps(kept, indent=1, ensure_ascii=False).encode() + b"\n")


def _flat(told: Any, *, under: str = "") -> dict[str, Any]:
    if not isinstance(told, Mapping) or not told:
        return {under: told}
    return {k: v for name, inner in told.items() for k, v in _flat(inner, under=f"{under}.{name}".lstrip(".")).items()}
