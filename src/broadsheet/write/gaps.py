"""What the evidence leaves unsaid, as open questions: where reports differ, who is not named, what nobody says.

A question quotes the evidence or asks openly. None presupposes what the evidence lacks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from broadsheet.core import Span
from broadsheet.write.aspects import aspects, names
from broadsheet.write.attribution import has_speaker
from broadsheet.write.conflicts import conflicts, figures_of
from broadsheet.write.naming import named
from broadsheet.write.planning import reports, sources_of
from broadsheet.write.ranking import Likeness
from broadsheet.write.shapes import Ask, Plan
from broadsheet.write.units import Unit

_UNNAMED = re.compile(
    r"\b(?:officials|sources|a source|a spokes(?:man|woman|person)|witnesses|insiders"
    r"|people familiar with [^,.]{3,30})\b"
    r"|有关(?:负责人|部门|方面)|知情人士|消息人士|业内人士|目击者|一位(?:负责人|官员|工作人员)|相关负责人",
)
_ASKED = {
    "differ": {
        "en": "{first} gives “{old}” and {second} “{new}”: which is right, and who counted?",
        "zh": "{first}说“{old}”，{second}说“{new}”：哪个准确，由谁统计？",
    },
    "unnamed": {
        "en": "The reports speak of “{words}” without a name: who is that, and how do they know?",
        "zh": "报道只说“{words}”，没有点名：是谁，依据是什么？",
    },
    "why": {"en": "What is the reason, as far as it is known?", "zh": "就目前所知，原因是什么？"},
    "next": {"en": "What happens next, and when?", "zh": "接下来会怎样，什么时候？"},
    "basis": {
        "en": "“{words}”: what is this figure based on?",
        "zh": "“{words}”这个数字的依据是什么？",
    },
    "yours": {"en": "“{words}”: what do you base that on?", "zh": "“{words}”：依据是什么？"},
    "theirs": {"en": "“{words}”: what do you say to that?", "zh": "“{words}”：对此怎么看？"},
    "silent": {
        "en": "{who} is named in the reports but not quoted: what is their part in this?",
        "zh": "报道提到{who}，但没有引述其说法，其在此事中是什么角色？",
    },
    "changed": {"en": "What has changed since these reports?", "zh": "这些报道之后，情况有什么变化？"},
    "missing": {"en": "What should readers know that the reports leave out?", "zh": "报道之外，读者还应当知道什么？"},
    "still": {"en": "Is this still so: {words}?", "zh": "目前是否仍然如此：{words}？"},
}
# A question that quotes more than this is not listened to: characters.
_LONGEST = {"en": 170, "zh": 70}
# A quotation of less is a turn of phrase.
_SHORTEST = {"en": 30, "zh": 10}
# Questions of one sort in a list: more would be a form to fill in.
_OF_A_SORT = 2
# Who wrote or took pictures is no part of the story.
_CREDIT = re.compile(
    r"\b(?:contributed|in (?:[A-Z]\w+,? )+(?:and|contributed)|photo\w*|writers?|journalists?)\b|记者|摄影|编辑"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the places in the evidence that it quotes."""

    text: str
    spans: tuple[Span, ...] = ()


def questions_of(plan: Plan, ask: Ask, *, person: str) -> list[Question]:
    """The questions for `person` (a name, or empty), the ones that matter most first."""
    units = [u for u in sources_of(ask).units if len(u.text) <= 2 * _LONGEST[ask.language]]
    rows = [
        *_differences(units, ask.language),
        *islice(_unnamed(units, ask.language), _OF_A_SORT),
        *_missing(plan, ask),
        *islice(_quoted(units, ask.language, person), _OF_A_SORT),
        *islice(_figures(units, ask.language), _OF_A_SORT),
        *islice(_silent(units, ask.language, person), _OF_A_SORT),
        *islice(_standing(plan, ask.language), _OF_A_SORT),
        *(_ask(key, ask.language, ()) for key in ("changed", "missing")),
    ]
    return list({q.text: q for q in rows}.values())


def _ask(key: str, language: str, spans: Sequence[Span], **values: str) -> Question:
    return Question(_ASKED[key][language].format(**values), tuple(spans))


def _differences(units: Sequence[Unit], language: str) -> Iterator[Question]:
    for c in conflicts(units, likeness=Likeness(units)):
        older, newer = units[c.older.unit], units[c.newer.unit]
        if not c.corrected and not c.superseded:
            yield _ask(
                "differ",
                language,
                (older.span, newer.span),
                first=named(older.evidence),
                second=named(newer.evidence),
                old=c.older.quantity.text,
                new=c.newer.quantity.text,
            )


def _unnamed(units: Sequence[Unit], language: str) -> Iterator[Question]:
    for unit in units:
        if found := _UNNAMED.search(unit.span.text):
            yield _ask("unnamed", language, (unit.span,), words=found.group())


def _missing(plan: Plan, ask: Ask) -> Iterator[Question]:
    """What no sentence of the sources says, nor any fact."""
    told = {name for name in ("why",) if name in ask.given}
    for evidence in reports(ask):
        told |= aspects(evidence.text, language=ask.language, published=evidence.published)
    told |= {a for p in plan.points for a in aspects(p.text, language=ask.language)}
    for aspect in ("why", "next"):
        if aspect not in told:
            yield _ask(aspect, ask.language, ())


def _quoted(units: Sequence[Unit], language: str, person: str) -> Iterator[Question]:
    for unit in units:
        for row in names(unit.span.text, language=language):
            who, words = row.get("speaker", ""), row["text"]
            if row["type"] != "quotation" or not who or not _SHORTEST[language] <= len(words) <= _LONGEST[language]:
                continue
            said = words.rstrip(",，")
            if person and (who in person or person in who):
                yield _ask("yours", language, (unit.span,), words=said)
            else:
                yield _ask("theirs", language, (unit.span,), words=said)


def _figures(units: Sequence[Unit], language: str) -> Iterator[Question]:
    """Figures that nobody is said to have given."""
    for number, unit in enumerate(units):
        if not has_speaker(unit.span.text):
            for figure in figures_of(number, unit)[:1]:
                if figure.quantity.unit and figure.quantity.digits:
                    yield _ask("basis", language, (unit.span,), words=figure.quantity.text)


def _silent(units: Sequence[Unit], language: str, person: str) -> Iterator[Question]:
    rows = [(unit, row) for unit in units for row in names(unit.span.text, language=language)]
    heard = {str(row.get("speaker")) for _, row in rows if row.get("speaker")}
    for unit, row in rows:
        who = row["text"]
        is_heard = any(who in h or h in who for h in (*heard, person) if h)
        is_part = any(who != other["text"] and who in other["text"] for _, other in rows)
        is_odd = is_heard or is_part or "-" in who or bool(_CREDIT.search(unit.span.text))
        if row["type"] == "person" and not is_odd and not has_speaker(unit.span.text):
            yield _ask("silent", language, (unit.span,), who=who)


def _standing(plan: Plan, language: str) -> Iterator[Question]:
    for point in plan.points:
        is_ahead = "next" in aspects(point.text, language=language)
        fits = len(point.text) <= _LONGEST[language] and not re.search('[“"]', point.text)
        if is_ahead and fits and not point.joined:
            yield _ask("still", language, point.spans, words=point.text.rstrip("。."))
