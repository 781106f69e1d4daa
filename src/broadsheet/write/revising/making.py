"""What a revision is made with, and what comes of it: a proposal, who wrote what, what it cost."""

from collections.abc import Callable, Generator
from dataclasses import dataclass, field

from broadsheet.core import Offer, Usage
from broadsheet.models import LanguageModel, Options
from broadsheet.write.revising.selection import Proposal, Selection
from broadsheet.write.telling import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything a model's revision of a selection is made with."""

    selection: Selection
    model: LanguageModel
    options: Options
    clock: Clock


@dataclass(frozen=True, slots=True)
class Revised:
    """A proposal by a model; `said` are those of its sentences that the model wrote."""

    proposal: Proposal
    said: frozenset[str] = frozenset()
    usages: list[Usage] = field(default_factory=list)
    prompts: tuple[str, ...] = ()


# An edit's way to a proposal with a model: streams offers and returns what was made.
Revising = Generator[Offer, None, Revised]
Reviser = Callable[[Desk], Revising]
