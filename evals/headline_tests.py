"""How well headline tests end: false decisions, winners found, clicks saved beside a fixed split, bait kept out.

    python evals/headline_tests.py [--tests 150]

Readers come 833 an hour for 48 hours (40,000); rates are of the order of front pages. A fixed test splits evenly, looks
once at the end and names a winner at the 5 % level (one-sided z against the own, shared among the others), as is usual.
Regret is in clicks: those that the best headline would have had beyond what was shown.
"""

import argparse
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from broadsheet.core import HeadlineRules, HeadlineTally
from broadsheet.recommend.headlines import is_due, look, verdict

DATA = ("wire",)  # in the package, so always here; readers are made, not read
START = datetime(2026, 11, 1, tzinfo=UTC)
HOURS, STEPS, READERS = 48, 4, 40_000
DRAWS = 2048  # a quarter of the product's: the standard error of .995 is .0016
TESTS = 150
SEED = 11
Z = {1: 1.645, 3: 2.128}
"""Normal deviates that leave 5 % above, shared among 1 and 3 other variants (Bonferroni)."""


@dataclass(frozen=True, slots=True)
class World:
    """Click rates by variant, the share of clicks that stay, and how the rates go with the hour (1: not at all)."""

    rates: tuple[float, ...]
    stays: tuple[float, ...] = ()
    course: Callable[[float], float] = lambda _: 1.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """The place readers are shown in the end, when that was decided (hours), and the clicks given away."""

    shown: int
    hours: float
    regret: float


WORLDS: Mapping[str, World] = {
    "alike_2": World((0.05, 0.05)),
    "alike_4": World((0.05,) * 4),
    "alike_4_fading": World((0.05,) * 4, course=lambda t: math.exp(-2 * t)),
    "fifth_better": World((0.05, 0.06)),
    "fifth_better_of_4": World((0.05, 0.05, 0.06, 0.045)),
    "own_best_of_4": World((0.06, 0.05, 0.05, 0.045)),
    "bait": World((0.05, 0.08), stays=(0.6, 0.25)),
}


def tested(world: World, rng: np.random.Generator) -> Outcome:
    """One test by the product's rules; after it ended its winner is shown to the end."""
    counts, shares, last, regret = np.zeros((3, len(world.rates)), dtype=int), _even(world), None, 0.0
    for step in range(1, HOURS * STEPS + 1):
        regret += _serve(world, rng, counts, shares=shares, step=step)
        seen, is_last = int(counts[0].sum()), step == HOURS * STEPS
        if not is_last and not is_due(seen, last):
            continue
        at = START + timedelta(hours=step / STEPS)
        last = look([HeadlineTally(*map(int, row)) for row in counts.T], at=at, salt=str(rng.integers(2**30)), n=DRAWS)
        shares = np.array([odds.share for odds in last.odds])
        said = verdict(last, rules=HeadlineRules(), since=START)
        if said:
            chosen = np.eye(len(world.rates))[said.winner or 0]
            for rest in range(step + 1, HOURS * STEPS + 1):
                regret += _serve(world, rng, counts, shares=chosen, step=rest)
            return Outcome(said.winner or 0, step / STEPS, regret)
    raise AssertionError("the horizon ends every test")


def split(world: World, rng: np.random.Generator) -> Outcome:
    """The same by a fixed even split to the end."""
    counts, shares, regret = np.zeros((3, len(world.rates)), dtype=int), _even(world), 0.0
    for step in range(1, HOURS * STEPS + 1):
        regret += _serve(world, rng, counts, shares=shares, step=step)
    rates = counts[1] / counts[0]
    spread = np.sqrt(rates * (1 - rates) / counts[0] + rates[0] * (1 - rates[0]) / counts[0][0])
    above = (rates - rates[0]) / spread
    top = int(np.argmax(above))
    return Outcome(top if above[top] > Z[len(rates) - 1] else 0, HOURS, regret)


def _even(world: World) -> np.ndarray:
    return np.full(len(world.rates), 1 / len(world.rates))


def _serve(world: World, rng: np.random.Generator, counts: np.ndarray, *, shares: np.ndarray, step: int) -> float:
    """Show and count one quarter of an hour; the clicks given away."""
    rates = np.array(world.rates) * world.course(step / (HOURS * STEPS))
    seen = rng.multinomial(READERS // (HOURS * STEPS), shares)
    clicks = rng.binomial(seen, rates)
    stays = rng.binomial(clicks, world.stays or [0.6] * len(rates))
    counts += np.stack([seen, clicks, stays])
    good = rates if not world.stays else rates * np.array(world.stays)
    return float(((good.max() - good) * seen).sum())


def best(world: World) -> int:
    """The place of the headline that ought to win: what is clicked and read most, the own where none is better."""
    worth = [rate * (world.stays[i] if world.stays else 1.0) for i, rate in enumerate(world.rates)]
    return int(np.argmax(worth))


def outcomes(world: World, how: Callable[[World, np.random.Generator], Outcome], *, tests: int) -> Sequence[Outcome]:
    """So many independent tests."""
    rng = np.random.default_rng(SEED)
    return [how(world, rng) for _ in range(tests)]


def figures(_path: Path, *, tests: int = TESTS) -> dict[str, float]:
    """By world the share of tests that end with the right headline shown, and clicks saved beside the fixed split."""
    found: dict[str, float] = {}
    for name, world in WORLDS.items():
        ours = outcomes(world, tested, tests=tests)
        found[f"{name}.right"] = float(np.mean([o.shown == best(world) for o in ours]))
        if len(set(world.rates)) > 1:
            fixed = np.mean([o.regret for o in outcomes(world, split, tests=tests)])
            found[f"{name}.clicks_saved"] = float(1 - np.mean([o.regret for o in ours]) / fixed)
    return found


def main() -> None:
    """Print both ways side by side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tests", type=int, default=TESTS)
    tests = parser.parse_args().tests
    print(f"{'world':20} {'way':6} {'right':>6} {'hours':>6} {'clicks given away':>18}")
    for name, world in WORLDS.items():
        for way, how in (("tested", tested), ("split", split)):
            found = outcomes(world, how, tests=tests)
            right = np.mean([o.shown == best(world) for o in found])
            hours, regret = np.median([o.hours for o in found]), np.mean([o.regret for o in found])
            print(f"{name:20} {way:6} {right:6.3f} {hours:6.1f} {regret:18.1f}", flush=True)


if __name__ == "__main__":
    main()
