"""Live-blog entries: newest first, each with the time of its report and only what no earlier report had told."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from broadsheet.core import Evidence, InvalidInputError, RequestError
from broadsheet.write.composing import require_points
from broadsheet.write.conflicts import conflicts
from broadsheet.write.corrections import corrections, is_apology
from broadsheet.write.facts import SETTING
from broadsheet.write.kinds._samples import REPORTED
from broadsheet.write.noticing import conflict_notices
from broadsheet.write.planning import fact_points, newest_of, points_of, reports, sources_of
from broadsheet.write.ranking import SAME, Likeness
from broadsheet.write.retold import Retelling
from broadsheet.write.sections import parts_of, point_of, with_byline
from broadsheet.write.shapes import Ask, Part, Plan
from broadsheet.write.wording import month_and_day

# An entry is read on the way: its news and one sentence more.
_SENTENCES = 2
# Entries on one page.
_MOST = 12


@dataclass(frozen=True, slots=True)
class Facts:
    """`since` (ISO 8601) leaves out what was reported up to then; `zone` (Asia/Shanghai) is the clock to print.

    `what` is an entry of the desk's own, at the head of the page.
    """

    what: str = ""
    since: str = field(default="", metadata=SETTING)
    zone: str = field(default="", metadata=SETTING)


EXAMPLE = REPORTED
LENGTH: Mapping[str, int] = {"en": 160, "zh": 300}


def derive(ask: Ask) -> list[Evidence]:
    """When each report was published, which an entry states at its head."""
    colon = "：" if ask.language == "zh" else ": "
    return [
        Evidence(
            f"fact:derived.time.{e.source}",
            f"{_stamp(e.published, ask)}{colon}{e.outlet or e.source}",
            language=ask.language,
        )
        for e in reports(ask)
        if e.published
    ]


def plan(ask: Ask, *, foreign: bool = False) -> Plan:
    """What each report told that no earlier one had, the newest report first.

    Raises `RequestError` when nothing is new since the moment asked for.
    """
    sources = sources_of(ask)
    usable = sources.ours or (len(sources.units) if foreign else 0)
    likeness = Likeness(sources.units)
    retelling = Retelling(sources.units, language=ask.language)
    newest = newest_of(ask.evidence)
    overtaken = corrections(reports(ask), language=ask.language)
    since = _since(ask)
    told: list[int] = []
    entries: list[list[int]] = []
    for source in reversed(reports(ask)):
        mine = [
            i
            for i, u in enumerate(sources.units[:usable])
            if u.evidence.source == source.source
            and not u.leans
            and not (overtaken.withdraws(u) or is_apology(u))
            and all(likeness.between(i, j) < SAME and not retelling.same(i, j) for j in told)
        ]
        told += mine
        if mine and (since is None or (source.published and source.published > since)):
            entries.append(mine[:_SENTENCES])
    if sources.units and not entries and "what" not in ask.given:
        raise RequestError(
            "nothing new was reported", asked=f"since {ask.facts.since}" if since else "", do="take in newer reports"
        )
    order = [i for entry in entries[::-1][:_MOST] for i in entry]
    differences = conflicts(sources.units, likeness=likeness)
    own = [e for e in ask.evidence if e.source == "fact:what"]
    points = points_of(order, sources.units, [c for c in differences if not c.corrected], newest)
    notices = (*sources.notices, *overtaken.notices, *conflict_notices(differences, sources.units, ask.language))
    return Plan(
        points=(*fact_points(own), *points), day=(newest.month, newest.day) if newest else None, notices=notices
    )


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:
    """The entries by extraction; there is one such page."""
    if variant:
        return []
    require_points(plan, ask)
    return finish(parts_of(plan.points, ask), plan, ask)


def finish(parts: list[Part], plan: Plan, ask: Ask) -> list[Part]:
    """The sentences by report, each report's behind its time and before its outlet."""
    known = {e.source: e for e in ask.evidence}
    told = [(part, point) for part in parts if (point := point_of(part, plan))]
    found: list[Part] = []
    before = ""
    for number, (part, point) in enumerate(told):
        source = known[point.source]
        is_last = number + 1 == len(told) or told[number + 1][1].source != point.source
        text = with_byline(part.text, (point.outlet, *point.also), language=ask.language) if is_last else part.text
        found.append(replace(part, text=text, joint=_joint(source, ask, opens=point.source != before, first=not found)))
        before = point.source
    return found


def _joint(source: Evidence, ask: Ask, *, opens: bool, first: bool) -> str:
    blank = "" if ask.language == "zh" else " "
    if not opens:
        return blank
    gap = " " if ask.language == "zh" else " — "
    stamp = f"**{_stamp(source.published, ask)}**{gap}" if source.published else ""
    return ("" if first else "\n\n") + stamp


def _stamp(at: datetime | None, ask: Ask) -> str:
    """A moment in the zone asked for, with how far it is from UTC."""
    if at is None:
        return ""
    local = at.astimezone(_zone(ask.facts.zone)) if ask.facts.zone else at
    shift = local.utcoffset() or timedelta(0)
    hours = shift.total_seconds() / 3600
    zone = "UTC" if not shift else f"UTC{hours:+g}"
    day = month_and_day((local.month, local.day), ask.language)
    return f"{day}{local:%H:%M}（{zone}）" if ask.language == "zh" else f"{day}, {local:%H:%M} {zone}"


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise InvalidInputError("there is no such time zone", asked=name, do="for example Asia/Shanghai") from error


def _since(ask: Ask) -> datetime | None:
    text = ask.facts.since
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidInputError(
            "the moment can't be read", asked=text, do="for example 2026-11-19T07:30+08:00"
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=_zone(ask.facts.zone or "UTC"))
