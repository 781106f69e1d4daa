"""A timeline: what happened on which day, in order, each entry with its source.

Days are resolved from what the reports say (Wednesday, 18日); a sentence that tells no day is not in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from broadsheet.core import RequestError
from broadsheet.write.composing import require_points
from broadsheet.write.dating import Dated, dated_points
from broadsheet.write.facts import SETTING
from broadsheet.write.kinds._samples import REPORTED
from broadsheet.write.measures import length
from broadsheet.write.planning import newest_of, plan_points
from broadsheet.write.sections import parts_of, point_of, with_byline
from broadsheet.write.shapes import Ask, Part, Plan
from broadsheet.write.wording import say

# Of the sentences that matter about half name a day.
_SHARE = 2
# More sentences than a story's: most fall out.
_MOST = 40


@dataclass(frozen=True, slots=True)
class Facts:
    """Days may be given as free facts: NAME=what happened on which day."""

    topic: str = field(default="", metadata=SETTING)


EXAMPLE = REPORTED
# Half a dozen entries.
LENGTH: Mapping[str, int] = {"en": 200, "zh": 360}


def plan(ask: Ask, *, foreign: bool = False) -> Plan:
    """The sentences that tell a day, earliest first; raises `RequestError` when none does."""
    target = ask.length or LENGTH[ask.language]
    found = plan_points(ask, target=target * _SHARE, most=_MOST, foreign=foreign)
    dated = dated_points(found, ask, newest=newest_of(ask.evidence))
    if found.points and not dated:
        raise RequestError(
            "none of the sentences tells a day, so there is no timeline",
            found=f"{len(found.points)} sentences",
            do="choose fuller reports, or give facts with their days",
        )
    # Most sentences tell no day: that there are few left is no sign of thin reports.
    notices = tuple(n for n in found.notices if n != say("thin", ask.language))
    return replace(found, points=tuple(d.point for d in _within(dated, target, ask)), notices=notices)


def _within(dated: list[Dated], target: int, ask: Ask) -> list[Dated]:
    """The entries that fit, the latest first to be kept: what is old is the first to go."""
    kept: list[Dated] = []
    total = 0
    for entry in reversed(dated):
        total += length(entry.point.text, ask.language)
        if kept and total > target * 1.15:
            break
        kept.append(entry)
    return kept[::-1]


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:
    """The timeline by extraction; there is one."""
    if variant:
        return []
    require_points(plan, ask)
    return finish(parts_of(plan.points, ask), plan, ask)


def finish(parts: list[Part], plan: Plan, ask: Ask) -> list[Part]:
    """The sentences in the order of their days, each behind its day and with its outlet."""
    days = dated_points(plan, ask, newest=newest_of(ask.evidence))
    place = {d.point.spans: number for number, d in enumerate(days)}
    told = [(place.get(point.spans, len(days)), part, point) for part in parts if (point := point_of(part, plan))]
    found: list[Part] = []
    for number, part, point in sorted(told, key=lambda row: row[0]):
        if number == len(days):
            continue
        text = with_byline(part.text, (point.outlet, *point.also), language=ask.language)
        gap = " " if ask.language == "zh" else " — "
        joint = ("\n" if found else "") + f"- **{days[number].label}**{gap}"
        found.append(replace(part, text=text, joint=joint))
    return found
