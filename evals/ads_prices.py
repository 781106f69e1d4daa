"""First price beside second price: what the publisher takes, what advertisers keep, and who gets the slot.

    python -m evals ads_prices

A second price is bid truthfully (`ads.truthful` measures that nothing else pays). Under a first price the truth leaves
nothing, so advertisers shade: each bids a share of what the slot is worth to them, learnt by trying a grid of shares
against the others until nobody changes (iterated best response). Values are drawn anew for each page round each
advertiser's own mean, log-normal, as pages fit one better than another. Both are run through the auction that serves,
over one slot and over two, where the second price is the generalised one, for which the truth is not quite best.

`second_of_first.revenue` is the publisher's takings under second price by those under first, `.surplus` what
advertisers keep, likewise; `worth_won` how much of the greatest possible worth the winners have. Printed besides, for
neither is better higher: the mean share that is bid under first price (`first.shaded`), the worth won under it, and
what it would take from advertisers who don't shade (`first.from_truthful`, by what second price takes).
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from broadsheet.recommend.ads.auction import Bids, auction

DATA = ("wire",)  # in the package, so always here; the market is made, not read
_ADVERTISERS = 6
_PAGES = 1_500
_SPREAD = 0.5
"""The standard deviation of the logarithm of worth from page to page: most pages within a factor of 1.6 of the mean."""
_RESERVE = 200.0
_SEED = 5
_GRID = np.round(np.arange(0.3, 1.001, 0.05), 2)
_ROUNDS = 12
_LOOKED = (1.0, 0.65)
"""How often the first and the second slot are looked at, as `evals.ads` has it."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Taken:
    """Sums over all pages, in mils: what was paid, what winners keep, and what the slots are worth to them."""

    paid: float
    kept: Floats
    worth: float


def figures(_path: Path) -> dict[str, float]:
    """The figures of second price, with one slot and with two."""
    return {name: value for name, value in compared().items() if ".first." not in name}


def compared() -> dict[str, float]:
    """All figures, with one slot and with two."""
    worth = _worth()
    return {
        f"{name}.{part}": value
        for slots, name in ((1, "one_slot"), (2, "two_slots"))
        for part, value in _compared(worth, slots=slots).items()
    }


def sold(worth: Floats, shares: Floats, *, slots: int, is_first: bool) -> Taken:
    """Every page sold where advertiser i bids `shares[i]` of what it is worth to them, (pages, advertisers)."""
    paid, total, kept = 0.0, 0.0, np.zeros(worth.shape[1])
    flags, places = np.zeros(worth.shape[1], dtype=bool), np.arange(worth.shape[1], dtype=np.int64)
    bids = np.maximum((worth * shares).astype(np.int64), 1)
    for row, truth in zip(bids, worth, strict=True):
        told = Bids(row, flags, np.zeros(len(row)), places)
        for looked, win in zip(_LOOKED, auction(told, slots=slots, reserve=_RESERVE, draw=truth * 0), strict=False):
            price = float(row[win.entry]) if is_first else float(win.price)
            paid += price * looked
            kept[win.entry] += (truth[win.entry] - price) * looked
            total += truth[win.entry] * looked
    return Taken(paid, kept, total)


def settled(worth: Floats, *, slots: int) -> Floats:
    """The shares at which nobody gains by another one of the grid under first price, or the last round's."""
    shares = np.full(worth.shape[1], 0.8)
    for _ in range(_ROUNDS):
        before = shares.copy()
        for one in range(len(shares)):
            gains = []
            for share in _GRID:
                shares[one] = share
                gains.append(sold(worth, shares, slots=slots, is_first=True).kept[one])
            shares[one] = _GRID[int(np.argmax(gains))]
        if (shares == before).all():
            break
    return shares


def _compared(worth: Floats, *, slots: int) -> dict[str, float]:
    truth = np.ones(worth.shape[1])
    learnt, judged = worth[: len(worth) // 3], worth[len(worth) // 3 :]  # shares are learnt on other pages than these
    shares = settled(learnt, slots=slots)
    first = sold(judged, shares, slots=slots, is_first=True)
    second = sold(judged, truth, slots=slots, is_first=False)
    naive = sold(judged, truth, slots=slots, is_first=True)
    best = -np.sort(-judged, axis=1)[:, :slots]
    greatest = float((np.where(best >= _RESERVE, best, 0.0) * np.array(_LOOKED[:slots])).sum())
    return {
        "second_of_first.revenue": second.paid / first.paid,
        "second_of_first.surplus": float(second.kept.sum() / first.kept.sum()),
        "worth_won": second.worth / greatest,
        "first.worth_won": first.worth / greatest,
        "first.shaded": float(shares.mean()),
        "first.from_truthful": naive.paid / second.paid,
    }


def _worth() -> Floats:
    rng = np.random.default_rng(_SEED)
    means = rng.uniform(500, 1500, _ADVERTISERS)
    found: Floats = means * rng.lognormal(-(_SPREAD**2) / 2, _SPREAD, (_PAGES, _ADVERTISERS))
    return found


def main() -> None:
    """Print the figures."""
    for name, value in compared().items():
        print(f"{name:36} {value:.3f}")


if __name__ == "__main__":
    main()
