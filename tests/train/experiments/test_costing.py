"""What an experiment is said to cost, beside what it costs."""

import json
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from broadsheet.train import architectures
from broadsheet.train.experiments.costing import Cost, estimate
from broadsheet.train.experiments.recipe import ModelRecipe
from broadsheet.train.experiments.running import Material, run
from broadsheet.train.objectives._drawn import Drawn
from tests.train.tuning.tuned import documents, recipe

V, C, L, D, HEADS = 400, 48, 2, 16, 2
# Numbers by hand, of L layers of width D: Vaswani et al. 2017 (inner layers of 4 D), Hochreiter and Schmidhuber 1997
# (four gates, as PyTorch with two biases), Bahdanau et al. 2015 (both directions, each of half the width).
FORMULAS = {
    "gpt2": V * D + C * D + L * (12 * D * D + 13 * D) + 2 * D,
    "llama": V * D + L * (4 * D * D + 3 * D * 4 * D + 2 * D) + D,
    "bert": (V + C + 4) * D + L * (12 * D * D + 13 * D) + 2 * (D * D + D) + 2 * D + V + 2 * D + 2,
    "t5": V * D + L * (12 * D * D + 2 * D) + D + L * (16 * D * D + 3 * D) + D + 2 * 32 * HEADS,
    "transformer": V * D + L * (12 * D * D + 9 * D) + L * (16 * D * D + 11 * D),
    "rnn": V * D + V + L * (2 * D * D + 2 * D),
    "lstm": V * D + V + L * 4 * (2 * D * D + 2 * D),
    "lstm_attention": V * D
    + V
    + 2 * 4 * (D * D // 2 + D * D // 4 + D)  # the encoder's two directions
    + (D * D // 2 + D)  # what the decoder begins with
    + (D + 2 * D * D)  # attention
    + 4 * (2 * D * D + D * D + 2 * D)  # the decoder, which reads a word and what it attends to
    + (3 * D * D + D),  # what is said
}
TASKS = {"bert": "masked", "t5": "translate", "transformer": "translate", "lstm_attention": "translate"}


def given(name: str, **training: Any) -> ModelRecipe:
    headed = {"heads": HEADS} if name in ("gpt2", "llama", "bert", "t5", "transformer") else {}
    return recipe(
        TASKS.get(name, "causal"),
        model={
            "architecture": name,
            "layers": 1 if name == "lstm_attention" else L,
            "width": D,
            "context": C,
            **headed,
        },
        tokenizer={"kind": "wordpiece" if name == "bert" else "bytes_bpe", "size": V},
        training=training,
    )


def estimated(asked: ModelRecipe, folder: Path, *, clock: Callable[[], float]) -> Cost:
    return estimate(asked, documents(), lab=folder / "lab", models=folder / "models", clock=clock)


def test_there_is_a_count_by_hand_of_every_architecture() -> None:
    assert sorted(FORMULAS) == architectures.names()


@pytest.mark.parametrize("name", FORMULAS)
def test_the_numbers_of_a_model_are_told_exactly(tmp_path: Path, name: str) -> None:
    ticks = count()
    cost = estimated(given(name), tmp_path, clock=lambda: next(ticks) / 10)
    assert cost.parameters == FORMULAS[name]


class Machine:
    """A clock on which every token that is taken to be trained on is a millisecond, and nothing else is any time."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now, taken = 0.0, Drawn.batch

        def batch(objective: Drawn, step: int, *, part: str = "train", **told: Any) -> Any:
            found = taken(objective, step, part=part, **told)
            self.now += found.tokens / 1000 if part == "train" else 0.0
            return found

        monkeypatch.setattr(Drawn, "batch", batch)

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("name", ["gpt2", "bert", "transformer"])
def test_seconds_and_tokens_are_those_of_the_run_within_a_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    asked = given(name, steps=30, evaluate_every=30)
    cost = estimated(asked, tmp_path, clock=Machine(monkeypatch))
    material = Material(documents, models=tmp_path / "models")
    for _ in run(asked, material, folder=tmp_path / "made", stop=lambda: False, clock=Machine(monkeypatch)):
        pass
    done = json.loads((tmp_path / "made" / "run" / "done.json").read_text())
    assert done["tokens"] / 1.5 < cost.tokens < done["tokens"] * 1.5
    assert done["seconds"] / 1.5 < cost.seconds < done["seconds"] * 1.5
    assert cost.seconds == pytest.approx(cost.steps * cost.seconds_a_step)


@pytest.mark.skipif(sys.platform != "linux", reason="the most memory of a program is Linux's to tell")
def test_memory_is_that_of_the_run_within_a_half(tmp_path: Path) -> None:
    """How far each of two processes rises above what it had when its libraries were loaded."""

    def child(what: str) -> dict[str, int]:
        command = [sys.executable, str(Path(__file__).with_name("costing_child.py")), what, str(tmp_path)]
        found: dict[str, int] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        return found

    foretold, taken = child("estimate"), child("run")
    risen = foretold["told"] - foretold["before"]
    assert risen > 50e6
    assert (taken["peak"] - taken["before"]) / 1.5 < risen < (taken["peak"] - taken["before"]) * 1.5
