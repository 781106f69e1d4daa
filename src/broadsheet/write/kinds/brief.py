"""News in brief: a headline, a dateline and two or three paragraphs, from chosen sources or from facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from broadsheet.write.facts import SETTING
from broadsheet.write.kinds._samples import REPORTED
from broadsheet.write.measures import allowed
from broadsheet.write.planning import plan_points
from broadsheet.write.shapes import Ask, Part, Plan
from broadsheet.write.story import story


@dataclass(frozen=True, slots=True)
class Facts:
    """What a story may be told from when there are no sources, or beside them; every one may be left out."""

    headline: str = ""
    who: str = ""
    what: str = ""
    when: str = ""
    where: str = ""
    why: str = ""
    how: str = ""
    topic: str = field(default="", metadata=SETTING)


EXAMPLE = REPORTED
HEADED = True
# A news in brief: two paragraphs in a column.
LENGTH: Mapping[str, int] = {"en": 180, "zh": 320}


def plan(ask: Ask, *, foreign: bool = False) -> Plan:
    """The sentences that matter, within the length asked for."""
    return plan_points(ask, target=ask.length or LENGTH[ask.language], foreign=foreign)


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:
    """The story by extraction; `variant` picks another headline."""
    return story(plan, ask, most=allowed(ask.length or LENGTH[ask.language]), variant=variant)
