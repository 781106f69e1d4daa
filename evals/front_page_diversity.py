"""What diversity costs: intra-list similarity beside nDCG of the true click probabilities, lambda by lambda.

    python -m evals.front_page_diversity

Pages of thirty of a played newsroom, greedy MMR as the product does it, beside greedy DPP (Chen, NeurIPS 2018) over the
same candidates; both against the same ranking without diversity. `cost` is the loss of nDCG, `less` the fall of the
mean cosine of two articles of a page. Nothing is drawn by lot, and no other rule than likeness differs. Measured in
newsrooms on their first day, and with factors learnt from what readers did, as they are within the hour.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from evals._played_newsroom import Newsroom, newsroom
from numpy.typing import NDArray

from broadsheet.core import Dials
from broadsheet.recommend.pages.compose import compose
from broadsheet.recommend.ranking.rank import Ranked
from broadsheet.recommend.steering import Hand
from broadsheet.recommend.view import View

DATA = ("wire",)  # in the package, so always here; the newsroom is played, not read
SEEDS = (1, 2)
READERS = 40
N = 30
TURNS = (0.0, 0.25, 0.4, 0.5, 0.6, 0.75, 1.0)
THETAS = (0.5, 0.7, 0.8, 0.9)
Choose = Callable[[View, Ranked], Sequence[int]]


def figures(_: Path) -> dict[str, float]:
    """How much less alike pages are at the dial's middle, and the nDCG they keep, both beside no diversity."""
    found = {}
    for name, learnt in (("", False), ("learnt.", True)):
        rooms = [newsroom(seed=seed, learnt=learnt) for seed in SEEDS]
        (plain_gain, plain_alike), (gain, alike) = (measure(rooms, mmr(turned)) for turned in (0.0, 0.5))
        found |= {f"{name}less_alike": 1 - alike / plain_alike, f"{name}ndcg_kept": gain / plain_gain}
    return found


def measure(rooms: Sequence[Newsroom], choose: Choose) -> tuple[float, float]:
    """The mean nDCG by true click probability, and the mean cosine of two articles of a page."""
    gains, alike = [], []
    for room in rooms:
        for number in range(READERS):
            view, ranked = room.ranked(room.reader(number))
            rows = np.array(choose(view, ranked), dtype=np.int64)
            truth = room.world.probability(
                np.array([number]), (view.catalogue.ids[ranked.rows] - 1)[None, :], hour=room.world.end
            )[0]
            chance = dict(zip(ranked.rows.tolist(), truth.tolist(), strict=True))
            looked = 1 / np.log2(np.arange(2, N + 2))
            best = np.sort(truth)[::-1][:N]
            gains.append(float(np.dot([chance[row] for row in rows.tolist()], looked[: len(rows)])) / (best @ looked))
            found = view.catalogue.vectors[rows]
            alike.append(float(((found @ found.T).sum() - len(rows)) / (len(rows) * (len(rows) - 1))))
    return float(np.mean(gains)), float(np.mean(alike))


def mmr(turned: float) -> Choose:
    """The product's own, with the dial for diversity turned."""
    hand = Hand(dials=Dials(diversity=turned))
    return lambda view, ranked: [s.row for s in compose(ranked, view, n=N, hand=hand, seed=None)]


def dpp(theta: float) -> Choose:
    """Greedy MAP of a determinantal point process: kernel exp(a r_i) S_ij exp(a r_j), a = theta / (2 (1 - theta))."""

    def choose(view: View, ranked: Ranked) -> list[int]:
        scores = ranked.scores.astype(np.float64)
        vectors = view.catalogue.vectors[ranked.rows].astype(np.float64)
        quality = np.exp(theta / (2 * (1 - theta)) * (scores - scores.max()))
        kernel = quality[:, None] * ((1 + vectors @ vectors.T) / 2) * quality[None, :]
        return [int(ranked.rows[place]) for place in _greedy(kernel)]

    return choose


def _greedy(kernel: NDArray[np.float64]) -> list[int]:
    """Algorithm 1 of the paper: incremental Cholesky."""
    gains, rows, chosen = np.diag(kernel).copy(), np.zeros((N, len(kernel))), []
    while len(chosen) < min(N, len(kernel)):
        place = int(np.argmax(gains))
        step = len(chosen)
        chosen.append(place)
        e = (kernel[place] - rows[:step].T @ rows[:step, place]) / np.sqrt(max(gains[place], 1e-12))
        rows[step] = e
        gains = gains - e**2
        gains[chosen] = -np.inf
    return chosen


if __name__ == "__main__":
    for learnt in (False, True):
        played = [newsroom(seed=seed, learnt=learnt) for seed in SEEDS]
        base = measure(played, mmr(0.0))
        print("with factors" if learnt else "without factors")
        ways = [*((f"mmr, dial {t}", mmr(t)) for t in TURNS), *((f"dpp, theta {t}", dpp(t)) for t in THETAS)]
        for label, choose in ways:
            gain, alike = (here / there - 1 for here, there in zip(measure(played, choose), base, strict=True))
            print(f"{label:16} nDCG {gain:+.2%}  alike {alike:+.1%}")
