"""A recipe for a language model: from which text, which model, trained how, measured and exported how; a TOML file."""

import tomllib
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from broadsheet.core import InvalidInputError, UnknownNameError
from broadsheet.train.experiments.checking import check_recipe
from broadsheet.train.recipe import MODEL, shipped

_TABLES = ("about", "corpus", "tokenizer", "model", "tuning", "objective", "training", "evaluation")
_KEYS = {"kind", "seed", "exports", "presets", *_TABLES}


@dataclass(frozen=True, slots=True)
class ModelRecipe:
    """All that one experiment is told. Each table holds the settings of the step it names, by their own names.

    `about` by language; `corpus` are `corpus.Preparing`'s; `tokenizer` has `kind` and `size`; `model` an `architecture`
    with its numbers; `tuning` a `base` to start from and how; `objective` its `name` and settings; `training` are
    `loop.Training`'s; `evaluation` the `measures`, and `prompts` by language; `exports` formats, as `gguf:q8_0`.
    """

    name: str
    seed: int = 7
    exports: tuple[str, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)
    corpus: Mapping[str, Any] = field(default_factory=dict)
    tokenizer: Mapping[str, Any] = field(default_factory=dict)
    model: Mapping[str, Any] = field(default_factory=dict)
    tuning: Mapping[str, Any] = field(default_factory=dict)
    objective: Mapping[str, Any] = field(default_factory=dict)
    training: Mapping[str, Any] = field(default_factory=dict)
    evaluation: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The recipe in JSON's types, as `run.json` keeps it."""
        tables = {name: deepcopy(dict(getattr(self, name))) for name in _TABLES}
        return {"name": self.name, "seed": self.seed, "exports": list(self.exports), **tables}


def model_recipes() -> list[str]:
    """The names of the recipes for language models, sorted."""
    return sorted(name for name, found in shipped().items() if found["kind"] == MODEL)


def model_recipe(name: str, *, preset: str = "", settings: Sequence[str] = ()) -> ModelRecipe:
    """The recipe called `name`, or the one in the file `name`, with a preset and single `settings` laid over it.

    A setting is `table.key=value` (`training.steps=500`), the value as TOML writes it or a bare word. Raises
    `UnknownNameError` for a recipe, preset or key there is not, `InvalidInputError` for a file or value that can't be
    read.
    """
    found = _read(Path(name)) if name.endswith(".toml") else _named(name)
    title = Path(name).stem if name.endswith(".toml") else name.replace("-", "_")
    presets = found.pop("presets", {})
    if preset and preset not in presets:
        raise UnknownNameError(f"{title} has no preset called {preset!r}", asked=preset, choices=sorted(presets))
    merged = _laid_over(found, presets.get(preset, {}))
    for setting in settings:
        merged = _laid_over(merged, _setting(setting))
    return _recipe(title, merged)


def laid_over(recipe: ModelRecipe, tables: Mapping[str, Any]) -> ModelRecipe:
    """`recipe` with the values of `tables` in the place of its own; raises as `model_recipe` does for bad ones."""
    told = recipe.as_json()
    name = str(told.pop("name"))
    return _recipe(name, _laid_over(told, tables))


def presets_of(name: str) -> list[str]:
    """The presets of the recipe called `name`, as it lists them."""
    return list(_named(name).get("presets", {}))


def _named(name: str) -> dict[str, Any]:
    wanted = name.replace("-", "_")
    if wanted not in model_recipes():
        raise UnknownNameError(f"there is no recipe called {name!r}", asked=name, choices=model_recipes())
    return deepcopy(dict(shipped()[wanted]))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidInputError("this recipe can't be read", asked=str(path), found=str(error)) from error


def _setting(text: str) -> dict[str, Any]:
    """`training.steps=500` as `{"training": {"steps": 500}}`."""
    key, equals, value = text.partition("=")
    if not equals or not key.strip():
        raise InvalidInputError(
            "this is not a setting", asked=text, do="write it as table.key=value: training.steps=500"
        )
    try:
        found = tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        found = value.strip()
    for part in reversed(key.strip().split(".")):
        found = {part: found}
    return dict(found)


def _laid_over(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """`over`'s values in the place of `under`'s, table by table."""
    merged = dict(deepcopy(dict(under)))
    for key, value in over.items():
        both = isinstance(value, Mapping) and isinstance(merged.get(key), Mapping)
        merged[key] = _laid_over(merged[key], value) if both else deepcopy(value)
    return merged


def _recipe(name: str, found: Mapping[str, Any]) -> ModelRecipe:
    unknown = sorted(set(found) - _KEYS)
    if unknown:
        raise UnknownNameError(f"a recipe has no {unknown[0]!r}", asked=unknown[0], choices=sorted(_KEYS))
    wrong = [key for key in _TABLES if not isinstance(found.get(key, {}), Mapping)]
    if wrong:
        raise InvalidInputError("this must be a table of settings", asked=wrong[0], do=f"write [{wrong[0]}]")
    check_recipe(found)
    tables = {key: found[key] for key in _TABLES if key in found}
    return ModelRecipe(name, int(found.get("seed", 7)), tuple(found.get("exports", ())), **tables)
