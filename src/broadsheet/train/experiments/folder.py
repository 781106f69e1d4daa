"""An experiment's folder: what it was told, what each step left, and which steps are done.

The model that came of it lies in the folder itself, as Hugging Face keeps one, so that `lab:NAME` finds it; beside it
are `experiment.json` (the recipe, and where the text is from), `shards/` (the prepared text), `run/` (checkpoints and
the log), `measures.json` and `card.json`.
"""

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from broadsheet.core import ConflictError, InvalidInputError
from broadsheet.core.whole_files import written
from broadsheet.train.experiments.recipe import ModelRecipe

# A name is a folder and a word on the command line; never a way out of the lab.
_NAME = re.compile(r"\w[\w.-]{0,63}")
EXPERIMENT = "experiment.json"
# What decides which texts are read.
_TEXTS = ("data", "columns", "language", "label")
_TOLD = ("exports", "evaluation", "about", "name")
# What is made of a training's end, and is no longer true of one that goes on.
_RESULTS = ("measures.json", "exports.json", "taught.json", "card.json")
# Settings that a training's configuration has under other names as well.
_ALSO: Mapping[str, tuple[str, ...]] = {
    "training.rows": ("objective.rows",),
    "training.length": ("objective.length",),
    "seed": ("training.seed", "objective.seed"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What an experiment was told: a recipe in JSON's types, and where the text is from."""

    recipe: Mapping[str, Any]
    source: Mapping[str, Any]

    @property
    def steps(self) -> int:
        """How many steps the training has; 0 when that was not told."""
        training = self.recipe.get("training")
        steps = training.get("steps") if isinstance(training, Mapping) else 0
        return steps if isinstance(steps, int) else 0


class Folder:
    """The files of one experiment."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.shards, self.run = path / "shards", path / "run"

    def begin(self, recipe: ModelRecipe, *, source: Mapping[str, Any], accept: tuple[str, ...] = ()) -> None:
        """Keep what the experiment is told. One that has learnt something goes on only as it began.

        What is measured, exported and said of it may change at any time; `accept` names what else may
        (`training.rate`, `data`, or `all`); the text is the one that was prepared, whatever is accepted. One that has
        no checkpoint yet, as when its settings or its text were wrong, begins anew. Raises `ConflictError`, naming each
        setting that differs.
        """
        told = {"recipe": recipe.as_json(), "source": dict(source)}
        if self.read(EXPERIMENT) is not None and "all" not in accept:
            before = self.told()
            found = [*_changes(before.recipe, told["recipe"]), *_other_texts(before.source, told["source"])]
            changed = [change for change in found if change.split(":")[0] not in accept]
            if changed and self.has_learnt:
                names = " ".join(f"--accept {change.split(':')[0]}" for change in changed)
                raise ConflictError(
                    "this experiment began with other settings",
                    asked=self.path.name,
                    found="; ".join(changed),
                    do=f"choose another --name, or accept what changed ({names}), or begin anew after lab remove",
                )
            self._begin_anew(changed)
        self.write(EXPERIMENT, told)

    def _begin_anew(self, changed: Sequence[str]) -> None:
        """Take away what was made under other settings; a text stays prepared where the training's alone changed."""
        if not changed:
            return
        (self.path / "base.json").unlink(missing_ok=True)
        shutil.rmtree(self.run, ignore_errors=True)
        if not all(change.startswith("training.") for change in changed):
            shutil.rmtree(self.shards, ignore_errors=True)

    @property
    def has_learnt(self) -> bool:
        """Whether a checkpoint or a model is there, which other settings would spoil."""
        return (self.path / "model.safetensors").exists() or any(self.run.glob("checkpoints/step-*"))

    def forget_results(self, steps: int) -> None:
        """Take away what was said of a training that ended before `steps`, as it goes on."""
        if int((self.read("run/done.json") or {}).get("step", steps)) < steps:
            for name in _RESULTS:
                (self.path / name).unlink(missing_ok=True)

    def told(self) -> "Told":
        """What the experiment was told; of a file that is missing, torn or another's, what there is of it."""
        found = self.read(EXPERIMENT) or {}
        recipe, source = (found.get(name) for name in ("recipe", "source"))
        return Told(recipe if isinstance(recipe, dict) else {}, source if isinstance(source, dict) else {})

    def read(self, name: str) -> dict[str, Any] | None:
        """The JSON in the file `name`, None when there is none or it is torn."""
        try:
            found = json.loads((self.path / name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def write(self, name: str, value: Mapping[str, Any]) -> None:
        """Keep `value` in the file `name`: whole, or not at all."""
        written(self.path / name, json.dumps(value, ensure_ascii=False, indent=1).encode())


def fit_name(name: str) -> str:
    """`name`, if an experiment can be called so; raises `InvalidInputError`."""
    if not _NAME.fullmatch(name) or name.endswith(".gguf"):
        do = "use letters, digits, _, - and ., at most 64"
        raise InvalidInputError("a model can't be called that", asked=name[:80], do=do)
    return name


def also_called(accept: tuple[str, ...]) -> tuple[str, ...]:
    """The settings that may differ, with the other names that a training's configuration has for them."""
    return tuple(dict.fromkeys(name for one in accept for name in (one, *_ALSO.get(one, ()))))


def _changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """`training.rate: 0.001, now 0.01` for each setting that differs and decides what is learnt."""
    old, new = dict(_flat(before)), dict(_flat(now))
    for key in sorted(old.keys() | new.keys()):
        if key.split(".")[0] not in _TOLD and old.get(key) != new.get(key):
            yield f"{key}: {old.get(key, 'not set')}, now {new.get(key, 'not set')}"


def _other_texts(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """`data: one.txt, now two.txt` for each way in which other texts were asked for than those that were prepared."""
    old, new = before.get("given"), now.get("given")
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in _TEXTS:
            was, now_is = (_words(given.get(key)) for given in (old, new))
            if was != now_is:
                yield f"{key}: {was or 'not set'}, now {now_is or 'not set'}"


def _words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")


def _flat(tree: Mapping[str, Any], under: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{under}{key}.")
        else:
            yield f"{under}{key}", list(value) if isinstance(value, tuple) else value
