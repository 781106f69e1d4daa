"""Interview questions: what the reports leave unsaid or dispute. Questions claim nothing and presuppose nothing."""

import re
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field

from broadsheet.core import Finding, Piece, RequestError
from broadsheet.write.checking import check
from broadsheet.write.facts import SETTING
from broadsheet.write.gaps import questions_of
from broadsheet.write.injection import is_instruction
from broadsheet.write.kind import kind
from broadsheet.write.kinds._samples import EN_REPORTS, ZH_REPORTS
from broadsheet.write.making import Made, Making
from broadsheet.write.planning import plan_points
from broadsheet.write.prompting import RULES, messages
from broadsheet.write.shapes import Ask, Example, Part, Plan
from broadsheet.write.telling import Telling
from broadsheet.write.units import content_words

FRAME: Mapping[str, tuple[str, ...]] = {"en": (r"^\d{1,2}\. ",), "zh": (r"^\d{1,2}\. ",)}
_NUMBER = re.compile(r"^\s*(?:\d{1,2}[.、)）]|[-•*])\s*")
# The share of a question's content words that the evidence holds: the rest are words of asking.
_GROUNDED = 0.5
_SOMEBODY = {"en": "those in charge", "zh": "当事方"}
_NO_QUESTION = {"en": "this line is no question", "zh": "这一行不是问句"}


@dataclass(frozen=True, slots=True)
class Facts:
    """`person` is who will be asked, `count` how many questions at most."""

    person: str = field(default="", metadata=SETTING)
    count: int = field(default=8, metadata=SETTING)
    topic: str = field(default="", metadata=SETTING)


EXAMPLE: Mapping[str, Example] = {
    "en": Example(facts={"person": "Ruth Calloway"}, evidence=EN_REPORTS),
    "zh": Example(facts={"person": "路晓岚"}, evidence=ZH_REPORTS),
}
# What the questions are asked about: the sentences a model is shown.
LENGTH: Mapping[str, int] = {"en": 220, "zh": 400}


def plan(ask: Ask, *, foreign: bool = False) -> Plan:
    """The sentences that are asked about."""
    return plan_points(ask, target=LENGTH[ask.language], foreign=foreign)


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:
    """The questions that the evidence itself raises; there is one list."""
    if variant:
        return []
    return _numbered(_own(plan, ask), ask)


def make(making: Making) -> Generator[Piece, None, Made]:
    """The differences between reports first, then a model's questions that presuppose nothing, then the other gaps."""
    ask, plan = making.ask, making.plan
    prompt = messages(kind("questions"), plan, ask, count=ask.facts.count)
    telling = Telling(making.model, prompt, making.options, clock=making.clock)
    for stretch in telling.stretches():
        yield Piece("text", stretch, making.number)
    if telling.failure:
        yield making.notice("model_failed", why=telling.failure)
    asked = [_NUMBER.sub("", line).strip() for line in telling.text.splitlines()]
    good = [Part(q, (), "", "model") for q in asked if _is_open(q, ask)]
    own = _own(plan, ask)
    first = [p for p in own if len(p.spans) > 1]
    parts = _numbered(_distinct([*first, *good, *own]), ask)
    for part in parts:
        yield making.sentence(part)
    return Made(parts, [telling.usage], (RULES.label, kind("questions").brief.label))


def values(ask: Ask) -> Mapping[str, object]:
    """Who is asked."""
    return {"person": ask.facts.person or _SOMEBODY[ask.language]}


def findings(text: str, ask: Ask) -> Sequence[Finding]:
    """Lines that ask nothing."""
    found: list[Finding] = []
    start = 0
    for line in text.split("\n"):
        if line.strip() and not line.rstrip("”」\"' ").endswith(("?", "？")):
            said = _NO_QUESTION[ask.language]
            found.append(Finding("questions", "no_question", "warning", start, start + len(line), line, said))
        start += len(line) + 1
    return found


def _own(plan: Plan, ask: Ask) -> list[Part]:
    rows = questions_of(plan, ask, person=ask.facts.person)
    if not rows:
        raise RequestError("the evidence raises no question", do="choose fuller reports")
    return [Part(q.text, q.spans) for q in rows]


def _numbered(parts: Sequence[Part], ask: Ask) -> list[Part]:
    most = max(1, ask.facts.count)
    return [
        Part(p.text, p.spans, f"{chr(10) if n > 1 else ''}{n}. ", p.written_by)
        for n, p in enumerate(parts[:most], start=1)
    ]


def _is_open(question: str, ask: Ask) -> bool:
    """Whether a model's line is a question whose names, figures and most words stand in the evidence."""
    if not question.endswith(("?", "？")) or is_instruction(question):
        return False
    known = " ".join([*(f"{e.title} {e.text}" for e in ask.evidence), ask.facts.person]).lower()
    words = content_words(question, language=ask.language)
    if sum(w in known for w in words) < _GROUNDED * len(words):
        return False
    return not any(f.severity == "error" for f in check(question, ask.evidence, language=ask.language).findings)


def _distinct(parts: Sequence[Part]) -> list[Part]:
    return list({p.text: p for p in reversed(parts)}.values())[::-1]
