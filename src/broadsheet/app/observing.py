"""Observing: the newsroom is told what readers did."""

from collections.abc import Sequence

from broadsheet import recommend
from broadsheet.app.reading import Reading
from broadsheet.core import Taken, Told


class Observing(Reading):
    """The part of the newsroom that is told what readers did."""

    def take(self, told: Sequence[Told]) -> Taken:
        """Keep acts, on disk and known to the next page when this returns; one that can't be kept stops no other.

        What is refused and why, `recommend.taking.take` says. Raises `BusyError` when more comes than the disk takes.
        """
        return recommend.take(told, store=self.store, recommender=self.recommender, now=self.now())
