"""The models of this newsroom's lab: which there are, how far each is, what it was measured as, and taking one away."""

import fcntl
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from broadsheet.app.opened import Opened
from broadsheet.core import ConflictError, NotFoundError
from broadsheet.models.backends.lab import LAB, trained
from broadsheet.train.experiments.folder import Folder, fit_name
from broadsheet.train.loop.log import lines

State = Literal["training", "stopped", "measuring", "ready"]
MODEL_FILES = ("model.gguf", "model.onnx", "model.safetensors", "model.int8.onnx")


@dataclass(frozen=True, slots=True)
class LabModel:
    """A model of the lab. `step` of `steps` are taken, `loss` is the latest (nats), `left` in seconds.

    `state` is `training` while a process has it, `stopped` when none does and it is not done, `measuring` between the
    last step and its card, `ready` once it can be asked as `lab:NAME`. `card` is what was measured and exported.
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


class LabKeeping(Opened):
    """The part of the newsroom that has the lab's models."""

    def lab_folder(self, name: str = "") -> Path:
        """Where the model `name` of the lab is, or all of them. Raises `InvalidInputError` for what can't be a name."""
        return self.home / LAB / fit_name(name) if name else self.home / LAB

    def lab_models(self) -> list[LabModel]:
        """The models of the lab and the experiments under way, by name."""
        folder = self.lab_folder()
        begun = {path.parent.name for path in folder.glob("*/experiment.json")} if folder.is_dir() else set()
        return [self._lab_model(name) for name in sorted(begun | set(trained(folder)))]

    def lab_model(self, name: str) -> LabModel:
        """The model of the lab called `name`; raises `NotFoundError` with the names there are."""
        found = {one.name: one for one in self.lab_models()}
        if name not in found:
            raise NotFoundError(f"the lab has no model called {name!r}", asked=name, choices=sorted(found))
        return found[name]

    def lab_log(self, name: str, *, after: int = 0) -> list[dict[str, Any]]:
        """What the training of `name` logged of the steps after `after`, in JSON's types; raises `NotFoundError`."""
        self.lab_model(name)
        return [line for line in lines(Folder(self.lab_folder(name)).run) if line.get("step", 0) > after]

    def remove_lab_model(self, name: str) -> None:
        """Take a model of the lab away with all its experiment left.

        Raises `NotFoundError`, and `ConflictError` while it is trained.
        """
        if self.lab_model(name).state == "training":
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
        card, told = folder.read("card.json") or {}, folder.read("experiment.json") or {}
        recipe: Mapping[str, Any] = told.get("recipe", {})
        latest = [line for line in lines(folder.run) if line.get("kind") == "step"][-1:]
        files = {file: (folder.path / file).stat().st_size for file in MODEL_FILES if (folder.path / file).is_file()}
        steps = int(recipe.get("training", {}).get("steps", 0))
        step = int(latest[0]["step"]) if latest else 0
        return LabModel(
            name=name,
            state=_state(folder, is_done=not told or bool(card), is_trained=0 < steps <= step),
            recipe=str(recipe.get("name", "")),
            made=_made(folder.path),
            step=step,
            steps=steps,
            loss=float(latest[0]["loss"]) if latest else None,
            left=float(latest[0].get("left", 0.0)) if latest else 0.0,
            files=files,
            card=card,
        )


def _state(folder: Folder, *, is_done: bool, is_trained: bool) -> State:
    if _is_held(folder.path / "lock"):
        return "measuring" if is_trained else "training"
    return "ready" if is_done else "stopped"


def _is_held(lock: Path) -> bool:
    """Whether a process has the lock; the system gives a dead one's back."""
    try:
        with lock.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def _made(folder: Path) -> datetime | None:
    for name in ("card.json", "experiment.json", "config.json"):
        if (folder / name).is_file():
            return datetime.fromtimestamp((folder / name).stat().st_mtime, UTC)
    return None
