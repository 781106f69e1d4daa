"""The crowd: what readers open and are shown, fading with time, of those who let what they do be used.

Counts are kept in forward decay (Cormode, Shkapenyuk, Srivastava and Xu, ICDE 2009): an act weighs 2^((t - L)/h) from a
fixed landmark L on, so acts may come in any order and be taken out again, and nothing has to fade by itself. What one
reader does to one article again and again weighs half as much each time: a machine that clicks a thousand times is less
than two readers.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import Event
from broadsheet.recommend.catalogue import Catalogue, Floats
from broadsheet.recommend.catalogue.columns import Column, Words
from broadsheet.recommend.catalogue.nearness import Rows
from broadsheet.recommend.crowd.repeats import Repeats
from broadsheet.recommend.crowd.together import Together

HALF_LIFE_HOURS = 6.0
"""Interest in news halves in about six hours."""
KEPT_HOURS = 96.0
"""After sixteen half-lives an act weighs 1/65,536: it is dropped."""
_MANY = math.log1p(10.0)
"""Ten opens are a favourite; one is not, though it be the only one."""
_SKEW_HOURS = 1.0
"""A device's clock may be so much ahead; an act from later than that is taken to be of now."""
_PRIOR = 20.0
"""Exposures that what is known of the topic and language is worth, against the article's own."""
_BASE = (1.0, 20.0)
"""One click in twenty exposures, where nothing at all is known: a usual rate of a front page."""
_HOUR = 3600.0
_CLICKS = frozenset({"click", "like", "share", "save"})
_AGAIN = 0.5
"""What an act weighs beside the reader's last of its kind on that article: all of them come to less than two."""
_UNKNOWN = 10_000
"""Acts on articles that are not here yet, kept in case they come."""
Doubles = NDArray[np.float64]
Find = Callable[[list[int]], NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums over all articles, and the most clicks of one."""

    clicks: float = 0.0
    shown: float = 0.0
    peak: float = 0.0


class Crowd:
    """The columns behind what the crowd does. One thread at a time may call it; what it gives may be read by any."""

    def __init__(self) -> None:
        self.readers = Words()
        self.together = Together()
        self._log = {"reader": Column(np.int32), "row": Column(np.int32), "hour": Column(np.float64)}
        self._log |= {"click": Column(np.bool_), "weight": Column(np.float32)}
        self._repeats = Repeats()
        self._clicks: Doubles = np.zeros(0)
        self._shown: Doubles = np.zeros(0)
        self._totals = Totals()
        self._landmark = 0.0
        self._hour = 0.0
        self._waiting: list[Event] = []
        self._latest = -math.inf
        self.acts = 0

    def take(self, events: Iterable[Event]) -> None:
        """Count `events`, at the next look: opens, likes, shares and saves as clicks, views as exposures."""
        self._waiting.extend(e for e in events if e.article is not None and (e.action in _CLICKS or e.action == "view"))

    def forget(self, reader: str) -> None:
        """Take out everything `reader` did, as if it had never been."""
        self._waiting = [e for e in self._waiting if e.reader != reader]
        code = self.readers.get(reader)
        own = self._log["reader"].values == code
        if code > 0 and own.any():
            opened = np.unique(self._log["row"].values[own & self._log["click"].values])
            self._keep(~own)
            self.together.forget(code, opened.tolist())
        self.readers.forget(reader)

    def look(self, catalogue: Catalogue, *, hour: float) -> "Look":
        """What the crowd did as seen at `hour`, over the rows of `catalogue`."""
        self._hour = hour = hour if math.isfinite(hour) else 0.0
        self._size(len(catalogue))
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            self._count(waiting, catalogue.index.find)
        self._settle(min(hour, self._latest))
        seen = max(min(self._latest, hour), self._landmark)
        return Look(self._clicks, self._shown, self._totals, self._landmark, seen, self.together, self.active())

    def active(self) -> Rows:
        """The rows with clicks that still count."""
        return self.together.rows()

    def _count(self, events: list[Event], find: Find) -> None:
        rows = find([e.article or 0 for e in events])
        hours = np.array([e.at.timestamp() / _HOUR for e in events])
        now = self._hour
        hours = np.where(hours > now + _SKEW_HOURS, now, hours)
        lost = [e for e, row in zip(events, rows, strict=True) if row < 0]
        self._waiting = lost[-_UNKNOWN:]
        newest = float(hours[rows >= 0].max(initial=-math.inf))
        self._settle(newest)
        if newest < self._landmark and math.isfinite(newest) and now < self._landmark:
            self._rebase(now)  # the clock was ahead when the other acts came, and is right now or was never
        self._latest = max(self._latest, newest)
        there = (rows >= 0) & (hours > self._landmark)
        if not there.any():
            return
        readers = np.array([self.readers.code(e.reader) for e in events], dtype=np.int32)[there]
        clicks = np.array([e.action in _CLICKS for e in events], dtype=bool)[there]
        rows, hours = rows[there], hours[there]
        before = self._repeats.count(_keys(readers, rows, clicks))
        share: Doubles = _AGAIN ** before.astype(np.float64)
        told: tuple[NDArray[Any], ...] = (readers, rows, hours, clicks, share)
        for column, values in zip(self._log.values(), told, strict=True):
            column.append(values)
        self._add(rows, hours, clicks, share=share)
        first = clicks & (before == 0)
        self.together.take(readers[first], rows[first], hours[first])
        self.acts += len(rows)

    def _add(self, rows: Rows, hours: Doubles, clicks: NDArray[np.bool_], *, share: Doubles) -> None:
        weights = share * np.exp2((hours - self._landmark) / HALF_LIFE_HOURS)
        np.add.at(self._clicks, rows[clicks], weights[clicks])
        np.add.at(self._shown, rows[~clicks], weights[~clicks])
        peak = max(self._totals.peak, float(self._clicks[rows].max(initial=0.0)))
        clicked, shown = float(weights[clicks].sum()), float(weights[~clicks].sum())
        self._totals = Totals(self._totals.clicks + clicked, self._totals.shown + shown, peak)

    def _keep(self, kept: NDArray[np.bool_]) -> None:
        """Keep these acts alone, and count from the beginning: sums of floats can't be undone exactly."""
        for name, column in self._log.items():
            values = column.values[kept]
            self._log[name] = Column(values.dtype)
            self._log[name].append(values)
        self._clicks, self._shown = np.zeros_like(self._clicks), np.zeros_like(self._shown)
        self._totals = Totals()
        log = {name: column.values for name, column in self._log.items()}
        self._latest = float(log["hour"].max(initial=-math.inf))
        rows = log["row"].astype(np.int64)
        self._repeats = Repeats()
        self._repeats.count(_keys(log["reader"], rows, log["click"]))
        self._add(rows, log["hour"], log["click"], share=log["weight"].astype(np.float64))

    def _settle(self, moment: float) -> None:
        """Move the landmark after the acts when `moment`, that of the newest, is far from it."""
        if math.isfinite(moment) and moment - self._landmark > 2 * KEPT_HOURS:
            self._rebase(moment)

    def _rebase(self, moment: float) -> None:
        """Measure from `KEPT_HOURS` before `moment`: older acts are dropped, later ones are of that moment."""
        self._landmark = moment - KEPT_HOURS
        hours = self._log["hour"].values
        np.minimum(hours, moment, out=hours)
        self._keep(hours > self._landmark)
        self.together.keep(self._log["row"].values)

    def _size(self, rows: int) -> None:
        if len(self._clicks) < rows:
            room = max(rows, int(len(self._clicks) * 1.3))
            self._clicks = np.concatenate([self._clicks, np.zeros(room - len(self._clicks))])
            self._shown = np.concatenate([self._shown, np.zeros(room - len(self._shown))])


def _keys(readers: NDArray[np.int32], rows: Rows, clicks: NDArray[np.bool_]) -> Rows:
    """A number for each act that tells its reader, article and kind: 31 bits, 31 bits and one."""
    found: Rows = (readers.astype(np.int64) << 32) | (rows.astype(np.int64) << 1) | clicks
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What the crowd did, as seen at one hour; `active` are the rows that anybody opened."""

    _clicks: Doubles
    _shown: Doubles
    _totals: Totals
    _landmark: float
    _hour: float
    together: Together
    active: Rows

    def clicks(self, rows: Rows) -> Floats:
        """The faded number of opens; time is measured from the latest act, so an archive has its favourites too."""
        return self._faded(self._clicks[rows])

    def exposures(self, rows: Rows) -> Floats:
        """The faded number of times shown, at least the number of opens."""
        return self._faded(np.maximum(self._shown[rows], self._clicks[rows]))

    def opened(self, rows: Rows) -> Floats:
        """From 0 to 1 on a logarithmic scale: 1 for the most opened article, if it has ten opens."""
        found: Floats = np.log1p(self.clicks(rows))
        most = max(float(np.log1p(self._faded(self._totals.peak))), _MANY)
        shares: Floats = np.minimum(found / np.float32(most), np.float32(1))
        return shares

    def rate(self, rows: Rows) -> Floats:
        """The mean of the click rate's Beta posterior; prior is the rate of what is shown at all."""
        clicks, shown = self.clicks(rows), self.exposures(rows)
        prior = np.float32(self.base)
        return (clicks + np.float32(_PRIOR) * prior) / (shown + np.float32(_PRIOR))

    def expected(self, rows: Rows) -> Floats:
        """The click rate to be expected of articles nobody saw."""
        return np.full(len(rows), self.base, dtype=np.float32)

    @property
    def base(self) -> float:
        """The click rate over everything."""
        clicks = float(self._faded(self._totals.clicks))
        shown = float(self._faded(max(self._totals.shown, self._totals.clicks)))
        return (clicks + _BASE[0]) / (shown + _BASE[1])

    def beside(self, row: int) -> tuple[Rows, Floats]:
        """What readers of the article of `row` also opened: rows, and weights from 0 to 1, the greatest first."""
        return self.together.beside(np.array([row]), hour=self._hour)

    def shared(self, row: int, others: Rows) -> Floats:
        """How much readers of the article of `row` also opened each of `others`, as weights that compare with it."""
        return self.together.shared(row, others, hour=self._hour)

    def _faded(self, sums: "Doubles | float") -> Floats:
        found: Floats = np.asarray(sums * math.pow(0.5, (self._hour - self._landmark) / HALF_LIFE_HOURS), np.float32)
        return found
