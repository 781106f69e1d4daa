"""Made-up traffic for a newsroom, to look at what is drawn of it: readers with tastes, pages, views, clicks, dwelling.

    python bench/_audience_traffic.py HOME [--readers 120] [--days 12] [--test]

Pages are made by the newsroom's own recommender with a clock that is turned; nothing of it is shipped.
"""

import argparse
from datetime import UTC, datetime, timedelta

import numpy as np

from broadsheet.app import Newsroom
from broadsheet.core import Event

LOOK = 0.88  # the chance that a place is looked at, for each place further down


class Clock:
    """A clock that is turned by hand."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        """The time it shows."""
        return self.at


def visit(room: Newsroom, name: str, *, rng: np.random.Generator, liked: set[str], key: str) -> list[Event]:
    """One reader's look at a page of theirs, and what they do."""
    page = room.front_page(name, n=20)
    acts, at = [], room.now()
    outlets = {a.id: a.value.outlet for a in room.store.articles.get_many([i.article for i in page.items])}
    for item in page.items:
        if rng.random() > LOOK ** (item.rank - 1):
            break
        told = {"article": item.article, "page": page.id, "position": item.rank}
        acts.append(Event(f"{key}-v{item.rank}", name, "view", at, **told))
        chance = 0.05 + (0.2 if outlets.get(item.article) in liked else 0.0) + (0.12 if item.title else 0.0)
        if rng.random() < chance:
            acts.append(Event(f"{key}-c{item.rank}", name, "click", at, **told))
            dwelt = float(rng.exponential(40))
            acts.append(Event(f"{key}-d{item.rank}", name, "dwell", at, **told, value=dwelt))
            if dwelt > 40:
                acts.append(Event(f"{key}-f{item.rank}", name, "finish", at, **told))
    return acts


def main() -> None:
    """Fill the newsroom."""
    parser = argparse.ArgumentParser()
    parser.add_argument("home")
    parser.add_argument("--readers", type=int, default=120)
    parser.add_argument("--days", type=int, default=12)
    asked = parser.parse_args()
    rng, clock = np.random.default_rng(3), Clock(datetime.now(UTC) - timedelta(days=asked.days))
    with Newsroom.open(asked.home, model="none", now=clock) as room:
        outlets = sorted({a.value.outlet for a in room.articles(limit=400)})
        tastes = [set(rng.choice(outlets, min(3, len(outlets)), replace=False)) for _ in range(asked.readers)]
        for day in range(asked.days):
            clock.at += timedelta(days=1) if day else timedelta()
            here = int(asked.readers * min(0.3 + 0.06 * day, 1.0))
            for n in rng.permutation(here)[: max(here * 2 // 3, 5)].tolist():
                acts = visit(room, f"r{n}", rng=rng, liked=tastes[n], key=f"{day}-{n}")
                room.observe(acts)
            print(f"day {day + 1}: {here} readers")


if __name__ == "__main__":
    main()
