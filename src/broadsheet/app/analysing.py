"""Analysing: every article that lacks an analysis at its present version is read, over processes when there are many.

What is pending is read off the store, so nothing is queued: stopped or killed, the next run takes up what is left.
"""

import os
from collections.abc import Iterator, Mapping, Sequence

from broadsheet import nlp
from broadsheet.app.batch import Batch, Notes, read
from broadsheet.app.crew import Crew
from broadsheet.app.owning import OwnAnalyses
from broadsheet.app.step import Step

# Articles in a batch, which is a transaction and a step of progress: one or two seconds of one process.
BATCH = 32
# Fewer articles than this are read in the newsroom's own process: a new one takes a second or two to load its models.
FEW = 128
_ALL = 2**31  # more articles than there are: the work list is ids alone


class Analysing(OwnAnalyses):
    """The part of the newsroom that keeps every article's annotations up to date."""

    def processes(self, work: int) -> int:
        """How many processes share `work` articles: 1 for few, else as set, else one a core."""
        if work < FEW:
            return 1
        return self.settings.processes or _cores()

    def _analyse(self) -> Iterator[Step]:
        own = self.own_analyses()
        versions = {name: nlp.version(name, own) for name in nlp.analyses(own)}
        done = 0
        while pending := self._pending(versions):
            waiting = done + len(pending)
            for batch, notes in self._readings(pending, own):
                # An analysis that failed on an article is kept as None, so that it is not tried for ever.
                self.store.annotations.put(
                    (stored.id, name, versions[name], found.get(name))
                    for stored, names, found in zip(batch.articles, batch.lacking, notes, strict=True)
                    for name in names
                )
                done += len(batch.articles)
                yield Step("analyse", done, max(waiting, done))

    def _pending(self, versions: Mapping[str, int]) -> dict[int, tuple[str, ...]]:
        """The analyses that each article lacks at its present version, in dependency order; newest articles first."""
        sets: dict[tuple[str, ...], tuple[str, ...]] = {}
        lacking: dict[int, tuple[str, ...]] = {}
        for name, version in versions.items():
            for id in self.store.annotations.pending(name, version, limit=_ALL):
                names = (*lacking.get(id, ()), name)
                lacking[id] = sets.setdefault(names, names)  # one tuple for all that lack the same
        return dict(sorted(lacking.items(), reverse=True))

    def _readings(
        self, pending: Mapping[int, tuple[str, ...]], own: Mapping[str, nlp.Analysis]
    ) -> Iterator[tuple[Batch, Sequence[Notes]]]:
        """Each batch with what was read, as it is done; the articles are fetched as they are needed."""
        size = self.processes(len(pending))
        batches = self._batches(pending)
        if size == 1:
            yield from ((batch, read(own, batch)) for batch in batches)
            return
        with Crew(read, dict(own), size=size) as crew:
            lost: list[Batch] = []
            for batch, notes in crew.each(batches):
                if isinstance(notes, Exception):
                    lost.append(batch)
                else:
                    yield batch, notes
            # A text that brings a process down costs its own row, not its neighbours'.
            for single, notes in crew.each(one for batch in lost for one in batch.singly()):
                yield single, [{}] if isinstance(notes, Exception) else notes

    def _batches(self, pending: Mapping[int, tuple[str, ...]]) -> Iterator[Batch]:
        ids = list(pending)
        for part in (ids[start : start + BATCH] for start in range(0, len(ids), BATCH)):
            articles = tuple(self.store.articles.get_many(part))
            if articles:
                yield Batch(articles, tuple(pending[a.id] for a in articles))


def _cores() -> int:
    """The cores this process may use, where the system can tell them from all there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
