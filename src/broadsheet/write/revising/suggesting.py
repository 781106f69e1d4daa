"""From a selection to a suggestion: an edit by rule or by a model, checked, with its word diff."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace

from broadsheet.core import (
    Evidence,
    Finding,
    InvalidInputError,
    MissingModelError,
    Offer,
    Report,
    Sentence,
    Span,
    Suggestion,
)
from broadsheet.core.draft import Writer
from broadsheet.models import LanguageModel, Options
from broadsheet.write.checking import check
from broadsheet.write.revising.edit import Edit, edit
from broadsheet.write.revising.making import Desk, Revised, Revising
from broadsheet.write.revising.notices import say
from broadsheet.write.revising.phrasing import Way, is_shorter, revise
from broadsheet.write.revising.selection import Proposal, Selection
from broadsheet.write.revising.word_diff import word_diff
from broadsheet.write.telling import Clock, summed

# More to choose from than anyone reads.
_MOST = 8


def suggest(
    name: str,
    selection: Selection,
    *,
    model: LanguageModel | None = None,
    options: Options | None = None,
    n: int = 1,
    clock: Clock = time.monotonic,
) -> Iterator[Offer]:
    """What the edit `name` offers for a selection, streamed; the last has the event `suggestion`.

    Without a model it is made by rules, extraction and look-up. Nothing outside the selection is ever changed. Refused
    at once: `UnknownNameError` for an edit there is not, `InvalidInputError` for `n`, `EmptyEvidenceError` where the
    edit needs sources and has none, `MissingModelError` where only a model could do it.
    """
    what = edit(name)
    if not 1 <= n <= _MOST:
        raise InvalidInputError(f"the number of suggestions is 1 to {_MOST}", asked=str(n))
    if model is not None and what.asks_a_model:
        return _with_model(what, Desk(selection=selection, model=model, options=options or Options(), clock=clock), n)
    proposal = what.plain(selection)
    if proposal is None:
        raise MissingModelError(
            "no rule can do this to these words; a model could",
            asked=name,
            do="broadsheet models list shows what fits this machine; or select a whole sentence",
        )
    return iter(_plainly(what, selection, proposal))


def _plainly(what: Edit, selection: Selection, proposal: Proposal) -> Sequence[Offer]:
    whole = _suggestion(what, selection, Revised(proposal))
    return [*(Offer("notice", note) for note in whole.notes), Offer("suggestion", whole.after, whole)]


def _with_model(what: Edit, desk: Desk, n: int) -> Iterator[Offer]:
    """The first as asked for; the others sampled, since greedy decoding would only repeat itself."""
    first = yield from _revised(what, desk)
    others = list(first.proposal.alternatives)
    usages, said = list(first.usages), set(first.said)
    for number in range(1, n):
        strategy = "sample" if desk.options.strategy == "greedy" else desk.options.strategy
        options = replace(desk.options, seed=desk.options.seed + number, strategy=strategy)
        more = yield from _revised(what, replace(desk, options=options))
        others += [more.proposal.after, *more.proposal.alternatives]
        usages += more.usages
        said |= more.said
    distinct = [text for text in dict.fromkeys(others) if text != first.proposal.after]
    whole = replace(
        first, proposal=replace(first.proposal, alternatives=tuple(distinct)), usages=usages, said=frozenset(said)
    )
    made = replace(
        _suggestion(what, desk.selection, whole), model=desk.model.name, options=_plain_options(desk.options)
    )
    yield Offer("suggestion", made.after, made)


def _revised(what: Edit, desk: Desk) -> Revising:
    if what.revise is not None:
        return what.revise(desk)
    return _by_prompt(what, desk)


def _by_prompt(what: Edit, desk: Desk) -> Revising:
    """The selection said anew; where a model only said it back, or said no less than asked, the edit's rules do it."""
    if what.brief is None:
        raise TypeError("an edit without a prompt asks no model")
    made = yield from revise(desk, Way(what.brief, what.keeps, what.least_alike))
    chosen, language = desk.selection.chosen, desk.selection.language
    after = made.proposal.after
    if after != chosen and (what.keeps or is_shorter(after, chosen, language)):
        return made
    plain = what.plain(desk.selection)
    if plain is None or plain.after == chosen:
        return made if after == chosen else replace(made, proposal=replace(made.proposal, after=chosen))
    note = say("by_rule", language)
    yield Offer("notice", note)
    notes = (*made.proposal.notes, note, *plain.notes)
    return Revised(replace(plain, notes=notes), usages=made.usages, prompts=made.prompts)


def _plain_options(options: Options) -> dict[str, object]:
    return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(options).items()}


def _suggestion(what: Edit, selection: Selection, revised: Revised) -> Suggestion:
    proposal = revised.proposal
    place = _place(what, selection)
    before = selection.text[slice(*place)]
    after = before if what.effect == "note" else proposal.after
    report = proposal.report if what.effect == "note" else _report(after, selection, proposal.granted, what)
    notes = list(proposal.notes)
    if selection.fiction:
        notes.append(say("fiction", selection.language))
    if what.effect == "replace" and after == before and not notes:
        notes.append(say("unchanged", selection.language))
    return Suggestion(
        edit=what.name,
        effect=what.effect,
        language=selection.language,
        start=place[0],
        end=place[1],
        before=before,
        after=after,
        diff=word_diff(before, after),
        alternatives=proposal.alternatives,
        sentences=_sentences(report, selection, revised.said),
        citations=proposal.citations,
        report=report,
        notes=tuple(notes),
        prompts=revised.prompts,
        usage=summed(revised.usages),
        instruction=selection.instruction,
        context=tuple(e.text for e in selection.evidence),
    )


def _place(what: Edit, selection: Selection) -> tuple[int, int]:
    """The stretch of the text that the suggestion is for: what goes in takes the place of nothing."""
    if what.effect == "insert":
        return selection.end, selection.end
    return (selection.start, selection.start if what.effect == "headline" else selection.end)


def _report(after: str, selection: Selection, granted: Sequence[str], what: Edit) -> Report | None:
    """The check of what is offered, against the selection and the evidence; offsets are within `after`."""
    grounds = selection.evidence if what.on_sources else selection.stands_on
    if selection.fiction:
        said = say("fiction", selection.language)
        return Report(passed=True, findings=(Finding("fiction", "invented", "advice", 0, len(after), "", said),))
    if not any(c.isalnum() for c in after) or not grounds:
        return None
    rules = [Evidence("rule", " ".join(granted), language=selection.language)] if "".join(granted).strip() else []
    report = check(after, [*grounds, *rules], language=selection.language)
    return replace(report, claims=tuple(replace(c, evidence=_moved(c.evidence, selection)) for c in report.claims))


def _sentences(report: Report | None, selection: Selection, said: frozenset[str]) -> tuple[Sentence, ...]:
    """Each sentence with who wrote it: what stood in the text before is the person's."""
    return tuple(
        Sentence(claim.text, _writer(claim.text, selection, said), claim.evidence)
        for claim in (report.claims if report else ())
    )


def _writer(text: str, selection: Selection, said: frozenset[str]) -> Writer:
    if text in selection.chosen:
        return "person"
    return "model" if any(text in s or s in text for s in said) else "template"


def _moved(spans: Sequence[Span], selection: Selection) -> tuple[Span, ...]:
    """Spans into the selection as spans into the whole text."""
    return tuple(
        replace(s, start=s.start + selection.start, end=s.end + selection.start) if s.source == "text" else s
        for s in spans
    )
