"""What an experiment tells while it runs, besides what its training loop tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from broadsheet.core import BroadsheetError

Stage = Literal["fetch", "read", "clean", "duplicates", "vocabulary", "number", "finish", "train", "measure", "export"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a stage is: `done` of `total`; a total of 0 is not known."""

    stage: Stage
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that was passed over and why: a line, a file, an export that can't be. The rest goes on."""

    stage: Stage
    problem: BroadsheetError


@dataclass(frozen=True, slots=True)
class Finished:
    """The experiment is done: the model's `name`, and its `card` in JSON's types."""

    name: str
    card: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stopped:
    """It was stopped in `stage`; the same call again goes on from there."""

    name: str
    stage: Stage
