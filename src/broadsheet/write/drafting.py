"""From facts and evidence to a draft, streamed: the plan first, then each variant, the whole last."""

import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from broadsheet.core import Draft, Evidence, InvalidInputError, Piece, Variant
from broadsheet.models import LanguageModel, Options, check_ranges
from broadsheet.write.composing import headlines
from broadsheet.write.compress import clean_title
from broadsheet.write.controls import Controls
from broadsheet.write.kind import Kind, kind
from broadsheet.write.obeying import is_kept, title_of
from broadsheet.write.preparing import prepare
from broadsheet.write.reporting import report_on
from broadsheet.write.settling import is_left, settled
from broadsheet.write.shapes import Ask, Part, text_of
from broadsheet.write.telling import Clock, summed
from broadsheet.write.variants import Cost, Job, variants
from broadsheet.write.wording import say

# More variants than anyone reads cost minutes on a small machine.
_MOST_VARIANTS = 20
# Sentences that a notice quotes; nobody reads more.
_QUOTED = 3


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
    check_ranges(options or Options())
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
    made: list[Variant] = []
    for parts in (yield from variants(job, cost)):
        variant = yield from _variant(parts, job, number=len(made))
        yield Piece("variant", variant.text, len(made))
        made.append(variant)
    yield Piece("draft", made[0].text, draft=_draft(job, made, cost))


def _variant(parts: list[Part], job: Job, *, number: int) -> Generator[Piece, None, Variant]:
    """The variant with its report; of a model's text what falls short in its place is mended first."""
    report = report_on(text_of(parts), job.kind, job.ask)
    if job.model is not None and not job.kind.fiction and job.ask.controls.schema is None:
        better, gone = settled(parts, report, kind=job.kind, plan=job.plan, ask=job.ask)
        if gone and is_left(better) and is_kept(text_of(better), job.ask):
            yield Piece("notice", say("settled", job.ask.language, text=" / ".join(gone[:_QUOTED])), number)
            parts, report = better, report_on(text_of(better), job.kind, job.ask)
    return Variant(text_of(parts), tuple(p.sentence for p in parts), report)


def _draft(job: Job, made: list[Variant], cost: Cost) -> Draft:
    return Draft(
        kind=job.kind.name,
        language=job.ask.language,
        variants=tuple(made),
        title=_title(job, made[0]),
        facts=dict(job.ask.given),
        sources=job.ask.evidence,
        model=job.model.name if job.model is not None else "none",
        options=asdict(job.options) if job.model is not None else {},
        usage=summed(cost.usages),
        prompts=tuple(sorted(cost.prompts)),
        controls=job.ask.controls.asked(),
    )


def _title(job: Job, variant: Variant) -> str:
    """The headline where the text has one, else the best that the plan gives."""
    if job.kind.headed or job.kind.each_line:
        return variant.text.split("\n", 1)[0].strip()
    best = title_of(headlines(job.plan, job.ask), job.plan, job.ask)
    if best is not None:
        return best.text
    titles = [] if job.ask.controls.asked() else [clean_title(t.text) for t in job.plan.titles]
    return titles[0] if titles else variant.text.split("\n", 1)[0][:60]
