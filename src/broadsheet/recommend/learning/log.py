"""Samples from the store: the served pages of the last weeks, and what happened on them."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import takewhile
from statistics import median
from typing import TYPE_CHECKING, Any

from broadsheet.core import Served
from broadsheet.recommend.learning.samples import Samples, samples

if TYPE_CHECKING:
    from broadsheet.store import Store

WINDOW_DAYS = 28
"""Pages older than four weeks would weigh less than a quarter, and readers may expect them to be forgotten."""
MOST_PAGES = 30_000
"""The newest pages at most: some 150 MB and three minutes of one core."""
_OF_ONE = 60
"""Pages of a reader that always count: those of one who comes twice a day in the window."""
_TIMES = 4
"""Beyond them a reader counts for so many of the middle one: who asks for a thousand pages is a machine, or is one of
few readers, all of whom read as much."""
_AT_ONCE = 1_000


def logged(store: "Store", *, now: datetime, last: int | None = None) -> Samples:
    """The samples of the last `WINDOW_DAYS` before `now`, or before the newest page of a log that ended earlier.

    They are of readers who let what they do be used, each with a bounded number of pages (`fairly`). Acts kept after
    row `last` are left out, so that a training that was cut off finds the same samples again while readers go on.
    Nothing is kept between two calls, so a reader who was erased is in none of the samples after it.
    """
    until = min(now, _end(lambda last: store.served.since(last, limit=1), now))
    since = until - timedelta(days=WINDOW_DAYS)
    first = _first(lambda last: store.served.since(last, limit=1), since)
    pages = _newest(store, first, since=since, until=until)
    start = min((page.at for page in pages), default=until)
    stream = store.events.stream(_first(lambda last: store.events.since(last, limit=1), start))
    acts = (act for _, act in takewhile(lambda kept: last is None or kept[0] <= last, stream))
    unwilling = frozenset(reader.name for reader in store.readers.list() if not reader.personalised)
    return samples(pages, acts, unwilling=unwilling)


def _newest(store: "Store", last: int, *, since: datetime, until: datetime) -> list[Served]:
    kept: list[Served] = []
    for page in _stream(store, last):
        if page.personalised and page.columns and since <= page.at <= until:
            kept.append(page)
        if len(kept) >= 2 * MOST_PAGES:  # first those of one reader, so that a flood pushes nobody else's out
            kept = fairly(kept)[-MOST_PAGES:]
    return fairly(kept)[-MOST_PAGES:]


def fairly(pages: Sequence[Served]) -> list[Served]:
    """The pages, oldest first, without the oldest of readers with far more than others: the newest of each are kept.

    A reader counts with `_OF_ONE` pages, or with `_TIMES` as many as the middle reader has where that is more.
    """
    left = Counter(page.reader for page in pages)
    most = max(_OF_ONE, int(_TIMES * median(left.values()))) if left else 0
    kept = []
    for page in pages:
        if left[page.reader] <= most:
            kept.append(page)
        else:
            left[page.reader] -= 1
    return kept


def _stream(store: "Store", last: int) -> Iterator[Served]:
    while some := store.served.since(last, limit=_AT_ONCE):
        yield from (page for _, page in some)
        last = some[-1][0]


def _end(look: Callable[[int], list[tuple[int, Any]]], otherwise: datetime) -> datetime:
    """When the last page kept was served; `otherwise` when there is none."""
    low, high = 0, 1
    if not look(low):
        return otherwise
    while look(high):
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if look(middle) else (low, middle)
    found: datetime = look(low)[0][1].at
    return found


def _first(look: Callable[[int], list[tuple[int, Any]]], since: datetime) -> int:
    """The row after which to read for what happened from `since` on: found by halving, for rows are kept in order.

    An hour is allowed for acts that were sent late; those later still are of no page in the window that matters.
    """
    least = since - timedelta(hours=1)
    low, high = 0, 1
    while (found := look(high)) and found[0][1].at < least:
        low, high = high, high * 2
    while low < high:
        middle = (low + high) // 2
        found = look(middle)
        if found and found[0][1].at < least:
            low = middle + 1
        else:
            high = middle
    return low
