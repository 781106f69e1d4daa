"""Readings of made-up articles, days or hours before a fixed now."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from broadsheet.store import Reading

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def reading(
    id: int,
    *subjects: str,
    days: float = 0.0,
    language: str = "en",
    outlet: str = "Meridian Wire",
    score: float | None = 0.0,
) -> Reading:
    negative = score is not None and score < -0.1
    return Reading(id, NOW - timedelta(days=days), outlet, language, score, negative, subjects)


def in_order(readings: Iterable[Reading]) -> list[Reading]:
    return sorted(readings, key=lambda r: (r.at, r.article))


def numbered(start: int = 1) -> Iterator[int]:
    while True:
        yield start
        start += 1
