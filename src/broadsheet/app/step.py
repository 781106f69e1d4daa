"""How far a long work is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """Progress: `done` of `total` articles through `stage` (analyse, index, stories), or watches."""

    stage: str
    done: int
    total: int
