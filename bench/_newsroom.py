"""An invented newsroom of any size, written in bulk: dates, topics, outlets, languages and embeddings as news has them.

Half a percent of the articles are of the last day, the rest thins out over ten years; topics, outlets and names follow
Zipf's law; embeddings lie around two thousand subjects, unevenly many, in 512 numbers.
"""

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from broadsheet import nlp, store

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
DIMENSION = 512
SUBJECTS = 2_000
OUTLETS = 400
NAMES = 200_000
_CHUNK = 10_000
_TEXT = "An invented text. " * 12
_MICRO = 1_000_000
_YEARS_HOURS = 10 * 365 * 24.0


def grow(folder: Path, *, n: int, seed: int = 1) -> None:
    """Make the newsroom in `folder` with articles 1 to `n`, the oldest first."""
    with store.open(f"sqlite:///{folder / 'newsroom.db'}", now=lambda: NOW):
        pass
    with sqlite3.connect(folder / "newsroom.db", isolation_level=None) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for chunk in _chunks(n, seed):
            connection.execute("BEGIN")
            for statement, rows in chunk:
                connection.executemany(statement, rows)
            connection.execute("COMMIT")
        for _, sql in triggers:
            connection.execute(sql)


def _chunks(n: int, seed: int) -> Iterator[list[tuple[str, list[tuple[object, ...]]]]]:
    random = np.random.default_rng(seed)
    centres = random.standard_normal((SUBJECTS, DIMENSION)).astype(np.float32)
    roots = [topic.id for topic in nlp.topics() if not topic.parent]
    share = 1.0 / np.arange(1, SUBJECTS + 1) ** 0.7
    version = {name: nlp.version(name) for name in ("topics", "entities", "keywords")}
    ages = np.sort(np.minimum(random.exponential(1.0, n) ** 2.5, 60) / 60 * _YEARS_HOURS)[::-1]
    for first in range(0, n, _CHUNK):
        size = min(_CHUNK, n - first)
        ids = range(first + 1, first + size + 1)
        subject = random.choice(SUBJECTS, size, p=share / share.sum())
        matrix = centres[subject] + 1.1 * random.standard_normal((size, DIMENSION), dtype=np.float32)
        matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
        names = np.minimum(random.zipf(1.3, (size, 8)), NAMES)
        outlet = np.minimum(random.zipf(1.5, size), OUTLETS)
        when = [int(NOW.timestamp() * _MICRO - age * 3600 * _MICRO) for age in ages[first : first + size]]
        languages = ["zh" if s % 2 else "en" for s in subject.tolist()]
        yield [
            (
                "INSERT INTO articles (id, content_hash, title, text, outlet, language, published, created, ordered)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        id,
                        f"h{id}",
                        f"Report {id} on subject {s}",
                        _TEXT,
                        f"Outlet {o}",
                        tongue,
                        w,
                        w,
                        w,
                    )
                    for id, s, o, tongue, w in zip(ids, subject.tolist(), outlet.tolist(), languages, when, strict=True)
                ],
            ),
            (
                "INSERT INTO annotations (article, analysis, version, value) VALUES (?, ?, ?, ?)",
                [
                    (id, name, version[name], json.dumps(value))
                    for id, s, line in zip(ids, subject.tolist(), names.tolist(), strict=True)
                    for name, value in (
                        ("topics", [{"id": roots[s % len(roots)], "label": "", "score": 1.0}]),
                        ("keywords", [{"text": f"name {k}", "score": 1.0} for k in line]),
                    )
                ],
            ),
            (
                "INSERT INTO vectors (article, model, vector) VALUES (?, 'usem3', ?)",
                [(id, row.tobytes()) for id, row in zip(ids, matrix, strict=True)],
            ),
        ]
