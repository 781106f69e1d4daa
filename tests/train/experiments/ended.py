"""Experiments of the three kinds that newsrooms begin with, small enough to be run whole within a second or two."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from broadsheet.train.experiments.recipe import ModelRecipe
from broadsheet.train.experiments.running import Material, run
from tests.train.tuning.tuned import EVERY, documents, recipe

# As `train poems`, `train headlines` and `train labels`, but for their size and what holds their files.
TASKS: Mapping[str, tuple[str, str]] = {
    "poems": ("causal", "llama"),
    "headlines": ("translate", "transformer"),
    "labels": ("classify", "bert"),
}
MEASURES: Mapping[str, list[str]] = {
    "poems": ["likelihood", "ngram"],
    "headlines": ["likelihood", "overlap"],
    "labels": ["classes"],
}


def given(task: str) -> ModelRecipe:
    objective, architecture = TASKS[task]
    made = recipe(
        objective,
        model={"architecture": architecture, **EVERY[architecture]},
        tokenizer={"kind": "wordpiece" if task == "labels" else "bytes_bpe", "size": 400},
        training={"steps": 4, "save_every": 2, "evaluate_every": 2},
        evaluation={"measures": MEASURES[task], "written_tokens": 4, "sample_tokens": 4},
    )
    return replace(made, exports=("onnx:f32",))


def told(task: str, folder: Path, *, stop: Callable[[], bool] = lambda: False) -> Iterator[Any]:
    """All that it tells, the clock a tenth of a second later each time it is asked."""
    ticks = count()
    texts = [replace(one, tags=(), refused="") for one in documents()]
    material = Material(lambda: iter(texts), models=folder.parent / "models")
    return run(given(task), material, folder=folder, stop=stop, clock=lambda: next(ticks) / 10)
