"""What the figures of the audience page are counted from: pages, acts and articles of one window, joined once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from broadsheet.core import DialSetting, Served, Shown, Stored
from broadsheet.recommend.learning.card import Card
from broadsheet.store.audience import Act
from broadsheet.store.listings import Listing
from broadsheet.trends import View
from broadsheet.trends.bins import instant

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEWEST = 5
"""A group of fewer readers than this is not shown: a number about four people is about people."""


@dataclass(frozen=True, slots=True, eq=False)
class AudienceLog:
    """`articles` are the listings of what was shown, `supply` (outlet, topic roots) of every article of the window.

    `language` is that of the pages looked at (empty: all), `words` the language figures speak.
    """

    view: View
    pages: Sequence[Served]
    acts: Sequence[Act]
    articles: Mapping[int, Listing]
    supply: Sequence[tuple[str, tuple[str, ...]]]
    cards: Sequence[Card] = ()
    dials: Sequence[Stored[DialSetting]] = ()
    words: str = "en"
    catalogue: int = 0
    clicked: frozenset[tuple[str, int]] = field(default_factory=frozenset)
    viewed: frozenset[tuple[str, int]] = field(default_factory=frozenset)

    def shown(self) -> list[tuple[Served, Shown]]:
        """Every place that was looked at: those viewed where the site tells of views, else all that were served."""
        every = [(page, item) for page in self.pages for item in page.items]
        if not self.viewed:
            return every
        return [(p, i) for p, i in every if (p.key, i.article) in self.viewed or (p.key, i.article) in self.clicked]

    def is_clicked(self, page: Served, item: Shown) -> bool:
        """Whether the article was opened from this page."""
        return (page.key, item.article) in self.clicked

    def starts(self) -> list[datetime]:
        """When each bin of the window begins."""
        return self.view.bins().starts()[:-1]

    def places(self, moments: Sequence[datetime]) -> "NDArray[np.int64]":
        """The bin of each moment."""
        import numpy as np

        return self.view.bins().places(np.array([instant(at) for at in moments], dtype=np.int64))

    def by_bin(self) -> list[list[Served]]:
        """The pages of each bin; empty where fewer than `FEWEST` readers were there."""
        found: list[list[Served]] = [[] for _ in self.starts()]
        for page, place in zip(self.pages, self.places([p.at for p in self.pages]), strict=True):
            if 0 <= place < len(found):
                found[place].append(page)
        return [pages if is_enough([who(page) for page in pages]) else [] for pages in found]


def who(page: Served) -> str:
    """Somebody for counting heads: the reader, or the page where it keeps no name."""
    return page.reader or page.key


def is_enough(readers: Sequence[str]) -> bool:
    """Whether enough different readers are in a group for it to be shown."""
    return len(set(readers)) >= FEWEST


def joined(log: AudienceLog) -> tuple[frozenset[tuple[str, int]], frozenset[tuple[str, int]]]:
    """The (page, article) pairs clicked and viewed."""
    keys = {page.key for page in log.pages}
    pairs = {name: {(a.page, a.article) for a in log.acts if a.action == name and a.page in keys} for name in _JOINED}
    return frozenset(pairs["click"]), frozenset(pairs["view"])


_JOINED = ("click", "view")
EMPTY = {
    "en": {
        "pages": "No page was served to five readers or more",
        "clicks": "No click is known: acts need the `page` they were on",
        "versions": "No version was learnt yet",
        "dials": "The dials were never turned",
        "acts": "No act of five readers or more is known",
        "explored": "Nothing was explored in this window",
        "predicted": "Too few clicks yet: 20 in each half are needed",
        "supply": "No article of this window has an outlet",
    },
    "zh": {
        "pages": "这段时间没有送出页面，或读者不足五人",
        "clicks": "没有已知点击：事件需附上 `page`",
        "versions": "还没有学到的版本",
        "dials": "调节钮从未动过",
        "acts": "这段时间没有已知的读者行为",
        "explored": "这段时间没有探索位",
        "predicted": "点击太少：前后两半各需20次",
        "supply": "这段时间的文章没有媒体信息",
    },
}
