"""The models of this newsroom's lab: which there are, how far each is, what it was measured as, and taking one away."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import isfinite
from pathlib import Path
from typing import Any, Literal

from broadsheet.app.lab import failing
from broadsheet.app.lab.left import renewed
from broadsheet.app.opened import Opened
from broadsheet.core import BroadsheetError, ConflictError, NotFoundError
from broadsheet.models.backends.lab import LAB, trained
from broadsheet.train.experiments.folder import Folder, fit_name
from broadsheet.train.loop.log import latest, lines
from broadsheet.train.loop.owning import holder

State = Literal["training", "stopped", "failed", "measuring", "ready"]
MODEL_FILES = ("model.gguf", "model.onnx", "model.safetensors", "ctranslate2/model.bin")


@dataclass(frozen=True, slots=True)
class LabModel:
    """A model of the lab. `step` of `steps` are taken, `loss` is the latest (nats), `left` in seconds.

    `state` is `training` while a process has it, `stopped` when none does and it is not done, `failed` when `problem`
    says what ended it, `measuring` between the last step and its card, `ready` once it can be asked as `lab:NAME`.
    `card` is what was measured and exported.
    """

    name: str
    state: State
    recipe: str = ""
    made: datetime | None = None
    step: int = 0
    steps: int = 0
    loss: float | None = None
    left: float = 0.0
    files: Mapping[str, int] = field(default_factory=dict)
    card: Mapping[str, Any] = field(default_factory=dict)
    problem: BroadsheetError | None = None


class LabKeeping(Opened):
    """The part of the newsroom that has the lab's models."""

    def lab_folder(self, name: str = "") -> Path:
        """Where the model `name` of the lab is, or all of them. Raises `InvalidInputError` for what can't be a name."""
        return self.home / LAB / fit_name(name) if name else self.home / LAB

    def lab_names(self) -> list[str]:
        """The names of the lab's models and of the experiments under way, sorted."""
        folder = self.lab_folder()
        begun = {path.parent.name for path in folder.glob("*/experiment.json")} if folder.is_dir() else set()
        return sorted(name for name in begun | set(trained(folder)) if not name.startswith("."))

    def lab_models(self) -> list[LabModel]:
        """The models of the lab and the experiments under way, by name."""
        return [self._lab_model(name) for name in self.lab_names()]

    def lab_model(self, name: str) -> LabModel:
        """The model of the lab called `name`; raises `NotFoundError` with the names there are."""
        known = self.lab_names()
        if name not in known:
            raise NotFoundError(f"the lab has no model called {name!r}", asked=name, choices=known)
        return self._lab_model(name)

    def lab_log(self, name: str, *, after: int = 0) -> list[dict[str, Any]]:
        """What the training of `name` logged of the steps after `after`, in JSON's types; raises `NotFoundError`."""
        self.lab_model(name)
        return [line for line in lines(Folder(self.lab_folder(name)).run) if line.get("step", 0) > after]

    def remove_lab_model(self, name: str) -> None:
        """Take a model of the lab away with all its experiment left.

        Raises `NotFoundError`, and `ConflictError` while it is trained.
        """
        if self.lab_model(name).state in ("training", "measuring"):
            raise ConflictError("this model is being trained", asked=name, do="stop the training first")
        folder = self.lab_folder(name)
        if folder.is_dir():
            gone = folder.with_name(f".{name}.gone")  # by one rename, so that nobody finds half a model
            shutil.rmtree(gone, ignore_errors=True)
            folder.rename(gone)
            shutil.rmtree(gone)
        folder.with_name(f"{name}.gguf").unlink(missing_ok=True)

    def _lab_model(self, name: str) -> LabModel:
        folder = Folder(self.lab_folder() / name)
        card, told = renewed(folder.read("card.json") or {}), folder.told()
        last = latest(folder.run, "step")
        step, loss, left = (_number(last.get(name)) for name in ("step", "loss", "left"))
        problem, is_done = failing.problem(folder), not told.recipe or bool(card)
        return LabModel(
            name=name,
            state=_state(folder, is_done=is_done, is_trained=0 < told.steps <= step, is_failed=problem is not None),
            recipe=str(told.recipe.get("name", "")),
            made=_made(folder.path),
            step=int(step),
            steps=told.steps,
            loss=loss if "loss" in last else None,
            left=left,
            files={file: (folder.path / file).stat().st_size for file in _there(folder.path)},
            card=card,
            problem=problem,
        )


def _state(folder: Folder, *, is_done: bool, is_trained: bool, is_failed: bool) -> State:
    if holder(folder.path):
        return "measuring" if is_trained else "training"
    if is_done:
        return "ready"
    return "failed" if is_failed else "stopped"


def _number(found: object) -> float:
    """A number of the log; another's hand may have been in it."""
    return float(found) if isinstance(found, int | float) and isfinite(found) else 0.0


def _there(folder: Path) -> list[str]:
    return [file for file in MODEL_FILES if (folder / file).is_file()]


def _made(folder: Path) -> datetime | None:
    for name in ("card.json", "experiment.json", "config.json"):
        if (folder / name).is_file():
            return datetime.fromtimestamp((folder / name).stat().st_mtime, UTC)
    return None
