"""Readers in memory: the histories of those who were here last, and the profiles made of them."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from broadsheet.core import Event, Reader
from broadsheet.recommend.catalogue import Catalogue
from broadsheet.recommend.catalogue.columns import Column
from broadsheet.recommend.readers.history import History
from broadsheet.recommend.readers.profile import Profile, profile

Past = Callable[[str], Iterable[tuple[int, Event]]]
MOST = 100_000
"""Readers whose history is held, some 1.5 kB each; one who was away is read anew from the store."""
_PROFILES = 10_000
"""Readers whose profile is held too, some 10 kB each; it is made anew in a millisecond."""


@dataclass(frozen=True, slots=True, eq=False)
class _Made:
    reader: Reader
    turn: int
    generation: int
    rows: int
    value: Profile


class Readers:
    """Histories and profiles, those used last. One thread at a time may call it.

    `past` gives what a reader did, with row numbers, oldest first; without it every reader's acts are held here.
    """

    def __init__(self, past: Past | None) -> None:
        self._past = past
        self._histories: OrderedDict[str, History] = OrderedDict()
        self._made: OrderedDict[str, _Made] = OrderedDict()
        self._row = 0

    def take(self, events: Iterable[Event], *, rows: Iterable[int] | None) -> None:
        """What readers did; with `rows`, their numbers in the store, in order."""
        if self._past is not None and rows is None:
            for event in events:
                self.forget(event.reader)
            return
        by_reader: dict[str, list[tuple[int, Event]]] = {}
        for row, event in self._numbered(events) if rows is None else zip(rows, events, strict=True):
            by_reader.setdefault(event.reader, []).append((row, event))
        for name, acts in by_reader.items():
            history = self._histories.get(name)
            if history is None and self._past is None:
                history = self._histories[name] = History()
            if history is not None:
                history.take(acts)

    def names(self) -> list[str]:
        """Those of whom a history is held."""
        return list(self._histories)

    def forget(self, name: str) -> None:
        """Hold nothing of a reader."""
        self._histories.pop(name, None)
        self._made.pop(name, None)

    def profile(self, reader: Reader, *, catalogue: Catalogue, touched: Column, generation: int) -> Profile:
        """The profile of `reader`, made anew when they did or set something, or what they read was changed."""
        if not reader.personalised:
            if self._past is not None:
                self.forget(reader.name)
            return Profile()
        history = self._history(reader.name)
        held = self._made.get(reader.name)
        if held is not None and self._holds(held, reader, history, touched, len(catalogue)):
            self._made.move_to_end(reader.name)
            return held.value
        made = profile(reader, history, catalogue=catalogue)
        self._made[reader.name] = _Made(reader, history.turn, generation, len(catalogue), made)
        if len(self._made) > _PROFILES:
            self._made.popitem(last=False)
        return made

    def _holds(self, held: _Made, reader: Reader, history: History, touched: Column, rows: int) -> bool:
        if held.reader != reader or held.turn != history.turn or (held.value.unknown and held.rows != rows):
            return False
        own = np.array([*held.value.read, *held.value.refused], dtype=np.int64)
        return not len(own) or int(touched.values[own].max()) <= held.generation

    def _history(self, name: str) -> History:
        history = self._histories.get(name)
        if history is None:
            history = self._histories[name] = History()
            if self._past is not None:
                history.take(self._past(name))
        self._histories.move_to_end(name)
        if self._past is not None and len(self._histories) > MOST:
            self._histories.popitem(last=False)
        return history

    def _numbered(self, events: Iterable[Event]) -> Iterable[tuple[int, Event]]:
        for event in events:
            self._row += 1
            yield self._row, event
