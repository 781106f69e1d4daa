"""Off-policy estimates against a known truth: how far off they are, and how often their intervals hold it.

Two worlds. In `classes` a classifier's choice is rewarded when it is right (Dudík, Langford and Li, ICML 2011, section
4.1): the protocol in which the goal, half of the error of IPS, is stated. In `clicks` an explored slot is clicked at
news rates, some 4 to 20 in a hundred: most of the error is the coin itself, so no estimator can be far better there.
`*_gain` is the error (RMSE) of IPS by that of the estimator, `*_covers` the share of 95 % intervals that hold the
truth, `*_exact` 1 less the bias in units of the truth.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from broadsheet.recommend.offpolicy import Estimate, Logged, dr, fitted, ips, snips
from broadsheet.recommend.offpolicy.estimate import Doubles

DATA = ("wire",)  # in the package, so always here; the logs are drawn, not read
WORLDS, CASES, CHOICES, SIDES = 600, 1500, 8, 12
"""Six hundred logs: the share covered is then known to a hundredth. 1,500 explored slots are 25 pages an hour a day."""


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """Logs of one kind: `features` (cases, choices, sides), the chance or amount of reward of each choice."""

    features: Doubles
    rewards: Doubles
    logging: Doubles
    target: Doubles


def figures(_path: Path) -> dict[str, float]:
    """The figures of both worlds."""
    found: dict[str, float] = {}
    for name, make in (("classes", _classes), ("clicks", _clicks)):
        rng = np.random.default_rng(20260601)
        runs = [_run(make(rng), rng) for _ in range(WORLDS)]
        found |= {f"{name}.{figure}": value for figure, value in _summed(runs).items()}
    return found


def _summed(runs: list[tuple[float, Mapping[str, Estimate]]]) -> dict[str, float]:
    truth = np.array([t for t, _ in runs])
    errors = {n: np.array([e[n].value for _, e in runs]) - truth for n in ("ips", "snips", "dr")}
    root = {n: float(np.sqrt((e**2).mean())) for n, e in errors.items()}
    found = {f"{n}_gain": root["ips"] / root[n] for n in ("snips", "dr")}
    for name, error in errors.items():
        found[f"{name}_covers"] = float(np.mean([e[name].low <= t <= e[name].high for t, e in runs]))
        found[f"{name}_exact"] = 1 - abs(float(error.mean())) / float(truth.mean())
    return found


def _run(world: World, rng: np.random.Generator) -> tuple[float, Mapping[str, Estimate]]:
    """The true value of the target policy over these cases' kind, and what each estimator says of one log."""
    n = len(world.features)
    draws = rng.random((n, 1))
    shown = (world.logging.cumsum(axis=1) < draws).sum(axis=1).clip(max=CHOICES - 1)
    at = np.arange(n)
    rewards = (rng.random(n) < world.rewards[at, shown]).astype(np.float64)
    logged = Logged(rewards, world.logging[at, shown], world.target[at, shown])
    model = fitted(world.features[at, shown], rewards)
    predicted = model.of(world.features)
    doubly = dr(logged, predicted=predicted[at, shown], expected=(predicted * world.target).sum(axis=1))
    truth = float((world.rewards * world.target).sum(axis=1).mean())
    return truth, {"ips": ips(logged), "snips": snips(logged), "dr": doubly}


def _classes(rng: np.random.Generator) -> World:
    """Choosing the class of a case; right or wrong is certain. The features of a choice are its class's alone."""
    centres = np.random.default_rng(7).normal(size=(CHOICES, SIDES))
    true = rng.integers(CHOICES, size=CASES)
    cases = centres[true] + rng.normal(size=(CASES, SIDES))
    near = cases @ centres.T - (centres**2).sum(axis=1) / 2
    likely = _softmax(near)
    features = np.stack([likely, likely**2, np.log(likely + 1e-6)], axis=-1)
    rewards = np.eye(CHOICES)[true]
    return World(features, rewards, 0.7 * _softmax(near / 8) + 0.3 / CHOICES, np.eye(CHOICES)[near.argmax(axis=1)])


def _clicks(rng: np.random.Generator) -> World:
    """Which article stands in an explored slot; each is clicked with the chance that its features give it."""
    taste = np.random.default_rng(8).normal(size=SIDES)
    features = rng.normal(size=(CASES, CHOICES, SIDES))
    interest = features @ taste
    rewards = 1 / (1 + np.exp(2.6 - 0.35 * interest))
    seen = interest + rng.normal(size=interest.shape) * 2
    return World(features, rewards, 0.5 * _softmax(seen / 4) + 0.5 / CHOICES, _softmax(interest))


def _softmax(values: Doubles) -> Doubles:
    raised = np.exp(values - values.max(axis=1, keepdims=True))
    found: Doubles = raised / raised.sum(axis=1, keepdims=True)
    return found
