"""What a press release says, without its praise and as its sender's word; what can't be taken on trust is flagged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from broadsheet.core import Finding, RequestError
from broadsheet.write.attribution import has_speaker
from broadsheet.write.composing import require_points, shortened
from broadsheet.write.facts import SETTING
from broadsheet.write.kinds._samples import EN_RELEASE, ZH_RELEASE
from broadsheet.write.measures import allowed
from broadsheet.write.planning import plan_points, reports
from broadsheet.write.puffery import doubtful, plainly
from broadsheet.write.sections import parts_of
from broadsheet.write.shapes import Ask, Example, Part, Plan
from broadsheet.write.wording import say

_SENDER = {"en": "the sender", "zh": "发布方"}
_WHY = {
    "superlative": {"en": "a superlative, on the sender's word alone", "zh": "最高级说法，仅为发布方一家之言"},
    "unproven": {"en": "a claim of proof that nobody else has checked", "zh": "声称有证明，未经第三方核实"},
}
LABEL: Mapping[str, str] = {
    "en": "From a press release. Its claims are the sender's own and were not checked.",
    "zh": "内容来自新闻稿，所述为发布方一家之言，未经核实。",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """`company` is who sent the release; without it the release's outlet is."""

    company: str = field(default="", metadata=SETTING)
    topic: str = field(default="", metadata=SETTING)


EXAMPLE: Mapping[str, Example] = {
    "en": Example(facts={"company": "Brightwater Pumps"}, evidence=(EN_RELEASE,)),
    "zh": Example(facts={"company": "清流泵业"}, evidence=(ZH_RELEASE,)),
}
LENGTH: Mapping[str, int] = {"en": 120, "zh": 220}


def plan(ask: Ask, *, foreign: bool = False) -> Plan:
    """What is left of the release's sentences without praise, each as the sender's word.

    Raises `RequestError` when nothing but praise is in it.
    """
    found = plan_points(ask, target=ask.length or LENGTH[ask.language], foreign=foreign)
    told = [replace(p, text=text) for p in found.points if (text := plainly(p.text, language=ask.language))]
    if found.points and not told:
        raise RequestError("the release says nothing but praise", do="ask its sender for facts")
    less = len(found.points) - len(told)
    notices = (*found.notices, say("praise_left_out", ask.language, n=str(less))) if less else found.notices
    titles = tuple(replace(t, text=plainly(t.text, language=ask.language)) for t in found.titles)
    return replace(found, points=tuple(told), notices=notices, titles=titles)


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:
    """The digest by extraction; there is one."""
    if variant:
        return []
    require_points(plan, ask)
    return finish(parts_of(plan.points, ask), plan, ask)


def finish(parts: list[Part], _plan: Plan, ask: Ask) -> list[Part]:
    """The sentences in one paragraph, each still its sender's word, within the length."""
    blank = "" if ask.language == "zh" else " "
    most = allowed(ask.length or LENGTH[ask.language])
    told = [replace(p, text=_said(p.text, ask, first=not i), joint=blank if i else "") for i, p in enumerate(parts)]
    return shortened(told, most=most, language=ask.language)


def findings(text: str, ask: Ask) -> Sequence[Finding]:
    """The superlatives and claims of proof that still stand in the text."""
    return [
        Finding("digest", rule, "warning", m.start(), m.end(), m.group(), _WHY[rule][ask.language])
        for rule, m in doubtful(text.removesuffix(LABEL[ask.language]))
    ]


def _said(text: str, ask: Ask, *, first: bool) -> str:
    """The sentence with who says it, unless it tells that itself: the first by name."""
    if has_speaker(text):
        return text
    sender = _sender(ask)
    if ask.language == "zh":
        return f"{sender if first else '其'}称，{text}"
    stop = text[-1] if text[-1] in ".!?" else "."
    return f"{text.rstrip('.!?')}, {sender if first else 'it'} says{stop}"


def _sender(ask: Ask) -> str:
    outlets = [e.outlet for e in reports(ask) if e.outlet]
    return ask.facts.company or (outlets[0] if outlets else _SENDER[ask.language])
