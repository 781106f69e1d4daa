"""Long lists of ids in parts, each as many as one statement takes."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
# Ids in one IN list; SQLite's own limit is 32,766 variables, and was 999 before 3.32.
CHUNK = 500


def chunks(ids: Sequence[T]) -> Iterator[Sequence[T]]:
    """The ids in their order, at most 500 at a time."""
    return (ids[i : i + CHUNK] for i in range(0, len(ids), CHUNK))
