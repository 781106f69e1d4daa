"""A whole archive from first to last: taken in, read, indexed, joined into stories, linked; by the clock.

    python -m bench.archive [--many 10000] [--minutes 30] [--articles WHAT ...] [--home DIR]

The articles are recombined of the sample wire's, or of what `--articles` names (`bench/_many.py`). It stops at the end
of the batch in which its time is up and says how far it got; with `--home`, the same command goes on from there.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

from bench.__main__ import read
from bench._many import many
from bench._measure import Row
from bench._memory import Peaks

from broadsheet.app import Newsroom, Step
from broadsheet.core import Article

FEW, MINUTES = 256, 5.0
"""What `python -m bench` does of it."""
_LOOK = 2.0
"""Seconds between two looks at the memory."""


@dataclass
class Stage:
    """How far a stage got, and its seconds by the clock."""

    name: str
    done: int = 0
    total: int = 0
    seconds: float = 0.0

    def row(self, peaks: Peaks) -> Row:
        """One line of the table."""
        rate = f"{self.done / self.seconds:,.1f}/s by the clock" if self.seconds else ""
        return Row(f"archive: {self.name}", f"{self.done:,} of {self.total:,}", rate, f"{self.seconds:,.0f} s; {peaks}")


@dataclass
class Run:
    """One run: its clock, its time limit in seconds, and the stages so far."""

    limit: float
    clock: Callable[[], float] = time.monotonic
    peaks: Peaks = field(default_factory=Peaks)

    def __post_init__(self) -> None:
        self.begun = self._last = self._looked = self.clock()

    def through(self, steps: Iterator[Step]) -> Iterator[Stage]:
        """Each stage of `steps` when it is over, or when the time is."""
        stage: Stage | None = None
        for step in steps:
            if stage is None or stage.name != step.stage:
                if stage:
                    yield stage
                stage = Stage(step.stage)
            now = self.clock()
            stage.seconds, self._last = stage.seconds + now - self._last, now
            stage.done, stage.total = step.done, step.total
            if now - self._looked > _LOOK:
                self.peaks.look()
                self._looked = now
            if now - self.begun > self.limit:
                break
        if stage:
            yield stage

    @property
    def over(self) -> bool:
        """Whether its time is up."""
        return self.clock() - self.begun > self.limit


def rows(articles: Sequence[Article]) -> Iterator[Row]:
    """A small archive, as one of all the benchmarks."""
    with tempfile.TemporaryDirectory() as folder:
        yield from measured(articles, n=FEW, home=Path(folder), run=Run(MINUTES * 60))


def measured(articles: Sequence[Article], *, n: int, home: Path, run: Run) -> Iterator[Row]:
    """A row a stage for `n` articles made of `articles`, in the newsroom at `home`; the last row is of the whole."""
    with Newsroom.open(home) as room:
        for stage in run.through(_taken_in(room, articles, n=n)):
            yield stage.row(run.peaks)
        if not run.over:
            with closing(room.refresh()) as steps:  # type: ignore[type-var]
                for stage in run.through(steps):
                    run.peaks.look()
                    yield stage.row(run.peaks)
        kept, seconds = room.store.articles.count(), run.clock() - run.begun
    how = (
        "stopped by the limit: what is above is how far it got" if run.over else f"{kept / seconds:,.1f}/s by the clock"
    )
    yield Row("archive: the whole", f"{kept:,} kept of {n:,}", how, f"{seconds:,.0f} s; {run.peaks}")


def _taken_in(room: Newsroom, articles: Sequence[Article], *, n: int) -> Iterator[Step]:
    for done, (article, _) in enumerate(many(articles, n), start=1):
        room.add(article)
        yield Step("ingest", done, n)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, a row as soon as its stage is over."""
    parser = argparse.ArgumentParser(prog="python -m bench.archive", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--many", type=int, default=10_000, metavar="N")
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--articles", nargs="+", default=[], metavar="WHAT")
    parser.add_argument("--home", type=Path, default=None, metavar="DIR")
    asked = parser.parse_args(arguments)
    articles = read(asked.articles)
    print(f"{asked.many:,} of {len(articles)} articles, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print("| stage | texts | figure | beside |\n|---|---|---|---|")
    with ExitStack() as stack:
        home = asked.home or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        for row in measured(articles, n=asked.many, home=home, run=Run(asked.minutes * 60)):
            print(f"| {row.stage} | {row.texts} | {row.figure} | {row.beside} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
