"""A model phrases a plan: its lines are judged one by one, and what does not stand is said again or replaced."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass

from broadsheet.core import Piece, Usage
from broadsheet.models import Message
from broadsheet.write.judging import Judge, Judged
from broadsheet.write.listening import Listening, said_in, without_label
from broadsheet.write.mending import Mender, Writing, model_part
from broadsheet.write.shapes import Part
from broadsheet.write.telling import Telling


@dataclass(frozen=True, slots=True)
class Phrased:
    """What a model made of a plan: parts in order, without joints; the points they tell; what each answer cost.

    `failed`: the model broke off. `raw` is its answer as it was.
    """

    parts: list[Part]
    points: frozenset[int]
    usages: list[Usage]
    failed: bool
    raw: str


def phrase(writing: Writing, prompt: Sequence[Message], *, lines: int | None = None) -> Generator[Piece, None, Phrased]:
    """Asks for the whole text once and settles every sentence. Streams `text`, `sentence` and `notice` pieces.

    After so many `lines` the model is stopped. Sentences that stand are given as they come, up to the first that does
    not; from there on when all are settled, so that they are always in the order of the text.
    """
    judge = Judge(writing.plan, writing.ask)
    telling = Telling(writing.model, prompt, writing.options, clock=writing.clock)
    judged, ready = yield from _heard(writing, judge, telling, lines)
    # A headline tells its point and does not spare the text from telling it.
    head = 1 if writing.kind.headed else 0
    told = {j.point for j in judged[head:] if not j.why and j.point is not None}
    mender = Mender(writing, judge, told=told, listening=not telling.failure)
    parts = [model_part(j) for j in judged[:ready]]
    for number, item in enumerate(judged[ready:], start=ready):
        headline = writing.kind.each_line or number < head
        part = model_part(item) if not item.why else (yield from mender.mend(item, headline=headline))
        if part is not None and not judge.repeats(part.text, [p.text for p in parts[head:]]):
            yield writing.sentence(part)
            parts.append(part)
    yield from mender.farewell()
    usages = [telling.usage, *mender.usages]
    return Phrased(parts, frozenset(mender.told), usages, bool(telling.failure), telling.text)


def _heard(
    writing: Writing, judge: Judge, telling: Telling, lines: int | None
) -> Generator[Piece, None, tuple[list[Judged], int]]:
    """The answer's sentences, judged, and how many of the first stand and were given."""
    judged: list[Judged] = []
    ready = 0
    enough = None if writing.kind.each_line else writing.kind.enough(writing.ask)
    listening = Listening(telling, language=writing.ask.language, enough=enough, lines=lines)
    for stretch, finished in listening:
        if stretch:
            yield Piece("text", stretch, writing.number)
        for line in finished:
            judged += _judged(line, judge, judged, writing)
        while ready < len(judged) and not judged[ready].why:
            yield writing.sentence(model_part(judged[ready]))
            ready += 1
    if listening.overran:
        yield writing.notice("stopped")
    if listening.circled:
        yield writing.notice("circled")
    if telling.failure:
        yield writing.notice("model_failed", why=telling.failure)
    return judged, ready


def _judged(line: str, judge: Judge, before: Sequence[Judged], writing: Writing) -> list[Judged]:
    """The sentences of a line, judged; what repeats an earlier one (not the headline) is left out without a word."""
    head = 1 if writing.kind.headed else 0
    found: list[Judged] = []
    outlets = sorted({e.outlet for e in writing.ask.evidence})
    for said in said_in(line, language=writing.ask.language):
        sentence = without_label(said, outlets)
        if not judge.repeats(sentence, [j.text for j in [*before, *found][head:]]):
            headline = writing.kind.each_line or len(before) + len(found) < head
            found.append(judge.judge(sentence, headline=headline))
    return found
