"""Questions and answers: what a reader asks, answered in the evidence's words; what nobody answers stays open.

The questions come from the facts: which are asked hangs on what the sentences tell.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from broadsheet.write.asking import question_for, speaker_in
from broadsheet.write.aspects import Aspect, aspects
from broadsheet.write.composing import require_points, shortened
from broadsheet.write.facts import SETTING
from broadsheet.write.kinds._samples import REPORTED
from broadsheet.write.measures import allowed
from broadsheet.write.planning import newest_of, plan_points, reports
from broadsheet.write.sections import Section, parts_of, point_of, set_out, with_bylines
from broadsheet.write.shapes import Ask, Part, Plan

_FIRST = {"en": "What happened?", "zh": "发生了什么？"}
_OPEN = {"en": "Still open", "zh": "尚无答案"}
# What a reader asks of any event; each stays open until a sentence of the sources answers it.
_EXPECTED: tuple[tuple[Aspect, Mapping[str, str]], ...] = (
    ("why", {"en": "What is the reason?", "zh": "原因是什么？"}),
    ("when", {"en": "When?", "zh": "什么时候？"}),
    ("next", {"en": "What happens next?", "zh": "接下来会怎样？"}),
)
# A question claims nothing, whatever stands around it.
FRAME: Mapping[str, tuple[str, ...]] = {"en": (r"^## Still open$", r"\*\*"), "zh": (r"^## 尚无答案$", r"\*\*")}


@dataclass(frozen=True, slots=True)
class Facts:
    """What may be told beside the sources or without them; `topic` is what the reader asks about."""

    who: str = ""
    what: str = ""
    when: str = ""
    where: str = ""
    why: str = ""
    how: str = ""
    topic: str = field(default="", metadata=SETTING)


EXAMPLE = REPORTED
# Half a dozen answers of one or two sentences.
LENGTH: Mapping[str, int] = {"en": 260, "zh": 480}


def plan(ask: Ask, *, foreign: bool = False) -> Plan:
    """The sentences that answer, within the length asked for."""
    return plan_points(ask, target=ask.length or LENGTH[ask.language], foreign=foreign)


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:
    """The answers by extraction; there is one such text."""
    if variant:
        return []
    require_points(plan, ask)
    most = allowed(ask.length or LENGTH[ask.language])
    return finish(shortened(parts_of(plan.points, ask), most=most, language=ask.language), plan, ask)


def finish(parts: list[Part], plan: Plan, ask: Ask) -> list[Part]:
    """The sentences each under the question it answers, and the questions that the sources leave open."""
    answers: dict[str, list[Part]] = {}
    question = _FIRST[ask.language]
    for number, part in enumerate(parts):
        point = point_of(part, plan)
        if number and (speaker_in(part.text, language=ask.language) or not (point and point.joined)):
            question = _question(part, point.source if point else "", ask)
        answers.setdefault(question, []).append(part)
    sections = [Section(f"**{asked}**", tuple(with_bylines(told, plan, ask))) for asked, told in answers.items()]
    return _with_open(set_out(sections, ask), ask)


def _question(part: Part, source: str, ask: Ask) -> str:
    name = source.removeprefix("fact:")
    return question_for(
        part.text, given=name if name != source else "", language=ask.language, lead=_FIRST[ask.language]
    )


def _with_open(parts: list[Part], ask: Ask) -> list[Part]:
    """The parts with the open questions behind the last, where there are any."""
    told: set[Aspect] = set()
    for evidence in ask.evidence:
        told |= aspects(evidence.text, language=ask.language, published=evidence.published)
    told |= {name for name in ("why", "when") if name in ask.given}
    if reports(ask) and newest_of(ask.evidence):
        told.add("when")
    left = [f"- {asked[ask.language]}" for aspect, asked in _EXPECTED if aspect not in told]
    if not left or not parts:
        return parts
    return [*parts, Part("\n".join(left), (), f"\n\n## {_OPEN[ask.language]}\n\n")]
