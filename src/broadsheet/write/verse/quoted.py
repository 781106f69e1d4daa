"""A line of verse as it is quoted, and how the poets of several are named."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Quoted:
    """A line with its poet and work."""

    text: str
    poet: str
    work: str


def credits(lines: Sequence[Quoted | None], *, language: str) -> str:
    """Whose the lines are, by their numbers; None is a line that is quoted from nobody."""
    groups = groupby(enumerate(lines, start=1), key=lambda row: (row[1].poet, row[1].work) if row[1] else None)
    told = []
    for source, rows in groups:
        if source is not None:
            numbers = [number for number, _ in rows]
            told.append(_credit(numbers, *source, language=language))
    if not told:
        return ""
    return "集句：" + "；".join(told) + "。" if language == "zh" else "Quoted: " + "; ".join(told) + "."


def _credit(numbers: Sequence[int], poet: str, work: str, *, language: str) -> str:
    first, last = numbers[0], numbers[-1]
    if language == "zh":
        return f"第{first if first == last else f'{first}、{last}'}句，{poet}《{work}》"
    return f"{f'line {first}' if first == last else f'lines {first}–{last}'}, {poet}, “{work}”"
