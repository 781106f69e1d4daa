"""From a model's sentences to a text: the headline apart, paragraphs, nothing left unsaid, the length kept."""

from collections.abc import Generator, Sequence
from dataclasses import replace

from broadsheet.core import Piece, Usage
from broadsheet.models import Message
from broadsheet.write.composing import shortened
from broadsheet.write.measures import length
from broadsheet.write.phrasing import Phrased, Writing, phrase
from broadsheet.write.prompting import messages, shorter
from broadsheet.write.shapes import Part
from broadsheet.write.wording import say

# Sentences in a paragraph of a model's story.
_PARAGRAPH = {"en": 2, "zh": 3}
# A whole last sentence is worth this much more than the length asked for.
_OVER = 1.33


def write_text(writing: Writing) -> Generator[Piece, None, tuple[list[Part], list[Usage]]]:
    """One variant of a text by the model, never empty: where it failed the plan's own sentences stand."""
    prompt = messages(writing.kind, writing.plan, writing.ask, count=1)
    phrased = yield from phrase(writing, prompt)
    usages = list(phrased.usages)
    if _too_long(phrased.parts, writing) and not phrased.failed:
        phrased = yield from _shorter(writing, prompt, phrased)
        usages += phrased.usages
    plain = writing.kind.plain(writing.plan, writing.ask, variant=0) if _has_own_language(writing) else []
    if not phrased.parts:
        yield Piece("notice", say("nothing_kept", writing.ask.language), writing.number)
        return writing.kind.plain(writing.plan, writing.ask, variant=0), usages
    parts = _headed(phrased.parts, plain, writing) if writing.kind.headed else _in_one(phrased.parts, writing)
    if phrased.failed:
        parts = _completed(parts, plain, writing)
    return (yield from _fitted(parts, writing)), usages


def _has_own_language(writing: Writing) -> bool:
    """Whether the plan could be printed without a model."""
    found = {e.source for e in writing.ask.evidence if e.language in ("", writing.ask.language)}
    return all(p.source in found for p in writing.plan.points)


def _too_long(parts: Sequence[Part], writing: Writing) -> bool:
    size = sum(length(p.text, writing.ask.language) for p in parts)
    return size > writing.kind.aim(writing.ask) * _OVER + 12


def _shorter(writing: Writing, prompt: list[Message], before: Phrased) -> Generator[Piece, None, Phrased]:
    """Asks once more for a shorter text; the first stands when nothing comes of it."""
    most = writing.kind.aim(writing.ask)
    unit = "字" if writing.ask.language == "zh" else "words"
    yield Piece("notice", say("too_long", writing.ask.language, most=f"{most} {unit}"), writing.number)
    again = yield from phrase(writing, shorter(prompt, before.raw, most=most, unit=unit, ask=writing.ask))
    return again if again.parts else Phrased(before.parts, again.usages, before.failed, before.raw)


def _headed(parts: Sequence[Part], plain: Sequence[Part], writing: Writing) -> list[Part]:
    """Headline, then paragraphs. A first line that is a sentence is no headline: then the extracted one stands."""
    first, *rest = parts
    ends = first.text.endswith(tuple("。！？.!?")) or len(first.text) > 120
    if ends and plain:
        return [plain[0], *_paragraphs(parts, writing)]
    return [first, *_paragraphs(rest, writing)] if rest else [first]


def _paragraphs(parts: Sequence[Part], writing: Writing) -> list[Part]:
    size = _PARAGRAPH[writing.ask.language]
    blank = "" if writing.ask.language == "zh" else " "
    return [replace(p, joint=blank if i % size else "\n\n") for i, p in enumerate(parts)]


def _in_one(parts: Sequence[Part], writing: Writing) -> list[Part]:
    blank = "" if writing.ask.language == "zh" else " "
    return [replace(p, joint=blank if i else "") for i, p in enumerate(parts)]


def _completed(parts: list[Part], plain: Sequence[Part], writing: Writing) -> list[Part]:
    """What the model had said, then those of the plan's own sentences that stand on something not said yet."""
    said = {(s.source, s.start) for p in parts for s in p.spans}
    missing = [p for p in plain[1:] if p.spans and not any((s.source, s.start) in said for s in p.spans)]
    body = missing if len(parts) > 1 or not writing.kind.headed else [replace(p, joint="\n\n") for p in missing[:1]]
    return [*parts, *body, *(missing[1:] if body is not missing else [])]


def _fitted(parts: list[Part], writing: Writing) -> Generator[Piece, None, list[Part]]:
    """The parts within the length; a hard limit is the kind's own to keep."""
    if writing.kind.finish is not None:
        return writing.kind.finish(parts, writing.plan, writing.ask)
    head = 1 if writing.kind.headed else 0
    most = int(writing.kind.aim(writing.ask) * _OVER) + 12
    body = shortened(parts[head:], most=most, language=writing.ask.language)
    if len(body) < len(parts) - head:
        yield Piece("notice", say("cut", writing.ask.language, most=str(most)), writing.number)
    return [*parts[:head], *body]
