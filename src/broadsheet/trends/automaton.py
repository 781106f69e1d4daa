"""Kleinberg's two-state automaton, for many subjects at once and one bin at a time, in a state that does not grow.

J. Kleinberg, "Bursty and Hierarchical Structure in Streams", KDD 2002, section 4 (batched arrivals): of the d articles
of a bin, r hold the subject; at rest an article holds it with probability p, in a burst with one `rise` times the odds.
Entering the burst state costs `cost`, leaving it is free, and the states are those of the cheapest path. There are two
departures: odds are multiplied and not the probability, which then never passes one; and p is not the mean of the whole
stream but what the bins before lead one to expect at this hour of the day or day of the week, so that a stream can be
read.

With c0 and c1 the costs of the cheapest path to each state, only v = c0 - c1 matters, and it obeys
v' = clip(v, -cost, 0) + g with the bin's gain g = r ln(rise) - d ln(1 + (rise - 1) p). Where v > 0 both cheapest paths
come from the burst, where v <= -cost both come from rest: there the past is settled. In between they part, one all
rest, the other all burst, so where they parted (`fork`) and where the settled burst began (`begun`) are all there is to
remember.
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.int64]


_WARM_UP = 4


@dataclass(frozen=True, slots=True)
class Burstiness:
    """What is taken for a burst; the defaults were chosen on planted bursts of other seeds than the evaluation's.

    `rise` multiplies the odds; `cost` is gamma ln n of the paper in nats (gamma 2 for a week of hours); a subject is
    taken to have been in `prior` of `base` articles before anything was counted; a season's own share counts in full
    after `trust` articles of that season; past bins lose half their weight in `half_life` bins; while in a burst only
    `learnt` of what is over the expected is learnt as normal. Before `warm_up` bins with articles (0: one season, at
    least four) nothing is known, and nothing is said.
    """

    rise: float = 3.0
    cost: float = 2 * math.log(168)
    prior: float = 2.0
    base: float = 20.0
    trust: float = 500.0
    half_life: float = 336.0
    learnt: float = 0.1
    warm_up: int = 0


@dataclass(frozen=True, slots=True)
class Ended:
    """Bursts of some subjects, as columns: `end` is the first bin after; `gain` the evidence, in nats."""

    subject: "Places"
    start: "Places"
    end: "Places"
    count: "Floats"
    expected: "Floats"
    gain: "Floats"


class Automaton:
    """The states of `size` subjects. The news repeats itself after `season` bins; `phase` is where in it one begins."""

    def __init__(self, size: int, *, options: Burstiness, season: int = 1, phase: int = 0) -> None:
        import numpy as np

        self.options = options
        self.season = season
        self.bin = 0
        self._phase = phase % season
        self._warm_up = options.warm_up or max(season, _WARM_UP)
        self._read = np.zeros(size, dtype=np.int64)  # bins that had articles
        self.advantage = np.full(size, -np.inf)  # v: what the burst state is ahead by
        self.expected = np.zeros(size)  # of the newest bin
        self._begun = np.full(size, -1, dtype=np.int64)
        self._fork = np.zeros(size, dtype=np.int64)
        # Rows: articles counted, articles expected, gain; up to now, and what they were at the two marks.
        self._sums, self._at_begun, self._at_fork = (np.zeros((3, size)) for _ in range(3))
        self._seen, self._of = np.zeros(size), np.zeros(size)
        self._seen_then, self._of_then = np.zeros((season, size)), np.zeros((season, size))

    def step(self, counts: "NDArray[np.integer]", totals: "NDArray[np.integer] | int") -> Ended:
        """Read one bin: `counts` of shape (size,) of `totals` articles (one number, or one a subject).

        Returns the bursts now known to have ended: nothing that comes later changes them.
        """
        import numpy as np

        share = self.due()
        expected = share * totals
        gain = counts * math.log(self.options.rise) - totals * np.log1p((self.options.rise - 1) * share)
        gain = np.where(self._read >= self._warm_up, gain, 0.0)
        self._read += np.asarray(totals) > 0
        ended = self._settle()
        self.advantage = np.clip(self.advantage, -self.options.cost, 0.0) + gain
        self.expected = expected
        for row, of_bin in enumerate((counts, expected, gain)):
            self._sums[row] += of_bin
        self._learn(counts, expected, totals)
        self.bin += 1
        return ended

    def under_way(self) -> Ended:
        """The bursts of the cheapest path as of now that `step` has not returned; those still on end at `bin`."""
        import numpy as np

        on = self.advantage > 0
        known = np.flatnonzero(on | (self._begun >= 0))
        end = np.where(on, self.bin, self._fork)[known]
        marks = np.where(on, self._sums, self._at_fork)[:, known]
        settled = self._begun[known] >= 0
        start = np.where(settled, self._begun[known], self._fork[known])
        count, expected, gain = marks - np.where(settled, self._at_begun[:, known], self._at_fork[:, known])
        return Ended(known, start, end, count, expected, gain)

    def begin_anew(self, places: "Places") -> None:
        """Let other subjects take these places, at rest and with the history of those before them.

        That history bounds the newcomer's own from above, as the count does that it takes over in Space-Saving.
        """
        import numpy as np

        self.advantage[places] = -np.inf
        self._begun[places] = -1
        self._fork[places] = self.bin
        for sums in (self._sums, self._at_begun, self._at_fork):
            sums[:, places] = 0.0

    @property
    def weight(self) -> "Floats":
        """How many articles each subject was in, older ones counting less: shape (size,)."""
        return self._seen

    def due(self, ahead: int = 0) -> "Floats":
        """Of the articles of the bin `ahead` after the next, the share expected to hold each subject at rest."""
        told = self.options
        share = (self._seen + told.prior) / (self._of + told.prior + told.base)
        if self.season == 1:
            return share
        then = (self._phase + ahead) % self.season
        seasonal: Floats = (self._seen_then[then] + told.trust * share) / (self._of_then[then] + told.trust)
        return seasonal

    def _settle(self) -> Ended:
        """Where both cheapest paths come from one state the past is settled; returns what ended there."""
        import numpy as np

        burst, rest = self.advantage > 0, self.advantage <= -self.options.cost
        over = np.flatnonzero(rest & (self._begun >= 0))
        count, expected, gain = self._at_fork[:, over] - self._at_begun[:, over]
        ended = Ended(over, self._begun[over], self._fork[over], count, expected, gain)
        opened = burst & (self._begun < 0)
        np.copyto(self._begun, self._fork, where=opened)
        np.copyto(self._at_begun, self._at_fork, where=opened)
        np.copyto(self._begun, -1, where=rest)
        np.copyto(self._sums, 0.0, where=rest)
        settled = burst | rest
        np.copyto(self._fork, self.bin, where=settled)
        np.copyto(self._at_fork, self._sums, where=settled)
        return ended

    def _learn(self, counts: "NDArray[np.integer]", expected: "Floats", totals: "NDArray[np.integer] | int") -> None:
        """Add the bin to what is normal; of a burst, only a part of what is over the expected."""
        import numpy as np

        kept = 0.5 ** (1 / self.options.half_life)
        usual = np.where(
            self.advantage > 0, np.minimum(counts, expected + self.options.learnt * (counts - expected)), counts
        )
        self._seen = kept * self._seen + usual
        self._of = kept * self._of + totals
        if self.season > 1:
            keep_season = kept**self.season
            self._seen_then[self._phase] = keep_season * self._seen_then[self._phase] + usual
            self._of_then[self._phase] = keep_season * self._of_then[self._phase] + totals
            self._phase = (self._phase + 1) % self.season
