"""From a model's sentences to a text: the headline apart, paragraphs, nothing left unsaid, the length kept."""

from collections.abc import Generator, Sequence
from dataclasses import replace

from broadsheet.core import Piece, Usage
from broadsheet.models import Message
from broadsheet.write.attribution import attributed
from broadsheet.write.composing import report_parts, several_outlets, shortened, with_dateline
from broadsheet.write.measures import allowed, length
from broadsheet.write.mending import Writing, in_language
from broadsheet.write.phrasing import Phrased, phrase
from broadsheet.write.prompting import LONGEST_POINT, messages, shorter
from broadsheet.write.shapes import Part, Point
from broadsheet.write.supplying import is_told
from broadsheet.write.units import content_words

# Sentences in a paragraph of a model's story.
_PARAGRAPH = {"en": 2, "zh": 3}
# A short text may run over by a few words more.
_SLACK = 12
# Characters of points that leave room for an answer in a context of 4,096 tokens: a Han character is about a token.
_PROMPT_ROOM = {"en": 9000, "zh": 2800}
# Below this share of the length a model has left points out that belong in the text.
_SCANT = 0.6
# A point of which a text has this share of the content words is told in it.
_SHARED = 0.6
_ENDS = tuple('。！？.!?…”"’」')
# A first line longer than this is a sentence, whatever it ends with: characters.
_LONGEST_HEADLINE = {"en": 120, "zh": 40}


def write_text(writing: Writing) -> Generator[Piece, None, tuple[list[Part], list[Usage]]]:
    """One variant of a text by the model, never empty: where it failed the plan's own sentences stand.

    Raises `RequestError` when nothing it wrote stood and the sources are in another language.
    """
    whole = writing.plan
    writing, left = _within_prompt(writing)
    if left:
        yield writing.notice("long_prompt", n=str(len(left)))
    prompt = messages(writing.kind, writing.plan, writing.ask, count=1)
    phrased = yield from phrase(writing, prompt)
    usages = list(phrased.usages)
    if _size(phrased.parts, writing) > _most(writing) and not phrased.failed:
        phrased = yield from _shorter(writing, prompt, phrased)
        usages += phrased.usages
    if not phrased.parts:
        plain = writing.kind.plain(writing.kind.plan(writing.ask), writing.ask, variant=0)
        yield writing.notice("nothing_kept")
        return plain, usages
    parts = _headed(phrased, writing) if writing.kind.headed else _in_one(phrased.parts, writing)
    scant = phrased.failed or _is_scant(parts, writing)
    if scant or left:
        told = _told(phrased, writing) if scant else frozenset(range(len(writing.plan.points)))
        parts = yield from _completed(parts, told, replace(writing, plan=whole))
    return (yield from _fitted(parts, writing)), usages


def _within_prompt(writing: Writing) -> tuple[Writing, tuple[Point, ...]]:
    """What is written with, its plan cut to what a small model's context holds, and the points that are left over."""
    points = writing.plan.points
    room, n = _PROMPT_ROOM[writing.ask.language], 0
    for point in points:
        room -= min(len(point.text), LONGEST_POINT)
        if room < 0 and n:
            break
        n += 1
    return replace(writing, plan=replace(writing.plan, points=points[:n])), points[n:]


def _size(parts: Sequence[Part], writing: Writing) -> int:
    return sum(length(p.text, writing.ask.language) for p in parts)


def _most(writing: Writing) -> int:
    return allowed(writing.kind.aim(writing.ask)) + _SLACK


def _is_scant(parts: Sequence[Part], writing: Writing) -> bool:
    """Whether a text is far from what was asked for, and from what the plan has to tell."""
    body = parts[1:] if writing.kind.headed else parts
    there = sum(length(p.text, writing.ask.language) for p in writing.plan.points)
    return _size(body, writing) < _SCANT * min(there, writing.kind.aim(writing.ask))


def _told(phrased: Phrased, writing: Writing) -> frozenset[int]:
    """The points that a text tells, those too that share a sentence with another."""
    language = writing.ask.language
    said = frozenset(w for p in phrased.parts for w in content_words(p.text, language=language))
    points = [content_words(p.text, language=language) for p in writing.plan.points]
    return phrased.points | {i for i, mine in enumerate(points) if mine and len(mine & said) >= _SHARED * len(mine)}


