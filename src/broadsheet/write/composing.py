"""Texts by extraction: sentences of the plan set in paragraphs, each with its outlet said. True by construction."""

from collections.abc import Sequence

from broadsheet.core import RequestError
from broadsheet.write.attribution import attributed, has_speaker
from broadsheet.write.compress import clean_title, headline
from broadsheet.write.measures import length
from broadsheet.write.planning import language_of, reports
from broadsheet.write.shapes import Ask, Part, Plan, Point
from broadsheet.write.wording import dateline

# Sentences in a paragraph: newspapers set one or two in English, two or three in Chinese.
_PARAGRAPH = {"en": 2, "zh": 3}


def require_points(plan: Plan, ask: Ask) -> None:
    """Raises `RequestError` when nothing can be printed, saying which languages the sources are in."""
    if plan.points:
        return
    found = sorted({language_of(e) or "unknown" for e in reports(ask)})
    if ask.language in found:
        raise RequestError(
            "the sources hold no sentence that can be printed as it stands",
            found=f"{len(reports(ask))} sources",
            do="choose a fuller source, or give facts",
        )
    raise RequestError(
        f"none of the sources is in the language {ask.language!r}, and only a model can say them in another",
        asked=ask.language,
        found=", ".join(found),
        do="choose a source in that language, write in the sources' language, or choose a model",
    )


def fact_sentences(points: Sequence[Point], ask: Ask) -> list[Part]:
    """The facts of the desk that are sentences already, and the others as `name: value`."""
    parts = []
    for point in points:
        name = point.source.removeprefix("fact:")
        text = point.text
        if not text.endswith(tuple('。！？.!?”"')):
            text = f"{name}：{text}。" if ask.language == "zh" else f"{name[:1].upper()}{name[1:]}: {text}."
        parts.append(Part(text, point.spans))
    return parts


def report_parts(points: Sequence[Point], ask: Ask, *, say_outlets: bool) -> list[Part]:
    """The sentences of reports in paragraphs. The outlet is said where it changes and wherever reports differ."""
    parts: list[Part] = []
    blank = "" if ask.language == "zh" else " "
    outlet, held = "", 0
    for point in points:
        new = point.outlet != outlet
        breaks = bool(parts) and not point.joined and (new or held >= _PARAGRAPH[ask.language])
        name_it = say_outlets and (new or point.disputed or (breaks and not has_speaker(point.text)))
        text = attributed(point.text, point.outlet, language=ask.language) if name_it else point.text
        joint = "\n\n" if breaks else blank if parts else ""
        held = 1 if breaks or not parts else held + 1
        outlet = point.outlet
        parts.append(Part(text, point.spans, joint))
    return parts


def several_outlets(points: Sequence[Point]) -> bool:
    """Whether the points come from more than one outlet."""
    return len({p.outlet for p in points if p.outlet}) > 1


def with_dateline(parts: list[Part], plan: Plan, ask: Ask) -> list[Part]:
    """The parts with a dateline in front, when the sources give a day."""
    line = dateline(plan.dateline.text if plan.dateline else "", plan.day, ask.language)
    if not line or not parts:
        return parts
    spans = (plan.dateline,) if plan.dateline else parts[0].spans
    blank = "" if ask.language == "zh" else " "
    first = Part(parts[0].text, parts[0].spans, blank, parts[0].written_by)
    return [Part(line, spans), first, *parts[1:]]


def headlines(plan: Plan, ask: Ask) -> list[Part]:
    """Headline candidates, best first and each different: from lead sentences, then the sources' own."""
    found: list[Part] = []
    for point in sorted(plan.points, key=lambda p: p.joined):
        made = headline(point.text, language=ask.language)
        # A disputed figure does not go over a piece without the one who gives it.
        if made and not point.disputed:
            found.append(Part(made, point.spans))
    made_of_titles = [Part(clean_title(t.text), t.spans) for t in plan.titles]
    best = [*found[:1], *made_of_titles[:1], *found[1:], *made_of_titles[1:]]
    return _distinct([p for p in best if p.text])


def _distinct(parts: Sequence[Part]) -> list[Part]:
    kept: list[Part] = []
    for part in parts:
        letters = set(part.text.lower())
        if all(len(letters & set(k.text.lower())) < 0.9 * len(letters | set(k.text.lower())) for k in kept):
            kept.append(part)
    return kept


def shortened(parts: list[Part], *, most: int, language: str) -> list[Part]:
    """The parts from the beginning that fit `most`; the first always."""
    kept: list[Part] = []
    total = 0
    for part in parts:
        total += length(part.text, language)
        if kept and total > most:
            break
        kept.append(part)
    return kept
