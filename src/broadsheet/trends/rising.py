"""Rising: the subjects whose share of the news has grown, with how sure that is and when it began.

Each is judged against its own past, a word or a name among the articles of its language: what is due in the recent bins
is what the bins before lead one to expect at that hour of the day or day of the week, and the z-score is a negative
binomial's, with the variance of the estimate added. The automaton beside it says since when it has been in a burst.
"""

import math
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from broadsheet.trends.automaton import Automaton, Burstiness, Ended
from broadsheet.trends.bins import Bins
from broadsheet.trends.bursts import LEAST, Burst, told
from broadsheet.trends.ledger import Ledger

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CLUMP = 0.02
"""One event makes several reports at once: the variance is mean + clump * mean^2."""
_SURE = 1.6448536269514722
"""The z-score that chance passes once in twenty: with less nothing is said to rise."""
_GAMMA = 2.0
"""What entering a burst costs, in logarithms of the number of bins; chosen on planted bursts (evals/bursts.py)."""
_FEWEST_BINS = 7
"""With fewer bins a burst is not made cheaper still."""
OWN_LANGUAGE = frozenset({"terms", "entities"})
"""Kinds of subjects that are words of one language; the others are counted among all articles."""


@dataclass(frozen=True, slots=True)
class Trend:
    """A subject on the rise: in `count` articles (ids in `articles`, newest first) where `expected` were due.

    `term` is the word or name, the id of a topic or of a story; `kind` is which of these, `type` that of an entity.
    `start` and `end` bound the burst it is in (its articles are then the ones counted), `strength` is the burst's
    evidence in nats and `is_on` whether it goes on; without a burst they are None, 0 and False. `counts` are its
    articles in each bin of the whole window.
    """

    term: str
    language: str
    count: int
    expected: float
    z: float
    articles: tuple[int, ...]
    kind: str = "terms"
    type: str = ""
    start: datetime | None = None
    end: datetime | None = None
    strength: float = 0.0
    is_on: bool = False
    counts: tuple[int, ...] = ()


def rising(ledger: Ledger, bins: Bins, *, recent: int, kind: str = "terms", n: int = 20) -> list[Trend]:
    """The `n` most surely rising subjects of the last `recent` of `bins`, bursts that are on before all others.

    Without articles before the recent bins nothing can be said to rise, and the list is empty.
    """
    import numpy as np

    watched = _Watched.of(ledger, bins, kind=kind)
    past = bins.n - recent
    if past < 1 or not len(watched.names) or not ledger.totals(bins)[:past].any():
        return []
    counts = watched.counts[:, past:].sum(axis=1)
    z, expected, on = _judged(watched, past=past)
    on = {place: burst for place, burst in on.items() if burst.end > past}
    order = sorted(
        np.flatnonzero((counts >= LEAST) & (z > _SURE)).tolist(),
        key=lambda i: (-(on[i].strength if i in on and on[i].is_on else 0.0), -z[i], watched.names[i]),
    )
    return [
        _trend(watched, i, kind=kind, burst=on.get(i), z=float(z[i]), seen=(past, int(counts[i]), float(expected[i])))
        for i in order[:n]
    ]


def all_bursts(ledger: Ledger, bins: Bins, *, after: int = 0, kind: str = "terms", n: int = 50) -> list[Trend]:
    """The `n` strongest bursts that had not ended by bin `after`, each as a trend; the strongest first."""
    watched = _Watched.of(ledger, bins, kind=kind)
    automaton = watched.automaton()
    found = [burst for place in range(bins.n) for burst in told(watched.step(automaton, place), last=-1)]
    found += told(automaton.under_way(), last=bins.n)
    kept = sorted((b for b in found if b.end > after), key=lambda b: (-b.strength, watched.names[b.subject], b.start))
    return [
        _trend(watched, b.subject, kind=kind, burst=b, z=_z(b.count, b.expected, past=0.0), seen=(0, 0, 0.0))
        for b in kept[:n]
    ]


