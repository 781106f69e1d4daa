"""The floors: what each figure may not fall below on the data it was pinned with. For all figures higher is better."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

FILE = Path(__file__).parent / "floors.json"
DIGITS = 3  # the last digit kept: an intended change moves more than that, arithmetic on another machine does not

Standing = Literal["held", "fell", "new", "other data"]


@dataclass(frozen=True, slots=True)
class Floor:
    """The least a figure may be, on the data with this SHA-256."""

    floor: float
    data: str


def read(file: Path = FILE) -> dict[str, Floor]:
    """The pinned floors by figure."""
    return {name: Floor(**row) for name, row in json.loads(file.read_text(encoding="utf-8")).items()}


def write(floors: Mapping[str, Floor], file: Path = FILE) -> None:
    """Keeps the floors, a line each, sorted."""
    rows = (
        f"  {json.dumps(name)}: {json.dumps({'floor': f.floor, 'data': f.data})}" for name, f in sorted(floors.items())
    )
    file.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


def standing(value: float, floor: Floor | None, *, data: str) -> Standing:
    """How a figure stands; with other data than it was pinned on it can't be compared."""
    if floor is None:
        return "new"
    if floor.data != data:
        return "other data"
    return "held" if value >= floor.floor else "fell"


def raised(value: float, floor: Floor | None, *, data: str) -> Floor:
    """The floor after this figure: higher or as it was, never lower.

    Where the data is another the floor stays; whoever means to pin it anew takes its line out of the file.
    """
    found = Floor(math.floor(value * 10**DIGITS) / 10**DIGITS, data)
    return found if floor is None or (floor.data == data and found.floor > floor.floor) else floor
