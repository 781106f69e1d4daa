"""A model phrases a plan: its lines are judged one by one, and what does not stand is said again or replaced."""

import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

from broadsheet.core import Piece, Usage
from broadsheet.models import LanguageModel, Message, Options
from broadsheet.write.attribution import attributed
from broadsheet.write.judging import Judge, Judged
from broadsheet.write.kind import Kind
from broadsheet.write.measures import length
from broadsheet.write.prompting import rewrite
from broadsheet.write.shapes import Ask, Part, Plan, Point
from broadsheet.write.telling import Clock, Telling
from broadsheet.write.units import sentences_of
from broadsheet.write.wording import say

# A sentence said again needs no more; the rest would be rambling.
_REWRITE_TOKENS = 160
_NUMBERING = re.compile(r"^\s*(?:[-*•·]\s+|#{1,6}\s+|\(?\d{1,2}[.)、）]\s*|>\s+)")
_LABEL = re.compile(
    r"^\s*(?:标题|正文|导语|新闻|摘要|帖子|要点\s*\d*|headline|title|body|lead|story|summary|post|point \d+)\s*[:：]\s*",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"^\s*\[[^\]]{1,40}\]\s*")
_CHATTER = re.compile(
    r"^(?:sure|certainly|of course|okay|here(?:'s| is| are)|below (?:is|are)|note:|i (?:have|hope|will|cannot|can't)|as an ai|"
    r"let me|this (?:story|summary|text) (?:is|was)|好的|当然|以下是|下面是|这是|注[:：]|希望|作为(?:一个)?(?:AI|人工智能)|根据(?:您|你)的要求)|^[=\-_*~`]+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Writing:
    """Everything one variant is written with; `number` is the variant's."""

    kind: Kind
    plan: Plan
    ask: Ask
    model: LanguageModel
    options: Options
    clock: Clock
    number: int = 0


@dataclass(frozen=True, slots=True)
class Phrased:
    """What a model made of a plan: parts in order, without joints, what each answer cost, and whether it failed."""

    parts: list[Part]
    usages: list[Usage]
    failed: bool
    raw: str


def phrase(writing: Writing, prompt: Sequence[Message]) -> Generator[Piece, None, Phrased]:
    """Asks for the whole text once and settles every sentence. Streams `text`, `sentence` and `notice` pieces."""
    judge = Judge(writing.plan, writing.ask)
    telling = Telling(writing.model, prompt, writing.options, clock=writing.clock)
    judged: list[Judged] = []
    ready = 0
    for line in _lines(writing, telling):
        if isinstance(line, Piece):
            yield line
            continue
        judged += _judged(line, judge, judged, writing.ask.language)
        while ready < len(judged) and not judged[ready].why:
            yield _sentence(_model_part(judged[ready]), writing)
            ready += 1
    if telling.failure:
        yield _notice(writing, "model_failed", why=telling.failure)
    usages = [telling.usage]
    parts = [_model_part(j) for j in judged[:ready]]
    settled = {j.point for j in judged if not j.why}
    for item in judged[ready:]:
        part = _model_part(item) if not item.why else (yield from _mend(item, judge, writing, settled, usages, telling))
        if part is not None and not judge.repeats(part.text, [p.text for p in parts]):
            yield _sentence(part, writing)
            parts.append(part)
    return Phrased(parts, usages, bool(telling.failure), telling.text)


def _lines(writing: Writing, telling: Telling) -> Generator[Piece | str, None, None]:
    """The answer as it comes: `text` pieces, and between them each line when it is finished."""
    buffer = ""
    enough = writing.kind.enough(writing.ask)
    for stretch in telling:
        yield Piece("text", stretch, writing.number)
        *finished, buffer = (buffer + stretch).split("\n")
        yield from finished
        if length(telling.text, writing.ask.language) > enough and not writing.kind.each_line:
            yield _notice(writing, "stopped")
            return
    # A sentence that the model's failure broke off is not one.
    yield buffer if not telling.failure else _whole_sentences(buffer, writing.ask.language)


def _whole_sentences(text: str, language: str) -> str:
    rows = list(sentences_of(text, language=language))
    return " ".join(r for r in rows if r.endswith(tuple('。！？.!?”"')))


def _judged(line: str, judge: Judge, before: Sequence[Judged], language: str) -> list[Judged]:
    """The sentences of a line, judged; chatter and repetitions are left out without a word."""
    found = []
    for sentence in sentences_of(tidy(line), language=language):
        said = [j.text for j in (*before, *found)]
        if not _CHATTER.match(sentence) and not judge.repeats(sentence, said):
            found.append(judge.judge(sentence))
    return found


def tidy(line: str) -> str:
    """A line of a model's answer without numbering, labels, brackets it copied, or emphasis."""
    plain = line.replace("**", "").replace("__", "").strip()
    for pattern in (_NUMBERING, _BRACKETED, _LABEL, _NUMBERING, _BRACKETED):
        plain = pattern.sub("", plain)
    return plain.strip().strip("`").strip()


def _mend(
    item: Judged, judge: Judge, writing: Writing, settled: set[int | None], usages: list[Usage], telling: Telling
) -> Generator[Piece, None, Part | None]:
    """A sentence that did not stand: said again once from its point, else the source's own words, else dropped."""
    point = writing.plan.points[item.point] if item.point is not None else None
    if point is None or item.point in settled:
        yield _notice(writing, "dropped", text=item.text)
        return None
    settled.add(item.point)
    if not telling.failure:
        yield _notice(writing, "rewriting", text=item.text, why=item.why)
        again = yield from _say_again(point, judge, writing, usages)
        if again is not None:
            return again
    yield _notice(writing, "replaced", text=item.text)
    return replacement(point, writing.ask)


def _say_again(
    point: Point, judge: Judge, writing: Writing, usages: list[Usage]
) -> Generator[Piece, None, Part | None]:
    options = replace(writing.options, max_tokens=min(writing.options.max_tokens, _REWRITE_TOKENS))
    telling = Telling(writing.model, rewrite(point, writing.ask), options, clock=writing.clock)
    for _ in telling:
        if len(telling.text) > 4 * len(point.text) + 80:
            break
    usages.append(telling.usage)
    if telling.failure:
        yield _notice(writing, "model_failed", why=telling.failure)
        return None
    for line in telling.text.split("\n"):
        for sentence in sentences_of(tidy(line), language=writing.ask.language):
            if not _CHATTER.match(sentence):
                judged = judge.judge(sentence)
                return None if judged.why else _model_part(judged)
    return None


def replacement(point: Point, ask: Ask) -> Part:
    """A point in its source's own words, with the outlet said."""
    return Part(attributed(point.text, point.outlet, language=ask.language), point.spans)


def _model_part(judged: Judged) -> Part:
    return Part(judged.text, judged.spans, "", "model")


def _sentence(part: Part, writing: Writing) -> Piece:
    return Piece("sentence", part.text, writing.number, part.sentence)


def _notice(writing: Writing, key: str, **values: str) -> Piece:
    return Piece("notice", say(key, writing.ask.language, **values), writing.number)
