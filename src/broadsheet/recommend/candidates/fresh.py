"""New articles of which nobody knows yet how they are liked: each gets its chance by lot (Thompson, 1933).

The draw is from the Beta posterior of the click rate, its prior what articles of the outlet and the topics are opened.
"""

import numpy as np
from numpy.typing import NDArray

from broadsheet.recommend.catalogue import Floats
from broadsheet.recommend.view import Rows, View, best

WEIGHT = 0.15
PERSONAL = False
_COLD = 20.0
"""From so many exposures on an article speaks for itself."""
_LOOKED = 2_000
"""Of the newest articles so many are drawn for; new ones come faster than that nowhere."""
_TIMES = 4.0
"""A draw of four times the usual rate is as good as can be."""
_SMALL = 4.0
"""What the prior is worth in exposures: little, so that draws differ."""


def signal(view: View, rows: Rows) -> Floats:
    """From 0 to 1: the drawn click rate over the usual one, for articles that were hardly shown; 0 for the rest."""
    shown = view.crowd.exposures(rows)
    base = view.crowd.base
    prior = np.clip(view.crowd.expected(rows), 1e-4, 0.9)
    heads, tails = _SMALL * prior + view.crowd.clicks(rows), _SMALL * (1 - prior) + shown - view.crowd.clicks(rows)
    total = heads + tails
    mean, spread = heads / total, np.sqrt(heads * tails / (total * total * (total + 1)))
    drawn = np.maximum(mean + spread * _normal(rows, view.seed), 0.0)
    age = np.exp2(-view.ages(rows) / 24.0)
    cold = np.maximum(1.0 - shown / _COLD, 0.0)
    found: Floats = (np.clip(drawn / base / _TIMES, 0.0, 1.0) * cold * age).astype(np.float32)
    return found


def find(view: View, *, most: int) -> Rows:
    """The best drawn of the newest articles of which little is known."""
    rows = view.once(("fresh", view.languages), lambda: _unknown(view))
    return best(rows, signal(view, rows), most=most)


def _unknown(view: View) -> Rows:
    """The newest articles but for those that were shown so often that nothing is drawn for them."""
    rows = view.recent[:_LOOKED]
    return rows[view.crowd.exposures(rows) < _COLD]


def reason(view: View, row: int, *, language: str) -> str:
    """That it is new to all."""
    hours = int(view.ages(np.array([row]))[0])
    if hours < 24:
        return "新上线，还少有人读到" if language == "zh" else "New, and few have seen it yet"
    return "还少有人读到" if language == "zh" else "Few have seen it yet"


def _normal(rows: Rows, seed: int) -> NDArray[np.float64]:
    """A standard normal number for each row that depends on the row and the seed alone (Box and Muller, 1958)."""
    one, other = (_uniform(rows, seed * 2 + turn) for turn in (0, 1))
    found: NDArray[np.float64] = np.sqrt(-2.0 * np.log(one)) * np.cos(2.0 * np.pi * other)
    return found


def _uniform(rows: Rows, seed: int) -> NDArray[np.float64]:
    """In (0, 1], by the finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014)."""
    mixed = rows.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(seed & (2**64 - 1))
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    mixed ^= mixed >> np.uint64(31)
    return ((mixed >> np.uint64(11)).astype(np.float64) + 1.0) / 2.0**53
