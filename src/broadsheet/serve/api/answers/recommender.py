"""What the API answers about what ranks front pages."""

from typing import Any, Literal

from pydantic import BaseModel

from broadsheet.recommend.learning.card import Card
from broadsheet.recommend.learning.prequential import Window


class WorkOut(BaseModel):
    """A long work: its state, the stage it is at, how far that is, and what made it fail."""

    state: Literal["running", "done", "failed"]
    stage: str
    done: int
    total: int
    error: dict[str, Any] | None


class RankersOut(BaseModel):
    """What ranks front pages now, what is wrong with versions that were to, and every version kept."""

    serving: str
    notices: list[str]
    versions: list[Card]
    tried: str
    outcome: str


class RecommenderOut(RankersOut):
    """The same, and how far a training is; null where none was asked for."""

    training: WorkOut | None


class EvaluationOut(BaseModel):
    """The evaluation made last (`at` is when, absent where there was none), and how far one being made is."""

    at: str = ""
    windows: list[Window]
    making: WorkOut | None
