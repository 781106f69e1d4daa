"""An experiment's folder: what it was told, what each step left, and which steps are done.

The model that came of it lies in the folder itself, as Hugging Face keeps one, so that `lab:NAME` finds it; beside it
are `experiment.json` (the recipe, and where the text is from), `shards/` (the prepared text), `run/` (checkpoints and
the log), `measures.json` and `card.json`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from broadsheet.core import ConflictError, InvalidInputError
from broadsheet.core.whole_files import written
from broadsheet.train.experiments.recipe import ModelRecipe

# A name is a folder and a word on the command line; never a way out of the lab.
_NAME = re.compile(r"\w[\w.-]{0,63}")
_TOLD = ("exports", "evaluation", "about", "name")


class Folder:
    """The files of one experiment."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.shards, self.run = path / "shards", path / "run"

    def begin(self, recipe: ModelRecipe, *, source: Mapping[str, Any], accept: tuple[str, ...] = ()) -> None:
        """Keep what the experiment is told. One begun before goes on only under the recipe it began with.

        What is measured, exported and said of it may change at any time; `accept` names what else may
        (`training.rate`, or `all`). Raises `ConflictError`, naming each setting that differs.
        """
        told = {"recipe": recipe.as_json(), "source": dict(source)}
        before = self.read("experiment.json")
        if before is not None and "all" not in accept:
            changed = [c for c in _changes(before["recipe"], told["recipe"]) if c.split(":")[0] not in accept]
            if changed:
                raise ConflictError(
                    "this experiment began with other settings",
                    asked=self.path.name,
                    found="; ".join(changed),
                    do="choose another name, or accept what changed",
                )
        self.write("experiment.json", told)

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


def _changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """`training.rate: 0.001, now 0.01` for each setting that differs and decides what is learnt."""
    old, new = dict(_flat(before)), dict(_flat(now))
    for key in sorted(old.keys() | new.keys()):
        if key.split(".")[0] not in _TOLD and old.get(key) != new.get(key):
            yield f"{key}: {old.get(key, 'not set')}, now {new.get(key, 'not set')}"


def _flat(tree: Mapping[str, Any], under: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{under}{key}.")
        else:
            yield f"{under}{key}", list(value) if isinstance(value, tuple) else value
