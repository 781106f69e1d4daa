"""The auction of a page's slots: by what an impression is worth, each paid at what the next one would have given.

Generalised second price (Edelman, Ostrovsky, Schwarz, American Economic Review 97, 2007). With one slot it is
Vickrey's, where nobody gains by bidding anything but what it is worth to them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Bids:
    """The bids for a page, an entry each: `bid` in mils for what is paid, which is a click where `per_click`.

    `chance` is how likely a click is thought to be; `advertiser` keeps one advertiser from taking two slots of a page.
    """

    bid: Ints
    per_click: NDArray[np.bool_]
    chance: Floats
    advertiser: Ints

    @property
    def worth(self) -> Floats:
        """What an impression brings at most, in mils: its price, or a click's times how likely one is."""
        worth: Floats = np.where(self.per_click, self.bid * self.chance, self.bid)
        return worth


@dataclass(frozen=True, slots=True)
class Win:
    """Who took a slot: the entry's place among the bids and its price in mils, of an impression or of a click."""

    entry: int
    price: int


def auction(bids: Bids, *, slots: int, reserve: float, draw: Floats) -> list[Win]:
    """The winners of `slots`, the most valuable first; fewer when fewer reach the `reserve` (mils an impression).

    Who is worth equally much is put in the order of `draw`, numbers that say nothing of the bids. A price is rounded up
    to a whole mil, so that it is never below the next one's worth, and is never over one's own bid.
    """
    worth = bids.worth
    there = np.flatnonzero((worth >= reserve) & (bids.bid > 0))
    order = there[np.lexsort((draw[there], -worth[there]))]
    ranked = _one_each(order, bids.advertiser, most=slots + 1)
    found = []
    for place, entry in enumerate(ranked[:slots]):
        beaten = float(worth[ranked[place + 1]]) if place + 1 < len(ranked) else reserve
        found.append(Win(int(entry), _price(bids, int(entry), beaten=max(beaten, reserve))))
    return found


def _one_each(order: Ints, advertiser: Ints, *, most: int) -> Sequence[int]:
    """The best entry of each advertiser, at most `most`: nobody pays more because of their own other campaign."""
    taken: set[int] = set()
    ranked = []
    for entry in order:
        if int(advertiser[entry]) not in taken:
            taken.add(int(advertiser[entry]))
            ranked.append(int(entry))
            if len(ranked) == most:
                break
    return ranked


def _price(bids: Bids, entry: int, *, beaten: float) -> int:
    bid = int(bids.bid[entry])
    due = beaten / float(bids.chance[entry]) if bids.per_click[entry] else beaten
    # A hair off, so that 1e-9 of a mil from a division does not cost a whole one.
    return max(min(math.ceil(due - 1e-6), bid), 1)
