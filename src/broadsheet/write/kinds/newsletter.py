"""A newsletter: several stories, each with a headline, a sentence or two and links; the opening only counts them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from broadsheet.core import Evidence, Span
from broadsheet.write.composing import headlines, require_points
from broadsheet.write.facts import SETTING
from broadsheet.write.grouping import stories_of
from broadsheet.write.kinds._samples import EN_OTHER, EN_REPORTS, ZH_OTHER, ZH_REPORTS
from broadsheet.write.planning import fact_points, language_of, newest_of, plan_points, reports
from broadsheet.write.sections import parts_of, point_of
from broadsheet.write.shapes import Ask, Example, Part, Plan, Point
from broadsheet.write.wording import month_and_day

# More stories than a reader scrolls through; the points of all must fit one prompt.
_STORIES, _POINTS = 12, 14
_OPENING = "fact:derived.opening"
_AT = {"en": "Read more: ", "zh": "原文："}
FRAME: Mapping[str, tuple[str, ...]] = {"en": (r"^Read more: ", r"^## "), "zh": (r"^原文：", r"^## ")}


@dataclass(frozen=True, slots=True)
class Facts:
    """`note` is a sentence of the desk's own that stands below the opening."""

    note: str = ""
    topic: str = field(default="", metadata=SETTING)


EXAMPLE: Mapping[str, Example] = {
    "en": Example(evidence=(*EN_REPORTS, EN_OTHER)),
    "zh": Example(evidence=(*ZH_REPORTS, ZH_OTHER)),
}
# Four or five stories of two sentences.
LENGTH: Mapping[str, int] = {"en": 240, "zh": 420}


def derive(ask: Ask) -> list[Evidence]:
    """How many stories and outlets there are, and of which days: all that the opening says."""
    told = _stories(ask)
    if not told:
        return []
    outlets = len({e.outlet for story in told for e in story if e.outlet})
    days = sorted({e.published.date() for story in told for e in story if e.published})
    when = (
        list(dict.fromkeys(month_and_day((d.month, d.day), ask.language) for d in (days[0], days[-1]))) if days else []
    )
    text = _zh(len(told), outlets, when) if ask.language == "zh" else _en(len(told), outlets, when)
    return [Evidence(_OPENING, text, language=ask.language)]


def _en(stories: int, outlets: int, days: list[str]) -> str:
    told = "1 story" if stories == 1 else f"{stories} stories"
    by = f" from {outlets} outlets" if outlets > 1 else ""
    return f"{told}{by}{', ' + ' to '.join(days) if days else ''}."


def _zh(stories: int, outlets: int, days: list[str]) -> str:
    when = f"（{'至'.join(days)}）" if days else ""
    return f"本期共{stories}则新闻" + (f"，来自{outlets}家媒体" if outlets > 1 else "") + f"{when}。"


def plan(ask: Ask, *, foreign: bool = False) -> Plan:
    """The sentences that matter in each story, story by story."""
    told = _stories(ask)
    target = (ask.length or LENGTH[ask.language]) // max(1, len(told))
    most = max(1, min(3, _POINTS // max(1, len(told))))
    as_of = newest_of(ask.evidence)
    plans = [plan_points(_about(ask, story), target=target, most=most, foreign=foreign, as_of=as_of) for story in told]
    days = [p.day for p in plans if p.day]
    return Plan(
        points=(
            *fact_points([e for e in ask.evidence if e.source == "fact:note"]),
            *(q for p in plans for q in p.points),
        ),
        titles=tuple(t for p in plans for t in p.titles),
        day=max(days, default=None),
        notices=tuple(dict.fromkeys(n for p in plans for n in p.notices)),
    )


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:
    """The newsletter by extraction; there is one."""
    if variant:
        return []
    require_points(plan, ask)
    return finish(parts_of(plan.points, ask), plan, ask)


def finish(parts: list[Part], plan: Plan, ask: Ask) -> list[Part]:
    """The opening, then each story's sentences below its headline and above its links."""
    placed = [(part, point) for part in parts if (point := point_of(part, plan))]
    opening = [_whole(e) for e in ask.evidence if e.source == _OPENING]
    notes = [replace(part, joint="\n\n") for part, point in placed if point.source.startswith("fact:")]
    found = [*opening, *notes]
    for story in _stories(ask):
        sources = {e.source for e in story}
        found += _story(
            [part for part, point in placed if point.source in sources],
            replace(plan, points=_of(plan.points, sources), titles=_of(plan.titles, sources)),
            _about(ask, story),
        )
    return found


def _story(told: list[Part], plan: Plan, ask: Ask) -> list[Part]:
    """One story: its headline, its sentences, where to read it; nothing when no sentence of it is left."""
    if not told:
        return []
    head = [replace(part, joint="\n\n## ") for part in headlines(plan, ask)[:1]]
    blank = "" if ask.language == "zh" else " "
    body = [replace(part, joint=blank if number else "\n\n") for number, part in enumerate(told)]
    return [*head, *body, Part(_links(ask.evidence, ask.language), (), "\n\n")]


def _links(sources: Sequence[Evidence], language: str) -> str:
    """Who told it, each with its address where there is one."""
    rows = [f"[{e.outlet or e.title}]({e.url})" if e.url.startswith("http") else e.outlet for e in sources]
    return _AT[language] + (" · ".join(dict.fromkeys(r for r in rows if r)))


def _stories(ask: Ask) -> list[list[Evidence]]:
    ours = [e for e in reports(ask) if language_of(e) == ask.language] or reports(ask)
    return stories_of(ours, language=ask.language)[:_STORIES]


def _about(ask: Ask, story: Sequence[Evidence]) -> Ask:
    return replace(ask, evidence=tuple(story))


def _of(points: Sequence[Point], sources: set[str]) -> tuple[Point, ...]:
    return tuple(p for p in points if p.source in sources)


def _whole(fact: Evidence) -> Part:
    return Part(fact.text, (Span(fact.source, 0, len(fact.text), fact.text),))
