"""The variants of a request: each a text of its own, or all from one answer, a line each; with the rules kept."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace

from broadsheet.core import Piece, Usage
from broadsheet.models import LanguageModel, Options
from broadsheet.write.arranging import write_text
from broadsheet.write.composing import can_head, headlines, is_same_headline
from broadsheet.write.compress import headline
from broadsheet.write.filling import fill
from broadsheet.write.kind import Kind
from broadsheet.write.mending import Writing, in_language
from broadsheet.write.obeying import is_kept, kept, require_kept, title_of
from broadsheet.write.phrasing import Phrased, phrase
from broadsheet.write.prompting import PHRASING, messages
from broadsheet.write.shapes import Ask, Part, Plan, text_of
from broadsheet.write.telling import Clock
from broadsheet.write.wording import say

# What stands in two lines over a column: characters.
_LONGEST_HEADLINE = {"en": 100, "zh": 32}
# A line or two of an answer may not stand; a model that goes on for longer is saying the points back.
_MORE_LINES = 2


@dataclass(frozen=True, slots=True)
class Job:
    """One request on its way: the kind, what was asked, its plan and who phrases it."""

    kind: Kind
    ask: Ask
    plan: Plan
    model: LanguageModel | None
    options: Options
    n: int
    clock: Clock


@dataclass(slots=True)
class Cost:
    """What the answers to one request cost, and which prompts were used, gathered as they come."""

    usages: list[Usage] = field(default_factory=list)
    prompts: set[str] = field(default_factory=set)

    def add(self, usages: Sequence[Usage], prompts: Sequence[str]) -> None:
        """Take in one variant's."""
        self.usages += usages
        self.prompts.update(prompts)


def variants(job: Job, cost: Cost) -> Generator[Piece, None, list[list[Part]]]:
    """The parts of each variant, none twice; raises `RequestError` when none can be written."""
    lines = job.kind.each_line and job.model is not None and job.ask.controls.schema is None
    writer = _by_lines if lines else _by_text
    return (yield from writer(job, cost))


def _by_text(job: Job, cost: Cost) -> Generator[Piece, None, list[list[Part]]]:
    """Each variant a text of its own."""
    found: list[list[Part]] = []
    for number in range(job.n):
        options, notice = _options_for(job, number)
        if notice and job.model is not None:
            yield Piece("notice", notice, number)
        if job.ask.controls.schema is not None:
            parts = yield from _filled(job, options, number, cost)
        else:
            plain = yield from _told(job, options, number, cost)
            parts = _labelled((yield from _obeyed(plain, job, number, cost)), job)
        if parts and text_of(parts) not in [text_of(p) for p in found]:
            found.append(parts)
    require_kept(found, job.ask)
    if len(found) < job.n:
        yield _fewer(job, len(found))
    return found


def _told(job: Job, options: Options, number: int, cost: Cost) -> Generator[Piece, None, list[Part]]:
    """One variant, before the rules are kept: extracted, or by the model."""
    if job.model is not None:
        return (yield from _with_model(job, _writing(job, options, number), cost))
    parts = job.kind.plain(job.plan, job.ask, variant=number)
    for part in parts:
        yield Piece("sentence", part.text, number, part.sentence)
    return parts


def _with_model(job: Job, writing: Writing, cost: Cost) -> Generator[Piece, None, list[Part]]:
    """A variant in the kind's own way if it has one, else its plan phrased."""
    if job.kind.make is None:
        parts, usages = yield from write_text(writing)
        cost.add(usages, (*PHRASING, job.kind.brief.label))
        return parts
    made = yield from job.kind.make(writing)
    cost.add(made.usages, made.prompts)
    return made.parts


def _filled(job: Job, options: Options, number: int, cost: Cost) -> Generator[Piece, None, list[Part]]:
    """A form filled in, if every rule can be kept."""
    writing = _writing(job, options, number) if job.model is not None else None
    done = yield from fill(job.kind, job.plan, job.ask, writing)
    cost.add(done.usages, done.prompts)
    return done.parts if done.parts and is_kept(text_of(done.parts), job.ask) else []


