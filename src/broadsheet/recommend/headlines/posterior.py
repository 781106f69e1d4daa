"""What counts let one believe of each variant: a Beta posterior of its click rate, and draws from all of them.

Thompson (1933), "On the likelihood that one unknown probability exceeds another", with the Beta-Bernoulli model; the
expected loss is Stucchio's (2015, "Bayesian A/B testing at VWO", section 6).
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from broadsheet.core import HeadlineLook, HeadlineOdds, HeadlineTally

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DRAWS = 8192  # the standard error of a probability of .99 is then .0011; 5 variants take 4 ms
PRIOR = 20.0
"""Viewings that the rate of all variants together counts for in each: a click more of the first ten says little."""
USUAL = 0.05  # the rate before anything is counted: of the order that news front pages have
FLOOR = 0.1
"""The least share each variant keeps is this over their number: a bad start can be made good, and the counts of all of
them come from all hours of the day."""
OWN = 0.2
"""The least share of the article's own headline while it runs: all others are measured against it, and starved of
viewings it would leave every comparison open."""
BAIT_CLICKS = 30  # clicks before a variant may be told to bait: of fewer nothing is known
BAIT_SURE = 0.975
BAIT_MARGIN = 0.05  # the share of clicks that must stay less than with the article's own, to be called bait


def look(tallies: Sequence[HeadlineTally], *, at: datetime, salt: str, n: int = DRAWS) -> HeadlineLook:
    """What `tallies` let one believe, the article's own first. The `n` draws hang on `salt` and the counts alone."""
    import numpy as np

    rng = np.random.default_rng(_seed(tallies, salt))
    draws = _drawn(tallies, rng, n=n)
    bait = _baits(tallies, rng)
    able = draws.copy()
    able[bait] = -1.0  # what baits can't be the best
    top = able.max(axis=0)
    best = np.bincount(able.argmax(axis=0), minlength=len(tallies)) / n
    loss = np.maximum(top[None, :] - draws, 0.0).mean(axis=1)
    low, high = np.quantile(draws, (0.025, 0.975), axis=1)
    shares = _shares(best, bait)
    odds = tuple(
        HeadlineOdds(
            rate=float(draws[i].mean()),
            low=float(low[i]),
            high=float(high[i]),
            best=float(best[i]),
            over=float((draws[i] > draws[0]).mean()),
            loss=float(loss[i]),
            share=float(shares[i]),
            bait=bool(bait[i]),
        )
        for i in range(len(tallies))
    )
    return HeadlineLook(at, tuple(tallies), odds)


def _seed(tallies: Sequence[HeadlineTally], salt: str) -> int:
    told = f"{salt}:{[(t.exposures, t.clicks, t.reads) for t in tallies]}"
    return int.from_bytes(hashlib.blake2b(told.encode(), digest_size=8).digest())


def _drawn(tallies: Sequence[HeadlineTally], rng: "np.random.Generator", *, n: int) -> "NDArray[np.float64]":
    """Draws of each variant's click rate, (variants, n): Beta(clicks + PRIOR m, rest + PRIOR (1 - m))."""
    import numpy as np

    seen, clicked = sum(t.exposures for t in tallies), sum(t.clicks for t in tallies)
    mean = (clicked + USUAL * PRIOR) / (seen + PRIOR)
    hits = np.array([t.clicks for t in tallies]) + PRIOR * mean
    misses = np.array([max(t.exposures - t.clicks, 0) for t in tallies]) + PRIOR * (1 - mean)
    drawn: NDArray[np.float64] = rng.beta(hits[:, None], misses[:, None], (len(tallies), n))
    return drawn


def _baits(tallies: Sequence[HeadlineTally], rng: "np.random.Generator") -> "NDArray[np.bool_]":
    """Which variants' clicks stay to read surely less often than the own headline's do.

    Where nobody is known to have stayed (a site that sends neither `dwell` nor `finish`) nothing is known, and none is.
    """
    import numpy as np

    bait = np.zeros(len(tallies), dtype=bool)
    own = tallies[0]
    if own.clicks < BAIT_CLICKS or not own.reads:
        return bait
    usual = rng.beta(1 + own.reads, 1 + max(own.clicks - own.reads, 0), DRAWS)
    for i, tally in enumerate(tallies[1:], start=1):
        if tally.clicks >= BAIT_CLICKS:
            stays = rng.beta(1 + tally.reads, 1 + max(tally.clicks - tally.reads, 0), DRAWS)
            bait[i] = float((stays < usual - BAIT_MARGIN).mean()) >= BAIT_SURE
    return bait


def _shares(best: "NDArray[np.float64]", bait: "NDArray[np.bool_]") -> "NDArray[np.float64]":
    """The part of readers each gets: its probability of being the best, above a floor; nothing for what baits."""
    import numpy as np

    able = ~bait
    shares: NDArray[np.float64] = np.where(able, FLOOR / able.sum() + (1 - FLOOR) * best, 0.0)
    shares /= shares.sum()
    if shares[0] < OWN and able.sum() > 1:
        shares[1:] *= (1 - OWN) / shares[1:].sum()
        shares[0] = OWN
    return shares
