"""A reader's right to all that is kept of them, or to nothing of it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from broadsheet.app import tombstones
from broadsheet.app.reading import Reading
from broadsheet.store import Store, digest, traces


class Forgetting(Reading):
    """The part of the newsroom that gives a reader everything, or forgets it."""

    def export_reader(self, name: str) -> dict[str, Any]:
        """Everything kept of a reader: settings, acts, the pages they were served, and every other row as it is.

        Raises `InvalidInputError` for an unusable name.
        """
        reader = self.reader(name).name
        self.recommender.flush()
        rows = self.store.personal.export(reader)
        others = {table: rows[table] for table in rows if table not in ("readers", "events", "served")}
        told = {"reader": self.reader(name), "events": self.store.events.of(reader)}
        return {**told, "served": self.store.served.of(reader), "rows": others}

    def erase_reader(self, name: str) -> None:
        """Forget a reader: what they set and did, what they were shown and sent, in memory and in every file.

        A tombstone, which is a digest of the name, is kept: a backup from before that is put back forgets them as the
        newsroom opens. What they do later is done by someone new. Raises `InvalidInputError`, and `StoreError` when
        another process keeps the write-ahead file from being emptied: they are erased then, and it has to be asked
        once more. Models that learnt from what is gone stand until they are trained anew, which happens hourly.
        """
        reader, at = self.reader(name).name, self.now()
        tombstones.add(self.home, [(digest(reader), at)])
        self.recommender.drop(reader)
        self.store.headline_tests.erase(reader)
        self.store.personal.erase(reader, at=at)
        self.recommender.forget(reader)
        self.store.scrub(traces(reader))


def forget_again(home: Path, kept: Store, *, now: Callable[[], datetime]) -> int:
    """Erase from a database that is older than an erasure whoever was erased since; returns how many readers.

    Without a tombstone that the list beside it has, a database was never told: all it has of them is from before.
    """
    listed, told = tombstones.read(home), kept.erased.all()
    if told - listed:
        tombstones.add(home, sorted(told - listed))
    missing = dict(listed - told)
    if not missing:
        return 0
    back = [name for name in kept.personal.names() if digest(name) in missing]
    for name in back:
        kept.personal.erase(name, at=now())
    kept.personal.bury(missing)
    if back:
        kept.scrub([needle for name in back for needle in traces(name)])
    return len(back)
