"""From facts and evidence to a draft, streamed: the plan first, then each variant, the whole last."""

import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from broadsheet.core import Draft, EmptyEvidenceError, Evidence, InvalidInputError, Piece, Usage, Variant
from broadsheet.models import LanguageModel, Options
from broadsheet.write.arranging import write_text
from broadsheet.write.checking import check
from broadsheet.write.composing import headlines
from broadsheet.write.compress import clean_title, headline
from broadsheet.write.facts import evidence_of, plain_facts, read_facts
from broadsheet.write.kind import Kind, kind
from broadsheet.write.mending import Writing, in_language
from broadsheet.write.phrasing import Phrased, phrase
from broadsheet.write.planning import language_of
from broadsheet.write.prompting import messages
from broadsheet.write.shapes import Ask, Part, Plan, text_of
from broadsheet.write.telling import Clock, summed
from broadsheet.write.wording import require_language, say

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


def prepare(
    name: str,
    *,
    facts: Mapping[str, Any],
    evidence: Sequence[Evidence],
    language: str,
    tone: str = "",
    length: int | None = None,
) -> Ask:
    """What is asked, read and checked.

    Raises `UnknownNameError` (kind), `RequestError` (language), `InvalidInputError` (facts, length) and
    `EmptyEvidenceError` when there are neither facts nor sources.
    """
    what = kind(name)
    tag = require_language(language)
    given = plain_facts(facts)
    values = read_facts(name, what.facts, given)
    if length is not None and length < 1:
        raise InvalidInputError("a length is at least 1", asked=str(length))
    sources = tuple(e for e in evidence if e.text.strip())
    known = tuple(replace(e, language=language_of(e)) for e in sources)
    stands_on = (*evidence_of(given, what.facts, language=tag), *known)
    if not stands_on:
        raise EmptyEvidenceError(
            "there are neither facts nor sources, so there is nothing to write",
            asked=name,
            do="name sources, or give facts as FACT=VALUE",
        )
    return Ask(name, tag, values, given, stands_on, tone.strip(), length)


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
    clock: Clock = time.monotonic,
) -> Iterator[Piece]:
    """A draft of the kind `name` in `language` (zh, en), as pieces; the last has the event `draft`.

    With a model each sentence is checked against its points as it comes; without one the text is extracted. `length` is
    words in English and characters in Chinese. A wrong request is refused at once (see `prepare`); a model that fails
    half-way leaves a notice and the rest is extracted. Closing the iterator cancels the model.
    """
    ask = prepare(name, facts=facts or {}, evidence=evidence, language=language, tone=tone, length=length)
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
    usages: list[Usage] = []
    variants: list[Variant] = []
    writer = _by_lines if job.kind.each_line and job.model is not None else _by_text
    for parts in (yield from writer(job, usages)):
        variant = _variant(parts, job.ask)
        yield Piece("variant", variant.text, len(variants))
        variants.append(variant)
    yield Piece("draft", variants[0].text, draft=_draft(job, variants, usages))


def _by_text(job: Job, usages: list[Usage]) -> Generator[Piece, None, list[list[Part]]]:
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
            writing = Writing(job.kind, job.plan, job.ask, job.model, options, job.clock, number)
            parts, cost = yield from write_text(writing)
            usages += cost
        if parts and text_of(parts) not in [text_of(p) for p in found]:
            found.append(parts)
    if len(found) < job.n:
        yield _fewer(job, len(found))
    return found


def _by_lines(job: Job, usages: list[Usage]) -> Generator[Piece, None, list[list[Part]]]:
    """All variants from one answer, a line each; the plan's own make up the number."""
    writing = Writing(job.kind, job.plan, job.ask, _model_of(job), job.options, job.clock)
    phrased: Phrased = yield from phrase(writing, messages(job.kind, job.plan, job.ask, count=job.n))
    usages += phrased.usages
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


def _model_of(job: Job) -> LanguageModel:
    if job.model is None:
        raise TypeError("a job without a model is written by `_by_text`")
    return job.model


def _fewer(job: Job, found: int) -> Piece:
    return Piece("notice", say("fewer", job.ask.language, found=str(found), asked=str(job.n)))


def _options_for(job: Job, number: int) -> tuple[Options, str]:
    """The decoding of one variant: its own seed, and sampling where greedy would only repeat itself."""
    options = replace(job.options, seed=job.options.seed + number)
    if number and options.strategy == "greedy":
        return replace(options, strategy="sample"), say("sampled", job.ask.language) if number == 1 else ""
    return options, ""


def _variant(parts: list[Part], ask: Ask) -> Variant:
    text = text_of(parts)
    report = check(text, ask.evidence, language=ask.language)
    return Variant(text, tuple(p.sentence for p in parts), report)


def _draft(job: Job, variants: list[Variant], usages: list[Usage]) -> Draft:
    return Draft(
        kind=job.kind.name,
        language=job.ask.language,
        variants=tuple(variants),
        title=_title(job, variants[0]),
        facts=dict(job.ask.given),
        sources=job.ask.evidence,
        model=job.model.name if job.model is not None else "none",
        options=asdict(job.options) if job.model is not None else {},
        usage=summed(usages),
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
