"""A kind of text as the rest of the room sees it, and the folder the kinds are found in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from broadsheet.core import Plugins
from broadsheet.write.shapes import Ask, Example, Part, Plan

_KINDS = Plugins("broadsheet.write.kinds", "kind of text")

# How far past the length asked for a model may run before it is stopped.
_RAMBLE = 1.8


class Planner(Protocol):
    """How a kind plans."""

    def __call__(self, ask: Ask, *, foreign: bool = False) -> Plan:
        """What must be said; `foreign` allows sentences in other languages when there are none in the asked one."""
        ...


class Composer(Protocol):
    """How a kind reads without a model."""

    def __call__(self, plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:
        """The parts of the text; nothing when there is no further variant."""
        ...


@dataclass(frozen=True, slots=True)
class Kind:
    """A plugin of `write/kinds/`, read once. `headed`: the first line is a headline; `each_line`: every line a variant.

    `length` is the usual length by language and `briefs` what a model is asked for. Optional: `finish` fits parts to a
    hard limit, `values` fill the brief, `room` is the length when it hangs on the facts.
    """

    name: str
    facts: type[Any]
    example: Mapping[str, Example]
    briefs: Mapping[str, str]
    length: Mapping[str, int]
    plan: Planner
    plain: Composer
    headed: bool = False
    each_line: bool = False
    finish: Callable[[list[Part], Plan, Ask], list[Part]] | None = None
    values: Callable[[Ask], Mapping[str, object]] | None = None
    room: Callable[[Ask], int] | None = None

    def aim(self, ask: Ask) -> int:
        """The length to write, in words or characters."""
        return ask.length or (self.room(ask) if self.room else self.length[ask.language])

    def enough(self, ask: Ask) -> int:
        """The length at which a rambling model is stopped."""
        return int(self.aim(ask) * _RAMBLE) + 40


def kinds() -> list[str]:
    """The names of the kinds there are."""
    return _KINDS.names()


def kind(name: str) -> Kind:
    """The kind called `name`; raises `UnknownNameError` with the names there are."""
    module = _KINDS.load(name)
    return Kind(
        name=name,
        facts=module.Facts,
        example=module.EXAMPLE,
        briefs=module.BRIEFS,
        length=module.LENGTH,
        plan=module.plan,
        plain=module.plain,
        headed=getattr(module, "HEADED", False),
        each_line=getattr(module, "EACH_LINE", False),
        finish=getattr(module, "finish", None),
        values=getattr(module, "values", None),
        room=getattr(module, "room", None),
    )
