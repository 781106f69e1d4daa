"""Several headlines for one story; each is a variant to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from broadsheet.write.composing import headlines, require_points
from broadsheet.write.facts import SETTING
from broadsheet.write.kinds._samples import REPORTED
from broadsheet.write.planning import plan_points
from broadsheet.write.shapes import Ask, Part, Plan


@dataclass(frozen=True, slots=True)
class Facts:
    """`count` is how many headlines, when the number of variants is not asked for."""

    count: int = field(default=5, metadata=SETTING)
    topic: str = field(default="", metadata=SETTING)


EXAMPLE = REPORTED
EACH_LINE = True
# Enough sentences to make each candidate of another one, and few enough for a short prompt.
LENGTH: Mapping[str, int] = {"en": 260, "zh": 480}


def plan(ask: Ask, *, foreign: bool = False) -> Plan:
    """The sentences that headlines can be made of."""
    return plan_points(ask, target=LENGTH[ask.language], foreign=foreign)


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:
    """The headline numbered `variant`, or nothing when the sources give no further one."""
    require_points(plan, ask)
    candidates = headlines(plan, ask)
    return candidates[variant : variant + 1]