@dataclass(frozen=True, slots=True, eq=False)
class _Watched:
    """The subjects with enough articles to be judged: their counts by bin, and the articles they are counted among."""

    ledger: Ledger
    bins: Bins
    names: list[str]
    shown: list[str]
    languages: list[str]
    counts: "NDArray[np.int32]"
    totals: "NDArray[np.int64]"

    @classmethod
    def of(cls, ledger: Ledger, bins: Bins, *, kind: str) -> "_Watched":
        import numpy as np

        enough = np.flatnonzero(np.bincount(ledger.subject, minlength=len(ledger.names)) >= LEAST)
        spoken = ledger.languages_of()[enough]
        if kind in OWN_LANGUAGE and len(enough):
            each = np.stack([ledger.totals(bins, language=i) for i in range(len(ledger.languages))])
            totals = each[spoken]
        else:
            totals = np.broadcast_to(ledger.totals(bins), (len(enough), bins.n))
        return cls(
            ledger,
            bins,
            names=[ledger.names[i] for i in enough.tolist()],
            shown=[ledger.shown[i] for i in enough.tolist()],
            languages=[ledger.languages[i] if kind in OWN_LANGUAGE else "" for i in spoken.tolist()],
            counts=ledger.counts(bins, enough),
            totals=totals,
        )

    def automaton(self) -> Automaton:
        """One that has read nothing; entering a burst costs what the number of bins makes it cost."""
        cost = _GAMMA * math.log(max(self.bins.n, _FEWEST_BINS))
        phase = self.bins.first % self.bins.season
        return Automaton(len(self.names), options=Burstiness(cost=cost), season=self.bins.season, phase=phase)

    def step(self, automaton: Automaton, place: int) -> Ended:
        return automaton.step(self.counts[:, place], self.totals[:, place])


def _judged(watched: _Watched, *, past: int) -> "tuple[NDArray[np.float64], NDArray[np.float64], dict[int, Burst]]":
    """For each subject its z-score and what was due in the bins from `past` on; and its last burst, if it has one."""
    import numpy as np

    automaton = watched.automaton()
    for place in range(past):
        watched.step(automaton, place)
    ahead = range(watched.bins.n - past)
    due = np.sum([automaton.due(k) * watched.totals[:, past + k] for k in ahead], axis=0)
    known = automaton.weight + automaton.options.prior
    counts = watched.counts[:, past:].sum(axis=1)
    z = (counts - due) / np.sqrt(due + due**2 * (_CLUMP + 1 / known) + 1e-12)
    last: dict[int, Burst] = {}
    for place in range(past, watched.bins.n):
        last |= {burst.subject: burst for burst in told(watched.step(automaton, place), last=-1)}
    last |= {burst.subject: burst for burst in told(automaton.under_way(), last=watched.bins.n)}
    return z, due, last


def _z(count: int, expected: float, *, past: float) -> float:
    """How many standard deviations a count is over what was due, where `past` articles had the subject before."""
    return (count - expected) / math.sqrt(expected + expected**2 * (_CLUMP + 1 / (past + Burstiness().prior)) + 1e-12)


def _trend(
    watched: _Watched, row: int, *, kind: str, burst: Burst | None, z: float, seen: tuple[int, int, float]
) -> Trend:
    """Row `row` as a trend: counted over its burst, or where it has none over the bins from `seen[0]` on."""
    first, count, expected = seen
    starts = watched.bins.starts()
    type, _, name = watched.shown[row].partition(":") if kind == "entities" else ("", "", watched.shown[row])
    if burst:
        first, count, expected = burst.start, burst.count, burst.expected
    last = burst.end if burst else watched.bins.n
    return Trend(
        term=name,
        language=watched.languages[row],
        count=count,
        expected=round(expected, 4),
        z=round(z, 4),
        articles=_articles(watched, row, first=first, last=last),
        kind=kind,
        type=type,
        start=starts[burst.start] if burst else None,
        end=starts[burst.end] if burst else None,
        strength=burst.strength if burst else 0.0,
        is_on=bool(burst and burst.is_on),
        counts=tuple(watched.counts[row].tolist()),
    )


def _articles(watched: _Watched, row: int, *, first: int, last: int) -> tuple[int, ...]:
    """The ids of its articles in the bins `first` up to but without `last`, newest first."""
    holders = watched.ledger.holders(watched.names[row])
    place = watched.bins.places(watched.ledger.at[holders])
    return tuple(watched.ledger.ids[holders[(place >= first) & (place < last)]][::-1].tolist())
