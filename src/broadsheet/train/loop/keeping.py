"""What a checkpoint of a run holds: weights, what the optimiser remembers, and where the run stands."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from broadsheet.train.loop import checkpoints, weights
from broadsheet.train.loop.stepping import Stepper

STATE = "state.json"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a run stands: steps taken, the least loss on what was held out and its step, and what it cost so far."""

    step: int = 0
    best_step: int | None = None
    best_loss: float | None = None
    cost: Mapping[str, float] = field(default_factory=dict)


def keep(folder: Path, stepper: Stepper, standing: Standing) -> Path:
    """Write a checkpoint. Raises `DiskFullError`, `StoreError`."""

    def write(place: Path) -> None:
        weights.write(weights.tensors_of(stepper.model), place / weights.MODEL)
        weights.write(stepper.mover.remembered(), place / weights.OPTIMISER)
        scale = {"value": stepper.scale.value, "good": stepper.scale.good}
        told = {**asdict(standing), "scale": scale, "losses": stepper.losses}
        (place / STATE).write_text(json.dumps(told, indent=1), encoding="utf-8")

    return checkpoints.save(folder, standing.step, write=write)


def kept(place: Path, stepper: Stepper) -> Standing:
    """Take up the checkpoint: the weights go into the model, in place. Raises `IntegrityError` for another model's."""
    state = json.loads((place / STATE).read_bytes())
    weights.restore(stepper.model, weights.read(place / weights.MODEL))
    stepper.mover.recall(weights.read(place / weights.OPTIMISER))
    stepper.scale.value, stepper.scale.good = state["scale"]["value"], state["scale"]["good"]
    stepper.losses = state["losses"]
    return Standing(state["step"], state["best_step"], state["best_loss"], state["cost"])
