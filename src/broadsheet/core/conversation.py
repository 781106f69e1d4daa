"""Questions and answers in order."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from broadsheet.core.evidence import Span


@dataclass(frozen=True, slots=True)
class Turn:
    """One utterance, with the spans an answer cites."""

    speaker: Literal["person", "newsroom"]
    text: str
    at: datetime
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns so far, oldest first."""

    turns: tuple[Turn, ...] = ()
