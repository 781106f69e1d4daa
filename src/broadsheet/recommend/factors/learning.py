"""Learning factors from what a store keeps, and seeing new ones without a restart."""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from broadsheet.core import Event
from broadsheet.recommend.factors.acts import acts
from broadsheet.recommend.factors.factors import Factors
from broadsheet.recommend.factors.fitting import STANDARD, FactorOptions, fit
from broadsheet.recommend.factors.keeping import keep, kept
from broadsheet.recommend.watched import Watched, stamp_of

if TYPE_CHECKING:
    from broadsheet.recommend.catalogue import Catalogue
    from broadsheet.store import Store

FILE = "factors.npz"
_NEWEST = 2_000_000
"""The newest acts that factors are learnt from: two weeks of a city's newspaper, half a minute on two cores."""
_LEAST = 50
"""Openings under which there is nothing to learn."""
_STEP = 20_000


def willing(store: "Store") -> Iterator[Event]:
    """The newest acts the store keeps, oldest first, of readers who let what they do be used."""
    last = max(store.changes.tops()[1] - _NEWEST, 0)
    while some := store.events.since(last, limit=_STEP):
        unwilling = store.readers.unwilling({event.reader for _, event in some})
        yield from (event for _, event in some if event.reader not in unwilling)
        last = some[-1][0]


def learn(
    events: Iterable[Event],
    *,
    catalogue: "Catalogue",
    version: str,
    start: Factors | None = None,
    options: FactorOptions = STANDARD,
) -> Factors | None:
    """Factors of the articles of `catalogue` that `events` are about; None when there are too few openings to learn.

    From `start` it takes a third of the time.
    """
    found = acts(events, known=catalogue.index.find)
    if len(found.article) < _LEAST:
        return None
    embeddings = catalogue.vectors[catalogue.index.find(found.ids)].astype(np.float32)
    return fit(found, embeddings=embeddings, version=version, options=options, start=start)


def learn_kept(store: "Store", folder: Path, *, catalogue: "Catalogue", version: str) -> Factors | None:
    """Learn from `store`, going on from what is kept in `folder`, and keep what was learnt there.

    `version` names them; the number of erasures there had been is added to it. When there is one more, learning begins
    from nothing, so who was erased has no part in it, whatever the clock said. None when there was too little to learn:
    then what is kept goes as well. Raises `OSError` when the disk refuses.
    """
    file, erasures = folder / FILE, f" after {len(store.erased.all())} erasures"
    start = kept(file)
    if start is not None and not start.version.endswith(erasures):
        start = None
    found = learn(willing(store), catalogue=catalogue, version=version + erasures, start=start)
    if found is None:
        file.unlink(missing_ok=True)
    else:
        keep(found, file)
    return found


class FactorsNow:
    """The factors kept in a folder as they are now; None while there are none. Shared by threads."""

    def __init__(self, folder: Path, *, tick: Callable[[], float] = time.monotonic) -> None:
        file = folder / FILE
        self._found = Watched[Factors | None](
            lambda: kept(file) if file.exists() else None, first=None, stamp=lambda: stamp_of(file), tick=tick
        )

    def look(self) -> Factors | None:
        """The factors, read again when the file is another one."""
        return self._found.look()
