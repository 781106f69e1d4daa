"""A reader's history: the newest of what they did, in a few arrays, brought up to date by each act."""

import math
from array import array
from collections.abc import Iterable
from datetime import timedelta
from typing import get_args

from broadsheet.core import Event
from broadsheet.core.event import Action
from broadsheet.recommend.readers.undoing import UNDOES

MOST = 2_000
"""The newest acts that count: a year of a keen reader, and a flood costs no more. What they follow is kept whole."""
ACTIONS: tuple[str, ...] = get_args(Action)
_HOUR = timedelta(hours=1).total_seconds()


class History:
    """The newest `MOST` acts on articles in the order they were kept, and the topics followed by acts.

    Equal to what is made afresh from everything kept; an act already counted, by its row in the store, is passed over.
    """

    __slots__ = ("actions", "articles", "followed", "hours", "last", "turn", "values")

    def __init__(self) -> None:
        self.articles = array("q")
        self.hours = array("d")
        self.actions = array("b")
        self.values = array("f")
        self.followed: dict[str, bool] = {}
        self.last = 0
        self.turn = 0

    def take(self, events: Iterable[tuple[int, Event]]) -> None:
        """Count the acts of rows after the last one."""
        for row, event in events:
            if row > self.last:
                self.last = row
                self._note(event)
        if len(self.articles) > 2 * MOST:
            self._cut()
        self.turn += 1

    def newest(self) -> "tuple[array[int], array[float], array[int], array[float]]":
        """Articles, hours since 1970, numbers of the actions and values of the newest acts, oldest first.

        What a later act took back is left out.
        """
        kept = (self.articles[-MOST:], self.hours[-MOST:], self.actions[-MOST:], self.values[-MOST:])
        if _UNDOES.keys().isdisjoint(kept[2]):
            return kept
        stands = _standing(kept[0], kept[2])
        return tuple(array(c.typecode, (c[i] for i in stands)) for c in kept)  # type: ignore[return-value]

    def _note(self, event: Event) -> None:
        if event.action in ("follow", "unfollow"):
            topic = event.topic.casefold()
            self.followed.pop(topic, None)
            if topic:
                self.followed[topic] = event.action == "follow"
        elif event.article is not None and abs(event.article) < 2**63:
            self.articles.append(event.article)
            self.hours.append(event.at.timestamp() / _HOUR)
            self.actions.append(ACTIONS.index(event.action))
            self.values.append(event.value if math.isfinite(event.value) and abs(event.value) < 1e9 else 0.0)

    def _cut(self) -> None:
        for name in ("articles", "hours", "actions", "values"):
            setattr(self, name, getattr(self, name)[-MOST:])


def _standing(articles: "array[int]", actions: "array[int]") -> list[int]:
    """The places of the acts that still hold."""
    taken: set[tuple[int, int]] = set()
    left: list[int] = []
    for place in range(len(actions) - 1, -1, -1):
        article, action = articles[place], actions[place]
        if action in _UNDOES:
            taken.add((article, _UNDOES[action]))
        elif (article, action) not in taken:
            left.append(place)
    return left[::-1]


_UNDOES = {ACTIONS.index(undo): ACTIONS.index(done) for undo, done in UNDOES.items()}
