"""A model says a selection anew, paragraph by paragraph; what it may not say is asked for once more, then undone."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field, replace

from broadsheet.core import Offer, Usage
from broadsheet.models import Message
from broadsheet.write.listening import said_in
from broadsheet.write.measures import length
from broadsheet.write.registry import Prompt
from broadsheet.write.revising.briefing import RULES, brief
from broadsheet.write.revising.judging import Referee, Verdict
from broadsheet.write.revising.keeping import lost
from broadsheet.write.revising.making import Desk, Revised, Revising
from broadsheet.write.revising.nearest import nearest_rows
from broadsheet.write.revising.notices import say
from broadsheet.write.revising.selection import Proposal
from broadsheet.write.revising.stretches import Stretch, joined, paragraphs, sentences
from broadsheet.write.telling import Telling
from broadsheet.write.units import content_words

# What a small model rewrites without losing its place: characters. Longer paragraphs are cut between sentences.
_PASSAGE = {"en": 1800, "zh": 700}
# A model that writes more than this many times the passage rambles.
_RAMBLE, _SLACK = 2.5, 60
# Above this share of common words a sentence says again what one before it said.
_SAME = 0.85
_STOP = {"en": ".", "zh": "。"}
_ENDS = tuple('。！？.!?…”"’」：:；;')


@dataclass(frozen=True, slots=True)
class Way:
    """How one edit revises: its prompt, whether every value stays, and how alike a sentence and its revision are."""

    brief: Prompt
    keeps: bool = True
    least_alike: float = 0.0


@dataclass(slots=True)
class Tally:
    """What is gathered on the way: costs, what the model said and stands, notes, and whether it is still there."""

    usages: list[Usage] = field(default_factory=list)
    said: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    listening: bool = True


def revise(desk: Desk, way: Way) -> Revising:
    """The selection said anew. What could not be bettered stands as it was."""
    tally = Tally()
    language = desk.selection.language
    cut = paragraphs(desk.selection.chosen, language=language, most=_PASSAGE[language])
    spoken = sum(any(c.isalnum() for c in p.text) for p in cut)
    if spoken > 1 and len(desk.selection.chosen) > _PASSAGE[language]:
        yield from _note(tally, say("pieces", language, n=str(spoken)))
    done = []
    for paragraph in cut:
        text = paragraph.text
        if any(c.isalnum() for c in text) and tally.listening:
            text = yield from _paragraph(paragraph.text, desk, way, tally)
        done.append(replace(paragraph, text=text))
    prompts = (RULES.label, way.brief.label)
    return Revised(Proposal(joined(done), notes=tuple(tally.notes)), frozenset(tally.said), tally.usages, prompts)


def _paragraph(text: str, desk: Desk, way: Way, tally: Tally) -> Generator[Offer, None, str]:
    language = desk.selection.language
    lead = text[: len(text) - len(text.lstrip())]
    originals = sentences(text.strip(), language=language)
    sources = desk.selection.evidence if desk.selection.instruction else ()
    shown = nearest_rows(text, sources, language=language)
    answer = yield from ask(desk, brief(way.brief, text, desk.selection, shown=shown), len(text), tally)
    said = [s for line in answer.split("\n") for s in said_in(line, language=language)]
    referee = Referee([s.text for s in originals], evidence=sources, language=language, least_alike=way.least_alike)
    verdicts = _once([referee.judge(_ended(s, text, language)) for s in said], language)
    rows = yield from _settled(verdicts, originals, (desk, way, tally, referee))
    if way.keeps or not rows:
        rows = yield from _whole(rows, originals, desk, tally)
    tally.said.update(r.text for r in rows if r.text not in [o.text for o in originals])
    return lead + _set(rows, originals, language)


def ask(desk: Desk, prompt: Sequence[Message], size: int, tally: Tally) -> Generator[Offer, None, str]:
    """One answer, streamed; it is stopped when it runs far past `size` characters. Nothing when the model fails."""
    enough = int(size * _RAMBLE) + _SLACK
    options = replace(desk.options, max_tokens=min(desk.options.max_tokens, enough))
    telling = Telling(desk.model, prompt, options, clock=desk.clock)
    for stretch in telling.stretches():
        yield Offer("text", stretch)
        if len(telling.text) > enough:
            break
    tally.usages.append(telling.usage)
    if telling.failure:
        tally.listening = False
        yield from _note(tally, say("model_failed", desk.selection.language, why=telling.failure))
        return ""
    return telling.text


def _settled(
    verdicts: Sequence[Verdict], originals: Sequence[Stretch], at: tuple[Desk, Way, Tally, Referee]
) -> Generator[Offer, None, list[Verdict]]:
    """The sentences that stand, in the model's order; one that does not is asked for again, then undone."""
    desk, way, tally, referee = at
    language = desk.selection.language
    rows: list[Verdict] = []
    told = {v.original for v in verdicts if not v.why}
    for verdict in verdicts:
        if not verdict.why:
            rows.append(verdict)
            continue
        if verdict.original is None or verdict.original in told:
            yield from _note(tally, say("undone", language, text=verdict.text, why=verdict.why))
            continue
        told.add(verdict.original)
        source = originals[verdict.original].text
        again = yield from _again(source, verdict, (desk, way, tally, referee))
        rows.append(again or Verdict(source, "", verdict.original))
    return rows


