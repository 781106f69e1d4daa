"""What an editor is told of a plan's sources: reports that differ, an old lead, thin reports."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from broadsheet.write.conflicts import Conflict
from broadsheet.write.measures import length
from broadsheet.write.naming import named
from broadsheet.write.units import Unit
from broadsheet.write.wording import month_and_day, say

# A lead this much older than the newest report may have been overtaken.
_OVERTAKEN = timedelta(days=3)
# A text that comes to less than this share of the length asked for is short for a reason the editor should know.
_THIN = 0.4


def doubts(chosen: Sequence[Unit], newest: datetime | None, *, target: int, language: str) -> list[str]:
    """What an editor should know of the chosen sentences: an old lead, and too few of them."""
    found = []
    lead = chosen[0].evidence if chosen else None
    if lead and lead.published and newest and newest - lead.published > _OVERTAKEN:
        days = [month_and_day((at.month, at.day), language) for at in (lead.published, newest)]
        found.append(say("overtaken", language, name=named(lead), day=days[0], newest=days[1]))
    if chosen and sum(length(u.text, language) for u in chosen) < target * _THIN:
        found.append(say("thin", language))
    return found


def conflict_notices(found: Sequence[Conflict], units: Sequence[Unit], language: str) -> list[str]:
    """One notice for each pair of figures, with all who give either."""
    groups: dict[tuple[str, float, float, bool], list[Conflict]] = {}
    for c in found:
        low, high = sorted((c.older.quantity.figure, c.newer.quantity.figure))
        groups.setdefault((c.newer.counts, low, high, c.corrected), []).append(c)
    return [_conflict_notice(group, units, language) for group in groups.values()]


def _conflict_notice(group: Sequence[Conflict], units: Sequence[Unit], language: str) -> str:
    latest = group[0].newer
    sides: dict[bool, list[str]] = {True: [], False: []}
    for figure in (f for c in group for f in (c.newer, c.older)):
        sides[figure.quantity.figure == latest.quantity.figure].append(named(units[figure.unit].evidence))
    old = next(f for c in group for f in (c.older, c.newer) if f.quantity.figure != latest.quantity.figure)
    return say(
        "corrected" if group[0].corrected else "reports_differ",
        language,
        newer=say.names(sides[True], language),
        older=say.names(sides[False], language),
        new=latest.quantity.text,
        old=old.quantity.text,
        now=units[latest.unit].text,
        was=units[old.unit].text,
    )
