"""A kind of text as the rest of the room sees it, and the folder the kinds are found in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from broadsheet.core import Evidence, Finding, Plugins, Report
from broadsheet.write.making import Maker, Making
from broadsheet.write.registry import Prompt, prompt
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

    `length` is the usual length by language and `brief` what a model is asked for. `fiction`: it is invented, so it
    needs no sources, nothing in it is checked against any, and its `label` says so. Optional: `finish` fits parts to a
    hard limit or sets them, `values` fill the brief, `room` is the length when it hangs on the facts, `make` writes a
    variant with a model in the kind's own way, `findings` are the kind's own checks of a finished text, and `label` (by
    language) is printed under every text of the kind. `derive` gives the facts that code works out from what was given,
    so that a text may state them; `frame` (regular expressions by language) are the headings and bylines the kind sets
    around its sentences, which claim nothing. `choices` are the values of settings that have a few,
    and `report` is the report on a text where that is not the evidence check.
    """

    name: str
    facts: type[Any]
    example: Mapping[str, Example]
    brief: Prompt
    length: Mapping[str, int]
    plan: Planner
    plain: Composer
    headed: bool = False
    each_line: bool = False
    fiction: bool = False
    label: Mapping[str, str] | None = None
    finish: Callable[[list[Part], Plan, Ask], list[Part]] | None = None
    values: Callable[[Ask], Mapping[str, object]] | None = None
    room: Callable[[Ask], int] | None = None
    make: Callable[[Making], Maker] | None = None
    findings: Callable[[str, Ask], Sequence[Finding]] | None = None
    derive: Callable[[Ask], Sequence[Evidence]] | None = None
    frame: Mapping[str, Sequence[str]] | None = None
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    report: Callable[[str, Ask], Report] | None = None

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
        brief=prompt(name),
        length=module.LENGTH,
        plan=module.plan,
        plain=module.plain,
        headed=getattr(module, "HEADED", False),
        each_line=getattr(module, "EACH_LINE", False),
        fiction=getattr(module, "FICTION", False),
        label=getattr(module, "LABEL", None),
        finish=getattr(module, "finish", None),
        values=getattr(module, "values", None),
        room=getattr(module, "room", None),
        make=getattr(module, "make", None),
        findings=getattr(module, "findings", None),
        derive=getattr(module, "derive", None),
        frame=getattr(module, "FRAME", None),
        choices=getattr(module, "CHOICES", {}),
        report=getattr(module, "report", None),
    )
