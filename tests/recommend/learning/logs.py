"""Served pages and clicks of two kinds of readers, small enough to learn from in a second."""

from datetime import UTC, datetime, timedelta

import numpy as np

from broadsheet.core import Event, Served, Shown

COLUMNS = ("taste.topic", "news.fresh", "language.first")
START = datetime(2026, 5, 1, 8, tzinfo=UTC)


def log(
    pages: int = 240, *, seed: int = 0, slots: int = 12, likes: str = "taste.topic"
) -> tuple[list[Served], list[Event]]:
    """Pages whose readers open what is high in the column `likes`, and look less far down."""
    rng = np.random.default_rng(seed)
    served, acts = [], []
    for place in range(pages):
        features = rng.random((slots, len(COLUMNS)))
        explored = [slot in (3, 8) for slot in range(slots)]
        shown = tuple(
            Shown(slot + 1, slot + 1, 0.0, 0.1 if explored[slot] else 1.0, explored[slot], "", tuple(row.tolist()))
            for slot, row in enumerate(features)
        )
        at = START + timedelta(minutes=30 * place)
        page = Served(f"{seed}-{place}", f"reader-{place % 20}", at, "linear-3", "front", "zh", shown, COLUMNS)
        served.append(page)
        chance = features[:, COLUMNS.index(likes)] ** 2 * 0.9 / np.sqrt(np.arange(1, slots + 1))
        for slot in np.flatnonzero(rng.random(slots) < chance).tolist():
            acts.append(
                Event(f"{page.key}-{slot}", page.reader, "click", page.at, slot + 1, page=page.key, position=slot + 1)
            )
    return served, acts
