"""Why a training can't go on, and what is said to do: a rate that models learn at, never a third of an absurd one."""

import pytest

from broadsheet.train.loop.diagnosis import diverged
from broadsheet.train.loop.settings import Training

torch = pytest.importorskip("torch")


@pytest.mark.parametrize(("rate", "lower"), [(1e6, "0.001"), (3e-4, "0.0001")])
def test_the_rate_that_is_advised_is_one_at_which_models_learn(rate: float, lower: str) -> None:
    model = torch.nn.Linear(2, 2)
    model.weight.grad = torch.full((2, 2), float("nan"))
    training = Training(steps=9, rows=2, length=8, rate=rate)
    told = diverged(model, step=3, loss=float("nan"), losses=(2.0, 9.0), training=training, kind="fp32")
    assert f"--set training.rate={lower} --accept training.rate" in told.do
