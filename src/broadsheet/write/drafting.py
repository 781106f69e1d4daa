"""From facts and evidence to a draft, streamed: the plan first, then each variant, the whole last."""

import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from broadsheet.core import Draft, Evidence, InvalidInputError, Piece, Usage, Variant
from broadsheet.models import LanguageModel, Options
from broadsheet.write.arranging import write_text
from broadsheet.write.composing import headlines
from broadsheet.write.compress import clean_title, headline
from broadsheet.write.controls import Controls
from broadsheet.write.kind import Kind, kind
from broadsheet.write.mending import Writing, in_language
from broadsheet.write.phrasing import Phrased, phrase
from broadsheet.write.preparing import prepare
from broadsheet.write.prompting import PHRASING, messages
from broadsheet.write.reporting import report_on
from broadsheet.write.shapes import Ask, Part, Plan, text_of
from broadsheet.write.telling import Clock, summed
from broadsheet.write.wording import say

# More variants than anyone reads cost minutes on a small machine.
_MOST_VARIANTS = 20
# What stands in two lines over a column: characters.
_LONGEST_HEADLINE = {"en": 100, "zh": 32}


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


def draft(  # noqa: PLR0913  the door every caller shares; each argument is one thing a person chooses
    name: str,
    *,
    facts: Mapping[str, Any] | None = None,
    evidence: Sequence[Evidence] = (),
    language: str,
    model: LanguageModel | None = None,
    options: Options | None = None,
    n: int = 1,
    tone: str = "",
    length: int | None = None,
    controls: Controls | None = None,
    clock: Clock = time.monotonic,
) -> Iterator[Piece]:
    """A draft of the kind `name` in `language` (zh, en), as pieces; the last has the event `draft`.

    With a model each sentence is checked against its points as it comes; without one the text is extracted. `length` is
    words in English and characters in Chinese; `controls` are the other rules that the text keeps. A wrong request is
    refused at once (see `prepare`); a model that fails half-way leaves a notice and the rest is extracted. Closing the
    iterator cancels the model.
    """
    ask = prepare(
        name,
        facts=facts or {},
        evidence=evidence,
        language=language,
        tone=tone,
        length=length,
        controls=controls,
        seed=options.seed if options else 0,
    )
    if not 1 <= n <= _MOST_VARIANTS:
        raise InvalidInputError(f"the number of variants is 1 to {_MOST_VARIANTS}", asked=str(n))
    what = kind(name)
    plan = what.plan(ask, foreign=model is not None)
    job = Job(what, ask, plan, model, options or Options(), _count(what, ask, n), clock)
    if model is None:
        what.plain(plan, ask, variant=0)
    return _pieces(job)


def _count(what: Kind, ask: Ask, n: int) -> int:
    """A kind that writes a variant on each line gives its own number when only one was asked for."""
    return min(_MOST_VARIANTS, max(1, int(getattr(ask.facts, "count", 1)))) if what.each_line and n == 1 else n


def _pieces(job: Job) -> Generator[Piece, None, None]:
    yield Piece("plan", "\n".join(f"{i}. {p.text}" for i, p in enumerate(job.plan.points, start=1)))
    for notice in job.plan.notices:
        yield Piece("notice", notice)
    cost = Cost()
    variants: list[Variant] = []
    writer = _by_lines if job.kind.each_line and job.model is not None else _by_text
    for parts in (yield from writer(job, cost)):
        variant = _variant(parts, job)
        yield Piece("variant", variant.text, len(variants))
        variants.append(variant)
    yield Piece("draft", variants[0].text, draft=_draft(job, variants, cost))


def _by_text(job: Job, cost: Cost) -> Generator[Piece, None, list[list[Part]]]:
    """Each variant a text of its own."""
    found: list[list[Part]] = []
    for number in range(job.n):
        if job.model is None:
            parts = job.kind.plain(job.plan, job.ask, variant=number)
            for part in parts:
                yield Piece("sentence", part.text, number, part.sentence)
        else:
            options, notice = _options_for(job, number)
            if notice:
                yield Piece("notice", notice, number)
            parts = yield from _with_model(job, _writing(job, options, number), cost)
        parts = _labelled(parts, job)
        if parts and text_of(parts) not in [text_of(p) for p in found]:
            found.append(parts)
    if len(found) < job.n:
        yield _fewer(job, len(found))
    return found


def _with_model(job: Job, writing: Writing, cost: Cost) -> Generator[Piece, None, list[Part]]:
    """A variant in the kind's own way if it has one, else its plan phrased."""
    if job.kind.make is None:
        parts, usages = yield from write_text(writing)
        cost.add(usages, (*PHRASING, job.kind.brief.label))
        return parts
    made = yield from job.kind.make(writing)
    cost.add(made.usages, made.prompts)
    return made.parts


def _labelled(parts: list[Part], job: Job) -> list[Part]:
    """The parts with the words that every text of the kind carries, as a paragraph of their own."""
    if not parts or job.kind.label is None:
        return parts
    return [*parts, Part(job.kind.label[job.ask.language], (), "\n\n")]


def _by_lines(job: Job, cost: Cost) -> Generator[Piece, None, list[list[Part]]]:
    """All variants from one answer, a line each; the plan's own make up the number."""
    writing = _writing(job, job.options, 0)
    phrased: Phrased = yield from phrase(writing, messages(job.kind, job.plan, job.ask, count=job.n))
    cost.add(phrased.usages, (*PHRASING, job.kind.brief.label))
    found = [[part] for part in _as_headlines(phrased.parts, job.ask)[: job.n]]
    number = 0
    while len(found) < job.n and all(in_language(p, job.ask) for p in job.plan.points):
        extra = job.kind.plain(job.plan, job.ask, variant=number)
        number += 1
        if not extra:
            break
        if text_of(extra) not in [text_of(p) for p in found]:
            yield Piece("sentence", extra[0].text, len(found), extra[0].sentence)
            found.append(extra)
    if not found:
        job.kind.plain(job.kind.plan(job.ask), job.ask, variant=0)
    if len(found) < job.n:
        yield _fewer(job, len(found))
    return found


def _as_headlines(parts: Sequence[Part], ask: Ask) -> list[Part]:
    """The model's lines as headlines: without a stop, and made shorter where they run on; what can't be is left out."""
    found = []
    for part in parts:
        text = part.text.rstrip("。.")
        short = text if len(text) <= _LONGEST_HEADLINE[ask.language] else headline(text, language=ask.language)
        if short and part.written_by == "model":
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


def _variant(parts: list[Part], job: Job) -> Variant:
    text = text_of(parts)
    return Variant(text, tuple(p.sentence for p in parts), report_on(text, job.kind, job.ask))


def _draft(job: Job, variants: list[Variant], cost: Cost) -> Draft:
    return Draft(
        kind=job.kind.name,
        language=job.ask.language,
        variants=tuple(variants),
        title=_title(job, variants[0]),
        facts=dict(job.ask.given),
        sources=job.ask.evidence,
        model=job.model.name if job.model is not None else "none",
        options=asdict(job.options) if job.model is not None else {},
        usage=summed(cost.usages),
        prompts=tuple(sorted(cost.prompts)),
    )


def _title(job: Job, variant: Variant) -> str:
    """The headline where the text has one, else the best that the plan gives."""
    if job.kind.headed or job.kind.each_line:
        return variant.text.split("\n", 1)[0].strip()
    best = headlines(job.plan, job.ask)
    if best:
        return best[0].text
    titles = [clean_title(t.text) for t in job.plan.titles]
    return titles[0] if titles else variant.text.split("\n", 1)[0][:60]
