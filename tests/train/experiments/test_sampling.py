"""Samples while a model learns: they are logged, come when they are due, and change nothing of the training."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("torch")

from broadsheet.train.experiments.sampling import sampled
from broadsheet.train.loop import Evaluated, Event, Sampled, Step
from broadsheet.train.loop.log import lines

STEP = Step(1, 4, 1.0, 0.1, 1.0, 1, 1.0, 0.0, "model", 1.0, 1.0)
EVALUATED = Evaluated(2, 1.0, 1.0, 1.0, best=True)
TOLD: list[Event] = [STEP, replace(STEP, step=2), EVALUATED, replace(STEP, step=3), replace(STEP, step=4)]


def steps(run: Path, *, every: int) -> list[int]:
    found = sampled(TOLD, lambda: (("秋风", "起"),), run=run, every=every)
    return [one.step for one in found if isinstance(one, Sampled)]


def test_they_come_with_the_evaluations_unless_a_number_of_steps_is_said(tmp_path: Path) -> None:
    assert steps(tmp_path, every=0) == [2]
    assert steps(tmp_path, every=2) == [2, 4]


def test_they_are_in_the_log(tmp_path: Path) -> None:
    steps(tmp_path, every=0)
    assert [json.loads(json.dumps(line)) for line in lines(tmp_path)] == [
        {"kind": "sampled", "step": 2, "samples": [["秋风", "起"]]}
    ]


def test_a_model_that_writes_nothing_logs_nothing(tmp_path: Path) -> None:
    assert [one for one in sampled(TOLD, lambda: (), run=tmp_path, every=0) if isinstance(one, Sampled)] == []
    assert list(lines(tmp_path)) == []
