"""A source in the other language, sentence by sentence: what is compared is the two texts, not a text and its evidence.

Only a model translates. Names to keep to may be given; the parity of every sentence is the draft's report.
"""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field

from broadsheet.core import Claim, Evidence, Finding, MissingModelError, Pair, Piece, Report, RequestError, Span
from broadsheet.core.evidence import Severity, Verdict
from broadsheet.verify.translation.parity import parity, shortfalls
from broadsheet.write.facts import SETTING
from broadsheet.write.making import Made, Making
from broadsheet.write.planning import language_of
from broadsheet.write.shapes import Ask, Example, Part, Plan
from broadsheet.write.translating import translate


@dataclass(frozen=True, slots=True)
class Facts:
    """`text` is what to translate when no source is named; `names` are renderings to keep to: `段海=Duan Hai; ...`."""

    text: str = ""
    names: str = field(default="", metadata=SETTING)


_ZH = "澄江市市长路晓岚18日宣布，人行索桥封闭检修九周。检修预算为140万元。她说：“渡轮免费。”"
_EN = (
    "Mayor Lu Xiaolan announced on the 18th that the footbridge will be closed for nine weeks. "
    "The repairs cost 1.4 million yuan."
)
EXAMPLE: Mapping[str, Example] = {
    "en": Example({"text": _ZH, "names": "路晓岚=Lu Xiaolan; 澄江=Chengjiang"}),
    "zh": Example({"text": _EN, "names": "Lu Xiaolan=路晓岚"}),
}
LENGTH: Mapping[str, int] = {"en": 400, "zh": 700}
_LOST = {
    "en": "the translation does not keep: {what}",
    "zh": "译文没有保留：{what}",
}
_KEPT = {"en": "keeps what its source sentence states", "zh": "保留了原句的内容"}


def plan(ask: Ask, *, foreign: bool = False) -> Plan:  # noqa: ARG001  every source of a translation is foreign
    """Nothing to choose: all of the source is to be said. Raises `RequestError` without one in the other language."""
    source = source_of(ask)
    return Plan(points=(), notices=(_from(source, ask.language),))


def plain(plan: Plan, ask: Ask, *, variant: int = 0) -> list[Part]:  # noqa: ARG001  the shape of a kind
    """Raises `MissingModelError`: words looked up one by one are no translation."""
    raise MissingModelError(
        "translating needs a model: words looked up one by one would be no translation",
        asked=f"{language_of(source_of(ask))} to {ask.language}",
        do="broadsheet models list shows what fits this machine; a translation made elsewhere can be checked without "
        "one: broadsheet translate FILE --to LANG --check TRANSLATION",
    )


def make(making: Making) -> Generator[Piece, None, Made]:
    """The translation, each sentence as it is done."""
    ask = making.ask
    source = source_of(ask)
    spoken = language_of(source)
    made: Made | None = None
    for step in translate(
        source.text,
        source=spoken,
        to=ask.language,
        model=making.model,
        names=names_of(ask),
        options=making.options,
        clock=making.clock,
    ):
        if step.event == "text":
            yield Piece("text", step.text, making.number)
        elif step.event == "notice":
            yield making.note(step.text)
        elif step.pair is not None:
            yield making.sentence(_part(step.pair, source, ""))
        if step.translation is not None:
            whole = step.translation
            made = Made(_parts(whole.text, whole.parity.pairs, source), [whole.usage], whole.prompts)
    if made is None:
        raise RequestError("nothing was translated", asked=ask.language, do="ask again")
    return made


def report(text: str, ask: Ask) -> Report:
    """The parity of `text` and its source as a report: a claim for each sentence, a finding for each loss."""
    source = source_of(ask)
    names = {name: (rendered,) for name, rendered in names_of(ask).items()}
    found = parity(source.text, text, source_language=language_of(source), target_language=ask.language, names=names)
    claims = tuple(_claim(pair, source, ask.language) for pair in found.pairs if pair.target.text.strip())
    findings = tuple(f for pair in found.pairs for f in _findings(pair, ask.language))
    return Report(found.passed, claims, findings)


def source_of(ask: Ask) -> Evidence:
    """What is translated: the first source in another language, else the text given.

    Raises `RequestError` when there is none.
    """
    given = [Evidence("fact:text", ask.facts.text)] if ask.facts.text else []
    told = [e for e in ask.evidence if not e.source.startswith("fact:")]
    for evidence in (*told, *given):
        if language_of(evidence) != ask.language and evidence.text.strip():
            return evidence
    raise RequestError(
        f"none of the sources is in another language than {ask.language!r}",
        asked=f"a translation into {ask.language}",
        found=f"{len(told) + len(given)} sources",
        do="name a source in the other language, or translate into the other one",
    )


def names_of(ask: Ask) -> Mapping[str, str]:
    """The renderings that were given, source to target."""
    pairs = (piece.partition("=") for piece in ask.facts.names.replace("；", ";").split(";"))
    return {name.strip(): rendered.strip() for name, mark, rendered in pairs if mark and name.strip()}


def _from(source: Evidence, language: str) -> str:
    named = source.title or source.outlet or source.source
    return f"译自：{named}" if language == "zh" else f"Translated from: {named}"


def _parts(text: str, pairs: tuple[Pair, ...], source: Evidence) -> list[Part]:
    """The sentences with what stands before each."""
    parts: list[Part] = []
    end = 0
    for pair in pairs:
        parts.append(_part(pair, source, text[end : pair.target.start]))
        end = pair.target.end
    return parts


def _part(pair: Pair, source: Evidence, joint: str) -> Part:
    return Part(pair.target.text, (_span(pair, source),), joint, pair.written_by)


def _span(pair: Pair, source: Evidence) -> Span:
    place = pair.source
    return Span(source.source, place.start, place.end, source.text[place.start : place.end])


def _claim(pair: Pair, source: Evidence, language: str) -> Claim:
    lost = shortfalls(pair)
    verdict: Verdict = "supported"
    if lost:
        verdict = "contradicted" if any(m.bearing == "changed" for m in lost) else "unsupported"
    spans = (_span(pair, source),) if pair.source.text.strip() else ()
    told = ("；" if language == "zh" else "; ").join(m.message or m.matter for m in lost)
    reason = _LOST[language].format(what=told) if lost else _KEPT[language]
    return Claim(pair.target.text, pair.target.start, pair.target.end, verdict, 0.0 if lost else 1.0, spans, reason)


def _findings(pair: Pair, language: str) -> list[Finding]:
    """What is lost or changed as errors; what only a reader of both can tell as warnings, so that it is looked at."""
    lost = shortfalls(pair)
    found = []
    for mark in pair.marks:
        if mark.bearing == "kept":
            continue
        place = mark.target or pair.target
        message = mark.message or _LOST[language].format(what=mark.matter)
        severity: Severity = "error" if mark in lost else "warning"
        found.append(Finding("parity", mark.matter, severity, place.start, place.end, place.text, message))
    return found
