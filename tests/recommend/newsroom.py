"""A newsroom of two subjects in two languages, with vectors one can reason about."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import numpy as np

from broadsheet import nlp
from broadsheet.core import Article, Event, Story
from broadsheet.core.event import Action
from broadsheet.store import Store

NOW = datetime(2026, 11, 8, 18, 0, tzinfo=UTC)
MODEL = "usem3"
SUBJECTS = ("economy", "sport", "science")
_keys = count()


def fill(kept: Store, *, each: int = 12, outlets: int = 6) -> None:
    """Articles 1, 2, ... going through the subjects in turn, each an hour older than the one before; zh every other."""
    random = np.random.default_rng(4)
    ids, rows = [], []
    for place in range(each * len(SUBJECTS)):
        subject = place % len(SUBJECTS)
        article = Article(
            f"{SUBJECTS[subject]} {place}",
            f"Report {place} about {SUBJECTS[subject]}.",
            outlet=f"Outlet {place % outlets}",
            language="zh" if place // len(SUBJECTS) % 2 else "en",
            published=NOW - timedelta(hours=place),
            tags=(SUBJECTS[subject],),
        )
        ids.append(kept.articles.add(article))
        row = 0.25 * random.standard_normal(16)
        row[subject] += 1.0
        rows.append(row / np.linalg.norm(row))
    kept.vectors.put(MODEL, ids, np.array(rows, dtype=np.float32))
    version = nlp.version("topics")
    kept.annotations.put(
        [
            (id, "topics", version, [{"id": f"test:{SUBJECTS[place % len(SUBJECTS)]}", "label": "", "score": 1.0}])
            for place, id in enumerate(ids)
        ]
    )


def of_subject(subject: str, kept: Store) -> list[int]:
    return [a.id for a in kept.articles.find(limit=1000) if subject in a.value.tags]


def story(*articles: int) -> Story:
    return Story(articles, {"en": "One event"}, first=NOW, last=NOW, outlets=("Outlet 1", "Outlet 2"))


def act(reader: str, action: Action, article: int | None = None, **more: object) -> Event:
    return Event(f"key-{next(_keys)}", reader, action, NOW, article, **more)  # type: ignore[arg-type]


def clicks(reader: str, *articles: int) -> Iterator[Event]:
    return (act(reader, "click", article) for article in articles)
