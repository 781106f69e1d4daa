"""What the benchmarks share: a row of the table, and how a rate and a latency are taken."""

import importlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from types import ModuleType
from typing import Any

import numpy as np

from broadsheet.core import Article


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was done, on which texts, the figure with its unit, and what stands beside it."""

    stage: str
    texts: str
    figure: str
    beside: str = ""


def spent(work: Callable[[], Any]) -> float:
    """CPU seconds of this process: on a shared machine they say more than the clock does."""
    start = time.process_time()
    work()
    return max(time.process_time() - start, 1e-9)


def rate(work: Callable[[Any], Any], items: Sequence[Any], *, warm: int = 2) -> float:
    """Items a CPU second, after `warm` items that load what is loaded once."""
    for item in items[:warm]:
        work(item)
    return len(items) / spent(lambda: [work(item) for item in items])


def latency(work: Callable[[Any], Any], items: Iterable[Any]) -> str:
    """The median and the 99th percentile of the wall clock."""
    taken = []
    for item in items:
        start = time.perf_counter()
        work(item)
        taken.append(time.perf_counter() - start)
    p50, p99 = np.percentile(taken, [50, 99]) * 1000
    return f"p50 {p50:.1f} ms, p99 {p99:.1f} ms"


def peer(name: str) -> ModuleType | str:
    """The other project's module, or why there is none to compare with."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        return f"{name} skipped: {error}"


def beside(name: str, mine: float, work: Callable[[ModuleType], float]) -> str:
    """The rate `mine` as a multiple of the peer's, measured by `work` right after; or why it was skipped."""
    found = peer(name)
    if isinstance(found, str):
        return found
    theirs = work(found)
    return f"{mine / theirs:.1f} times {name} ({theirs:,.0f}/s)"


def by_language(articles: Sequence[Article], *, most: int) -> Iterator[tuple[str, list[Article]]]:
    """Up to `most` articles of Chinese and of English, where there are any."""
    for language in ("zh", "en"):
        picked = list(islice((a for a in articles if a.language == language), most))
        if picked:
            yield language, picked
