"""A recipe: what a training does, in a TOML file of `recipes/`; the file name is the name."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from broadsheet.core import UnknownNameError

MODEL = "model"


@dataclass(frozen=True, slots=True)
class Fitting:
    """`cost` of an example on the wrong side (LinearSVC's C); `meaning` is the weight of vectors up to `few` and above.

    `words_only` leaves the vectors out: thirty times as fast, and less exact with few labels.
    """

    cost: float = 0.5
    meaning: tuple[float, float] = (1.0, 0.5)
    few: int = 500
    words_only: bool = False

    def weight(self, examples: int) -> float:
        """The weight of the vectors with so many examples."""
        return self.meaning[0] if examples <= self.few else self.meaning[1]


@dataclass(frozen=True, slots=True)
class Measuring:
    """How examples are held out: `folds` parts, each once up to `rounds_up_to` examples, above it the first alone."""

    folds: int = 5
    rounds_up_to: int = 3000


@dataclass(frozen=True, slots=True)
class Asking:
    """What a language model is asked, for how many sentences; lengths in characters, Chinese and other scripts."""

    name: str = ""
    labels: tuple[str, ...] = ()
    n: int = 0
    shortest: tuple[int, int] = (0, 0)
    longest: tuple[int, int] = (0, 0)
    max_tokens: int = 24
    system: str = ""


@dataclass(frozen=True, slots=True)
class Recipe:
    """One training, all that it is told; `seed` makes it repeatable."""

    name: str
    kind: str
    seed: int = 7
    fitting: Fitting = field(default_factory=Fitting)
    measuring: Measuring = field(default_factory=Measuring)
    asking: Asking = field(default_factory=Asking)

    def told(self, *, seed: int | None = None, words_only: bool = False, n: int | None = None) -> "Recipe":
        """The recipe with what somebody chose for this once."""
        fitting = replace(self.fitting, words_only=words_only)
        asking = replace(self.asking, n=self.asking.n if n is None else n)
        return replace(self, seed=self.seed if seed is None else seed, fitting=fitting, asking=asking)


def recipes() -> list[str]:
    """The names of the recipes for classifiers there are, sorted."""
    return sorted(name for name, found in shipped().items() if found["kind"] != MODEL)


@cache
def shipped() -> Mapping[str, Mapping[str, Any]]:
    """Every recipe of `recipes/` as it is written, by name; those of the kind `MODEL` are for language models."""
    folder = files("broadsheet.train") / "recipes"
    found = {one.name: one.read_text(encoding="utf-8") for one in folder.iterdir() if one.name.endswith(".toml")}
    return {name.removesuffix(".toml"): tomllib.loads(text) for name, text in found.items()}


@cache
def recipe(name: str) -> Recipe:
    """The recipe called `name` (`-` may stand for `_`); raises `UnknownNameError`."""
    wanted = name.replace("-", "_")
    if wanted not in recipes():
        raise UnknownNameError(f"there is no recipe called {name!r}", asked=name, choices=recipes())
    found = shipped()[wanted]
    return Recipe(
        wanted,
        str(found["kind"]),
        int(found["seed"]),
        Fitting(**_frozen(found["fitting"])),
        Measuring(**found["measuring"]),
        Asking(**_frozen(found.get("asking", {}))),
    )


def _frozen(table: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