def _again(
    source: str, verdict: Verdict, at: tuple[Desk, Way, Tally, Referee]
) -> Generator[Offer, None, Verdict | None]:
    """One sentence asked for once more; nothing when that does not stand either."""
    desk, way, tally, referee = at
    language = desk.selection.language
    if tally.listening:
        yield Offer("notice", say("again", language, text=verdict.text, why=verdict.why))
        answer = yield from ask(desk, brief(way.brief, source, desk.selection), len(source), tally)
        said = [s for line in answer.split("\n") for s in said_in(line, language=language)]
        second = referee.judge(_ended(said[0], source, language)) if said else None
        if second is not None and not second.why and second.original == verdict.original:
            return second
    yield from _note(tally, say("undone", language, text=verdict.text, why=verdict.why))
    return None


def _whole(
    rows: list[Verdict], originals: Sequence[Stretch], desk: Desk, tally: Tally
) -> Generator[Offer, None, list[Verdict]]:
    """The sentences with those of the originals put back whose numbers, dates, names or quotations went missing."""
    language = desk.selection.language
    for number, original in enumerate(originals):
        missing = lost(original.text, " ".join(r.text for r in rows), language=language)
        untold = not rows or all(r.original != number for r in rows)
        if not missing and not (untold and not rows):
            continue
        if rows and missing:
            joint = "、" if language == "zh" else ", "
            yield from _note(tally, say("lost", language, what=joint.join(missing), text=original.text))
        kept = [r for r in rows if r.original != number]
        place = sum(1 for r in kept if r.original is not None and r.original < number)
        rows = [*kept[:place], Verdict(original.text, "", number), *kept[place:]]
    return rows


def _once(verdicts: Sequence[Verdict], language: str) -> list[Verdict]:
    """The sentences without those that say again what one before them said."""
    kept: list[Verdict] = []
    held: list[frozenset[str]] = []
    for verdict in verdicts:
        mine = content_words(verdict.text, language=language)
        if not any(mine and len(mine & row) >= _SAME * len(mine | row) for row in held):
            kept.append(verdict)
            held.append(mine)
    return kept


def _ended(sentence: str, passage: str, language: str) -> str:
    """A sentence with its stop where the passage has one: models leave it out at the end of a line."""
    if sentence.endswith(_ENDS) or not passage.rstrip().endswith(_ENDS):
        return sentence
    return sentence + _STOP[language]


def _set(rows: Sequence[Verdict], originals: Sequence[Stretch], language: str) -> str:
    """The sentences in one paragraph, with the gaps that were between the originals."""
    gaps = [o.gap for o in originals[:-1] if o.gap]
    gap = gaps[0] if gaps else ("" if language == "zh" else " ")
    return gap.join(r.text for r in rows)


def _note(tally: Tally, text: str) -> Generator[Offer, None, None]:
    tally.notes.append(text)
    yield Offer("notice", text)


def is_shorter(after: str, before: str, language: str) -> bool:
    """Whether one text is shorter than the other in the unit lengths are asked in."""
    return length(after, language) < length(before, language)
