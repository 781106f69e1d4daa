"""Trending: what is rising."""

from datetime import timedelta

from broadsheet import trends
from broadsheet.app.moments import moved
from broadsheet.app.opened import Opened
from broadsheet.trends import Trend

RISING_WINDOW = timedelta(days=2)  # with a window of one day a quiet Sunday makes everything rise on Monday
RISING_PAST = timedelta(days=10)
RISING_MOST = 5000  # articles looked at: a week of a large desk


class Trending(Opened):
    """The part of the newsroom that watches what rises."""

    def rising(self, n: int = 10) -> list[Trend]:
        """The `n` words that rise most surely in the newest two days against the week before."""
        now = self.edition()
        recent = self.store.articles.find(since=moved(now, -RISING_PAST), limit=RISING_MOST)
        return trends.rising(recent, now=now, window=RISING_WINDOW, n=n)
