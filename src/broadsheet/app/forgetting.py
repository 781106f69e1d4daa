"""A reader's right to all that is kept of them, or to nothing of it."""

from typing import Any

from broadsheet.app.reading import Reading
from broadsheet.store import bury, digest, traces


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
        bury(self.home, [(digest(reader), at)])
        self.recommender.drop(reader)
        self.store.headline_tests.erase(reader)
        self.store.personal.erase(reader, at=at)
        self.recommender.forget(reader)
        self.store.scrub(traces(reader))
