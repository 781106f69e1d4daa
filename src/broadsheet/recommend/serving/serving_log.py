"""The log of served pages: kept in the background, many in one transaction, and never in a reader's way."""

import logging
import threading
import uuid
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from broadsheet.core import BroadsheetError, Context, FrontPage, Reader, Served, Shown

EVERY = 0.5
"""Seconds between two writes: what a power cut may take of the log. No act is lost with it, only where it happened."""
MOST = 20_000
"""Pages held for a disk that does not take them, about 150 MB; then the oldest make way."""
NOTHING: Mapping[int, tuple[float, ...]] = MappingProxyType({})

log = logging.getLogger(__name__)


def named(page: FrontPage, *, at: datetime) -> FrontPage:
    """The page with an id, made now if it has none, under which it is logged and which acts on it carry."""
    return replace(page, id=page.id or uuid.uuid4().hex, at=page.at or at)


def served(
    page: FrontPage,
    *,
    reader: Reader,
    context: Context,
    columns: Sequence[str] = (),
    features: Mapping[int, tuple[float, ...]] = NOTHING,
) -> Served:
    """What is logged of a named page; `features` are the ranker's columns of each article, by its id.

    Raises `ValueError` for a page that `named` was not asked about.
    """
    if page.at is None or not page.id:
        raise ValueError("a page is named before it is logged")
    items = tuple(
        Shown(i.article, i.rank, i.score, i.propensity, i.explored, i.title, features.get(i.article, ()))
        for i in page.items
    )
    return Served(
        key=page.id,
        reader=reader.name if reader.personalised else "",
        at=page.at,
        version=page.version,
        surface=context.surface,
        language=page.language,
        items=items,
        columns=tuple(columns),
        personalised=reader.personalised,
    )


class ServingLog:
    """Takes pages and has them written by `write` in a thread of its own, which lasts while there are any.

    Shared by threads. `dropped` counts the pages that were given up because the disk took none.
    """

    def __init__(self, write: Callable[[Sequence[Served]], int], *, every: float = EVERY, most: int = MOST) -> None:
        self._write = write
        self._every = every
        self._queue: deque[Served] = deque()
        self._most = most
        self._gate = threading.Lock()
        self._writing = threading.Lock()
        self._stop = threading.Event()
        self._running = False
        self.dropped = 0

    def put(self, page: Served) -> None:
        """Have a page logged soon; takes microseconds, whatever the disk does."""
        with self._gate:
            self._queue.append(page)
            self._bound()
            if not self._running:
                self._running = True
                threading.Thread(target=self._run, name="serving log", daemon=True).start()

    def forget(self, reader: str) -> None:
        """Let no page of `reader` be written that is not yet; one being written has been when this returns."""
        with self._writing, self._gate:
            left = [page for page in self._queue if page.reader != reader]
            self._queue.clear()
            self._queue.extend(left)

    def flush(self) -> int:
        """Write what waits, now; returns how many pages were kept. Raises `StoreError`, and holds on to the pages."""
        with self._writing:
            with self._gate:
                pages = list(self._queue)
                self._queue.clear()
            try:
                return self._write(pages) if pages else 0
            except BroadsheetError:
                with self._gate:
                    self._queue.extendleft(reversed(pages))
                    self._bound()
                raise

    def close(self) -> None:
        """Write what waits and let the thread end. Raises `StoreError` when the disk takes nothing."""
        self._stop.set()
        self.flush()

    def _bound(self) -> None:
        while len(self._queue) > self._most:
            self._queue.popleft()
            self.dropped += 1

    def _run(self) -> None:
        while True:
            self._stop.wait(self._every)
            try:
                self.flush()
            except BroadsheetError as error:
                log.warning("served pages wait to be logged: %s", error)
            with self._gate:
                if not self._queue or self._stop.is_set():
                    self._running = False
                    return
