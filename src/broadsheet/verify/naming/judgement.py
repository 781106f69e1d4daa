"""What the evidence makes of a name."""

from dataclasses import dataclass

from broadsheet.core.evidence import Severity


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is wrong with a name: the rule broken, what the evidence has instead, and a replacement, if there is one."""

    rule: str
    severity: Severity = "error"
    found: str = ""
    fix: str = ""
