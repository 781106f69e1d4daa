"""Optimisers and schedules beside their equations written out, one number at a time."""

from collections.abc import Callable
from dataclasses import replace
from math import cos, isclose, pi, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.core import UnknownNameError
from broadsheet.train.loop import Training, schedules
from tests.train.models import Tiny

torch = pytest.importorskip("torch")
TRAINING = Training(steps=100, rows=1, length=8, rate=0.01, betas=(0.8, 0.9), momentum=0.7, weight_decay=0.3)
Rule = Callable[[np.ndarray, np.ndarray, dict[str, np.ndarray], int, float], np.ndarray]


def sgd(w: np.ndarray, g: np.ndarray, s: dict[str, np.ndarray], t: int, decay: float) -> np.ndarray:  # noqa: ARG001
    g = g + decay * w
    s["v"] = TRAINING.momentum * s["v"] + g if "v" in s else g
    return w - TRAINING.rate * s["v"]


def adagrad(w: np.ndarray, g: np.ndarray, s: dict[str, np.ndarray], t: int, decay: float) -> np.ndarray:  # noqa: ARG001
    g = g + decay * w
    s["s"] = s.get("s", 0) + g**2
    moved: np.ndarray = w - TRAINING.rate * g / (np.sqrt(s["s"]) + 1e-10)
    return moved


def moments(g: np.ndarray, s: dict[str, np.ndarray], t: int) -> np.ndarray:
    one, two = TRAINING.betas
    s["m"] = one * s.get("m", 0) + (1 - one) * g
    s["v"] = two * s.get("v", 0) + (1 - two) * g**2
    return (s["m"] / (1 - one**t)) / (np.sqrt(s["v"] / (1 - two**t)) + 1e-8)


def adam(w: np.ndarray, g: np.ndarray, s: dict[str, np.ndarray], t: int, decay: float) -> np.ndarray:
    return w - TRAINING.rate * moments(g + decay * w, s, t)


def adamw(w: np.ndarray, g: np.ndarray, s: dict[str, np.ndarray], t: int, decay: float) -> np.ndarray:
    return w - TRAINING.rate * decay * w - TRAINING.rate * moments(g, s, t)


def muon(w: np.ndarray, g: np.ndarray, s: dict[str, np.ndarray], t: int, decay: float) -> np.ndarray:
    if not decay or w.shape[0] == WORDS:  # not a matrix between hidden layers
        return adamw(w, g, s, t, decay)
    s["v"] = TRAINING.momentum * s.get("v", 0) + g
    x = g + TRAINING.momentum * s["v"]
    x = x / np.linalg.norm(x)
    for _ in range(5):
        a = x @ x.T
        x = 3.4445 * x + (-4.775 * a + 2.0315 * a @ a) @ x
    return (1 - TRAINING.rate * decay) * w - TRAINING.rate * 0.2 * sqrt(max(w.shape)) * x


WORDS = 40
RULES: dict[str, Rule] = {"sgd": sgd, "adagrad": adagrad, "adam": adam, "adamw": adamw, "muon": muon}


@pytest.mark.parametrize("name", sorted(RULES))
def test_an_optimiser_is_its_equations(name: str) -> None:
    from broadsheet.train.loop.moving import Mover

    model = Tiny(vocabulary=WORDS, seed=4).double()
    mover = Mover(model, replace(TRAINING, optimiser=name))
    dice = np.random.default_rng(3)
    mine = {n: w.detach().numpy().copy() for n, w in model.named_parameters()}
    states: dict[str, dict[str, np.ndarray]] = {n: {} for n in mine}
    for step in range(1, 8):
        for n, weight in model.named_parameters():
            gradient = dice.normal(size=weight.shape)
            weight.grad = torch.from_numpy(gradient.copy())
            decay = TRAINING.weight_decay if weight.ndim == 2 and n != "embedding.weight" else 0.0
            mine[n] = RULES[name](mine[n], gradient, states[n], step, decay)
        mover.move(TRAINING.rate)
    for n, weight in model.named_parameters():
        np.testing.assert_allclose(weight.detach().numpy(), mine[n], rtol=1e-6, atol=1e-9, err_msg=n)


def test_every_optimiser_has_its_equations_here() -> None:
    from broadsheet.train.loop import optimisers

    assert optimisers.names() == sorted(RULES)


def test_muon_makes_singular_values_alike() -> None:
    from broadsheet.train.loop.optimisers.muon import orthogonal

    matrix = torch.randn(24, 10, generator=torch.Generator().manual_seed(1))
    values = torch.linalg.svdvals(orthogonal(matrix))
    assert float(values.min()) > 0.6
    assert float(values.max()) < 1.3


@pytest.mark.parametrize("shape", [(3, 4, 7), (3, 7, 4), (2, 5, 5)])
def test_matrices_made_orthogonal_at_once_are_each_as_by_itself(shape: tuple[int, int, int]) -> None:
    from broadsheet.train.loop.optimisers.muon import orthogonal

    several = torch.randn(shape, generator=torch.Generator().manual_seed(1))
    for one, together in zip(several, orthogonal(several), strict=True):
        assert torch.allclose(orthogonal(one), together, atol=1e-5)


def test_a_rate_of_its_own_and_a_frozen_weight() -> None:
    from broadsheet.train.loop.moving import Mover

    model = Tiny(vocabulary=WORDS)
    model.norm.requires_grad_(requires_grad=False)
    mover = Mover(model, replace(TRAINING, optimiser="sgd", momentum=0.0, weight_decay=0.0, rates=(("inner.", 0.5),)))
    before = {name: weight.detach().clone() for name, weight in model.named_parameters()}
    for weight in model.parameters():
        weight.grad = torch.ones_like(weight)
    mover.move(0.1)
    moved = {name: float((before[name] - weight.detach()).mean()) for name, weight in model.named_parameters()}
    assert moved["inner.weight"] == pytest.approx(0.05)
    assert moved["out.weight"] == pytest.approx(0.1)
    assert moved["norm.weight"] == 0.0


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("constant", lambda t: 1.0),  # noqa: ARG005
        ("linear", lambda t: 1 - t / 90),
        ("cosine", lambda t: (1 + cos(pi * t / 90)) / 2),
        ("inverse_sqrt", lambda t: sqrt(10 / (10 + t))),
        ("wsd", lambda t: 1.0 if t <= 81 else 1 - sqrt((t - 81) / 9)),
    ],
)
def test_a_schedule_is_its_equation(name: str, wanted: Callable[[int], float]) -> None:
    training = replace(TRAINING, warmup=10, schedule=name, least_rate=0.002)
    rates = [schedules.rate(training, step) for step in range(1, 101)]
    assert rates[:10] == pytest.approx([0.001 * step for step in range(1, 11)])
    assert rates[10:] == pytest.approx([0.002 + 0.008 * wanted(t) for t in range(1, 91)])


@given(st.sampled_from(schedules.names()), st.integers(1, 500), st.integers(0, 600))
def test_a_rate_lies_between_nothing_and_the_highest(name: str, steps: int, warmup: int) -> None:
    training = replace(TRAINING, steps=steps, warmup=warmup, schedule=name)
    rates = [schedules.rate(training, step) for step in range(1, steps + 1)]
    assert all(0 <= rate <= training.rate or isclose(rate, training.rate) for rate in rates)


def test_another_schedule_is_told_with_those_there_are() -> None:
    with pytest.raises(UnknownNameError) as caught:
        schedules.rate(replace(TRAINING, schedule="zigzag"), 1)
    assert "cosine" in caught.value.choices