def _obeyed(parts: list[Part], job: Job, number: int, cost: Cost) -> Generator[Piece, None, list[Part]]:
    """The parts with the rules kept that were asked for; none when they can't be."""
    if not parts or not job.ask.controls.asked():
        return parts
    head: list[Part] = []
    if job.kind.headed and len(parts) > 1:
        own = title_of(_titles(parts[0], job), job.plan, job.ask)
        head, parts = [own] if own else [], parts[1:]
    writing = _writing(job, job.options, number) if job.model is not None else None
    done = yield from kept([*head, *parts], what=job.kind, plan=job.plan, ask=job.ask, writing=writing)
    cost.add(done.usages, tuple(done.prompts))
    if not done.parts:
        yield Piece("notice", say("rules_not_kept", job.ask.language), number)
    return done.parts


def _titles(own: Part, job: Job) -> Iterator[Part]:
    """A text's own headline, then those that the plan gives, which are worked out only when they are looked at."""
    yield own
    yield from headlines(job.plan, job.ask)


def _labelled(parts: list[Part], job: Job) -> list[Part]:
    """The parts with the words that every text of the kind carries, as a paragraph of their own."""
    if not parts or job.kind.label is None:
        return parts
    return [*parts, Part(job.kind.label[job.ask.language], (), "\n\n")]


def _by_lines(job: Job, cost: Cost) -> Generator[Piece, None, list[list[Part]]]:
    """All variants from one answer, a line each; the plan's own make up the number."""
    writing = _writing(job, job.options, 0)
    prompt = messages(job.kind, job.plan, job.ask, count=job.n)
    phrased: Phrased = yield from phrase(writing, prompt, lines=job.n + _MORE_LINES)
    cost.add(phrased.usages, (*PHRASING, job.kind.brief.label))
    found: list[list[Part]] = []
    for part in _as_headlines(phrased.parts, job.ask)[: job.n]:
        fit = yield from _obeyed([part], job, len(found), cost)
        found += [fit] if fit else []
    number = 0
    while len(found) < job.n and all(in_language(p, job.ask) for p in job.plan.points):
        extra = job.kind.plain(job.plan, job.ask, variant=number)
        number += 1
        if not extra:
            break
        extra = yield from _obeyed(extra, job, len(found), cost)
        if extra and not any(is_same_headline(text_of(extra), text_of(p)) for p in found):
            yield Piece("sentence", extra[0].text, len(found), extra[0].sentence)
            found.append(extra)
    if not found:
        job.kind.plain(job.kind.plan(job.ask), job.ask, variant=0)
    require_kept(found, job.ask)
    if len(found) < job.n:
        yield _fewer(job, len(found))
    return found


def _as_headlines(parts: Sequence[Part], ask: Ask) -> list[Part]:
    """The model's lines as headlines: without a stop, made shorter where they run on, each of its own.

    What can't be made one is left out.
    """
    found: list[Part] = []
    for part in parts:
        text = part.text.rstrip("。.")
        short = text if len(text) <= _LONGEST_HEADLINE[ask.language] else headline(text, language=ask.language)
        fair = short and can_head(short) and not any(is_same_headline(short, f.text) for f in found)
        if fair and part.written_by == "model":
            found.append(replace(part, text=short))
    return found


def _writing(job: Job, options: Options, number: int) -> Writing:
    if job.model is None:
        raise TypeError("a job without a model is written by its kind's `plain`")
    return Writing(
        kind=job.kind, plan=job.plan, ask=job.ask, model=job.model, options=options, clock=job.clock, number=number
    )


def _fewer(job: Job, found: int) -> Piece:
    return Piece("notice", say("fewer", job.ask.language, found=str(found), asked=str(job.n)))


def _options_for(job: Job, number: int) -> tuple[Options, str]:
    """The decoding of one variant: its own seed, and sampling where greedy would only repeat itself."""
    options = replace(job.options, seed=job.options.seed + number)
    if number and options.strategy == "greedy":
        return replace(options, strategy="sample"), say("sampled", job.ask.language) if number == 1 else ""
    return options, ""
