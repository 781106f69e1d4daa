"""A rule that a text keeps, as the rest of the room sees it, and the folder the rules are found in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from broadsheet.core import Finding, Plugins
from broadsheet.core.evidence import Severity
from broadsheet.write.controls import Controls

_RULES = Plugins("broadsheet.write.rules", "rule of control")


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where a text breaks a rule; `hard`: it may not stay."""

    start: int
    end: int
    message: str
    hard: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """A plugin of `write/rules/`, read once.

    `brief` is what a model is told, empty when nothing is asked; `faults` are the places where a text breaks the rule.
    `mended` is a sentence put right by code, empty when nothing of it can stay; None for a rule of whole texts.
    """

    name: str
    brief: Callable[[Controls, str], str]
    faults: Callable[[str, Controls, str], Sequence[Fault]]
    mended: Callable[[str, Controls, str], str] | None = None


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule there is."""
    return tuple(_rule(name) for name in _RULES.names())


def _rule(name: str) -> Rule:
    module = _RULES.load(name)
    return Rule(name, module.brief, module.faults, getattr(module, "mended", None))


def briefs(controls: Controls, language: str) -> str:
    """What a model is told of the rules, in one line; empty when nothing is asked."""
    blank = "" if language == "zh" else " "
    return blank.join(told for rule in rules() if (told := rule.brief(controls, language)))


def findings(text: str, controls: Controls, language: str) -> tuple[Finding, ...]:
    """What breaks the rules in a text: an error where a hard rule is broken, advice where a soft one is not met."""
    found = []
    for rule in rules():
        for fault in rule.faults(text, controls, language):
            severity: Severity = "error" if fault.hard else "advice"
            exact = text[fault.start : fault.end]
            found.append(Finding("control", rule.name, severity, fault.start, fault.end, exact[:200], fault.message))
    return tuple(found)


def broken(sentence: str, controls: Controls, language: str) -> list[tuple[Rule, Fault]]:
    """The hard rules of sentences that a sentence breaks."""
    sentence_rules = [rule for rule in rules() if rule.mended is not None]
    return [(rule, f) for rule in sentence_rules for f in rule.faults(sentence, controls, language) if f.hard]