def _shorter(writing: Writing, prompt: list[Message], before: Phrased) -> Generator[Piece, None, Phrased]:
    """Asks once more for a shorter text; the first stands when nothing comes of it."""
    most = writing.kind.aim(writing.ask)
    unit = "字" if writing.ask.language == "zh" else "words"
    yield writing.notice("too_long", most=f"{most} {unit}")
    again = yield from phrase(writing, shorter(prompt, before.raw, most=most, unit=unit, ask=writing.ask))
    return again if again.parts else replace(before, usages=again.usages)


def _headed(phrased: Phrased, writing: Writing) -> list[Part]:
    """Headline, then paragraphs. A first line that is a sentence is no headline: then the extracted one stands."""
    first, *rest = phrased.parts
    if first.text.endswith(_ENDS) or len(first.text) > _LONGEST_HEADLINE[writing.ask.language]:
        own = writing.kind.plain(writing.plan, writing.ask, variant=0)[:1] if _is_printable(writing) else []
        return [*own, *_story(phrased.parts, writing)]
    return [first, *_story(rest, writing)]


def _is_printable(writing: Writing) -> bool:
    return all(in_language(p, writing.ask) for p in writing.plan.points)


def _story(parts: Sequence[Part], writing: Writing) -> list[Part]:
    """The sentences in paragraphs, with the dateline, and the outlet wherever it changes and the model left it out."""
    outlets = {e.source: e.outlet for e in writing.ask.evidence}
    told: list[Part] = []
    before = ""
    for part in _paragraphs(parts, writing):
        outlet = next((outlets.get(s.source, "") for s in part.spans), "")
        named = not outlet or outlet == before or any(o and o in part.text for o in outlets.values())
        text = part.text if named else attributed(part.text, outlet, language=writing.ask.language)
        told.append(replace(part, text=text))
        before = outlet or before
    return with_dateline(told, writing.plan, writing.ask)


def _paragraphs(parts: Sequence[Part], writing: Writing) -> list[Part]:
    size = _PARAGRAPH[writing.ask.language]
    blank = "" if writing.ask.language == "zh" else " "
    return [replace(_ended(p, writing), joint=blank if i % size else "\n\n") for i, p in enumerate(parts)]


def _in_one(parts: Sequence[Part], writing: Writing) -> list[Part]:
    blank = "" if writing.ask.language == "zh" else " "
    return [replace(_ended(p, writing), joint=blank if i else "") for i, p in enumerate(parts)]


def _ended(part: Part, writing: Writing) -> Part:
    """A sentence of running text with its stop: models leave it out at the end of a line."""
    if part.text.endswith(_ENDS):
        return part
    return replace(part, text=part.text + ("。" if writing.ask.language == "zh" else "."))


def _completed(parts: list[Part], told: frozenset[int], writing: Writing) -> Generator[Piece, None, list[Part]]:
    """The parts, then the points that the model did not come to, in their sources' words."""
    open_ = [p for i, p in enumerate(writing.plan.points) if i not in told and in_language(p, writing.ask)]
    head = 1 if writing.kind.headed else 0
    left = [p for p in open_ if not is_told(p.text, [t.text for t in parts[head:]], language=writing.ask.language)]
    whole = writing.kind.headed
    named = all(any(p.outlet in t.text for t in parts) for p in left)
    say_outlets = several_outlets(writing.plan.points) or (whole and not named)
    more = report_parts(left, writing.ask, say_outlets=say_outlets)
    blank = "" if writing.ask.language == "zh" else " "
    more = [replace(p, joint="\n\n" if whole and not i else p.joint if whole else blank) for i, p in enumerate(more)]
    for part in more:
        yield writing.sentence(part)
    return [*parts, *more]


def _fitted(parts: list[Part], writing: Writing) -> Generator[Piece, None, list[Part]]:
    """The parts within the length; a hard limit is the kind's own to keep."""
    if writing.kind.finish is not None:
        return writing.kind.finish(parts, writing.plan, writing.ask)
    head = 1 if writing.kind.headed else 0
    body = shortened(parts[head:], most=_most(writing), language=writing.ask.language)
    if len(body) < len(parts) - head:
        yield writing.notice("cut", most=str(_most(writing)))
    return [*parts[:head], *body]
