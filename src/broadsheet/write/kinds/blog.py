"""A blog post: a title, what happened, what is known in sections, links to who reported it; nobody's own voice."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from broadsheet.write.aspects import Aspect, aspects
from broadsheet.write.composing import require_points, shortened
from broadsheet.write.facts import SETTING
from broadsheet.write.kinds._samples import REPORTED
from broadsheet.write.measures import allowed
from broadsheet.write.planning import plan_points, reports
from broadsheet.write.sections import Section, parts_of, point_of, set_out, with_bylines
from broadsheet.write.shapes import Ask, Part, Plan
from broadsheet.write.story import under_headline
from broadsheet.write.wording import dateline

# Where a sentence goes that answers several questions: the first of these.
_SECTIONS: tuple[tuple[Aspect, Mapping[str, str]], ...] = (
    ("said", {"en": "What people say", "zh": "各方说法"}),
    ("next", {"en": "What comes next", "zh": "接下来"}),
    ("why", {"en": "Why it happened", "zh": "事出何因"}),
    ("figures", {"en": "The figures", "zh": "几个数字"}),
)
_MORE = {"en": "What else is known", "zh": "还知道些什么"}
_SOURCES = {"en": "Reported by", "zh": "消息来源"}
_HEADINGS = {
    language: "|".join([*(names[language] for _, names in _SECTIONS), _MORE[language], _SOURCES[language]])
    for language in ("en", "zh")
}
FRAME: Mapping[str, tuple[str, ...]] = {
    language: (rf"^## (?:{names})$", r"^- \[[^\]\n]*\]\(https?://[^\s()]*\).*$")
    for language, names in _HEADINGS.items()
}
HEADED = True


@dataclass(frozen=True, slots=True)
class Facts:
    """What may be told beside the sources or without them."""

    headline: str = ""
    who: str = ""
    what: str = ""
    when: str = ""
    where: str = ""
    why: str = ""
    how: str = ""
    topic: str = field(default="", metadata=SETTING)


EXAMPLE = REPORTED
LENGTH: Mapping[str, int] = {"en": 320, "zh": 560}


def plan(ask: Ask, *, foreign: bool = False) -> Plan:
    """The sentences that matter, within the length asked for."""
    return plan_points(ask, target=ask.length or LENGTH[ask.language], foreign=foreign)


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:
    """The post by extraction; `variant` picks another title."""
    require_points(plan, ask)
    points = [p for p in plan.points if p.source != "fact:headline"]
    most = allowed(ask.length or LENGTH[ask.language])
    body = shortened(parts_of(points, ask), most=most, language=ask.language)
    return finish(under_headline(body, plan, ask, variant=variant), plan, ask)


def finish(parts: list[Part], plan: Plan, ask: Ask) -> list[Part]:
    """The title, what happened, the sections that the sentences fall into, and links to the reports."""
    title, *rest = parts
    if rest:
        rest[0] = replace(rest[0], text=_without_dateline(rest[0].text, plan, ask))
    lead = Section("", tuple(with_bylines(rest[:1], plan, ask)))
    held: dict[str, list[Part]] = {}
    heading = _MORE[ask.language]
    for part in rest[1:]:
        point = point_of(part, plan)
        heading = heading if point and point.joined and held else _heading(part.text, ask.language)
        held.setdefault(heading, []).append(part)
    sections = [Section(f"## {name}", tuple(with_bylines(told, plan, ask))) for name, told in held.items()]
    links = [Part(f"[{e.title or e.outlet}]({e.url})", ()) for e in reports(ask) if e.url.startswith("http")]
    sources = [Section(f"## {_SOURCES[ask.language]}", tuple(links), bullets=True)] if links else []
    body = set_out([lead, *sections, *sources], ask)
    return [title, *(replace(p, joint="\n\n" + p.joint if not i else p.joint) for i, p in enumerate(body))]


def _heading(text: str, language: str) -> str:
    told = aspects(text, language=language)
    return next((names[language] for aspect, names in _SECTIONS if aspect in told), _MORE[language])


def _without_dateline(text: str, plan: Plan, ask: Ask) -> str:
    line = dateline(plan.dateline.text if plan.dateline else "", plan.day, ask.language)
    return text.removeprefix(line).lstrip() if line else text
