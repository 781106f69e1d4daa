"""A sentence that its sources do not bear out: put right, said anew from them, in their own words, or left out."""

import re
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Literal

from broadsheet.core import Claim, Evidence, Finding, Offer
from broadsheet.write.attribution import attributed
from broadsheet.write.checking import check
from broadsheet.write.injection import is_instruction
from broadsheet.write.planning import language_of
from broadsheet.write.revising.nearest import Row, rows_near
from broadsheet.write.revising.notices import say
from broadsheet.write.revising.selection import Selection
from broadsheet.write.units import content_words

How = Literal["corrected", "rewritten", "sourced", "left_out"]
# Says a sentence anew from rows of its sources: streams offers and returns the text, empty when nothing came.
Rewriter = Callable[[str, Sequence[Row]], Generator[Offer, None, str]]

_SHORT = frozenset({"contradicted", "unsupported"})
# What these find is for an editor to mask or take out: no source has better words for it.
_NOT_FACTS = frozenset({"personal_data", "injection", "overlap"})
# Of the words of either, the share that a failing sentence and a source's must have in common to be about the same;
# and always two.
_ABOUT = 0.3
# With so many of its words said elsewhere in the text, a source's sentence would be told twice.
_TOLD = 0.8
# Findings whose fix is the same thing rightly told. A name or a figure that stands elsewhere in the source may only be
# the nearest rival of what was meant: put in by itself it would make a new error.
_SAFE_FIXES = frozenset(
    {
        "numbers.contradicted", "numbers.unit", "numbers.bound", "numbers.unhedged", "numbers.rounded",
        "dates.contradicted", "names.spelling", "names.contradicted", "quotations.altered", "support.direction",
    }
)  # fmt: skip
# A corrected sentence whose wording the sources bear out less than this was wrong in more than its value.
_SURE = 0.5
# Stands for a sentence that was left out until its line is looked at.
_GONE = "\0"
_GONE_LINE = re.compile(rf"^(?:[ \t]*{_GONE})+[ \t]*(?:\n+|\Z)", re.MULTILINE)
_GONE_WORDS = re.compile(rf"{_GONE}[ \t]*")
# Sentences of the sources that are shown to a model for one sentence of its own.
_ROWS = 3


@dataclass(frozen=True, slots=True)
class Repair:
    """What became of one sentence: its place in the selection, the text that stands now, how it came and why."""

    start: int
    end: int
    old: str
    new: str
    how: How
    why: str

    def note(self, language: str) -> str:
        """The same for the editor."""
        return say(f"repair_{self.how}", language, old=self.old, new=self.new, why=self.why)


def falls_short(claim: Claim, findings: Sequence[Finding]) -> bool:
    """Whether a sentence needs repair: the sources say otherwise or nothing of it."""
    if claim.verdict not in _SHORT:
        return False
    errors = [f for f in findings if f.severity == "error" and claim.start <= f.start < claim.end]
    return not errors or any(f.check not in _NOT_FACTS for f in errors)


def repaired(selection: Selection, *, again: Rewriter | None) -> Generator[Offer, None, list[Repair]]:
    """A repair for each sentence of the selection that falls short; none where the sources are about something else."""
    report = check(selection.chosen, selection.evidence, language=selection.language)
    failing = [c for c in report.claims if falls_short(c, report.findings)]
    told = {c.start: c.text for c in report.claims if c not in failing}
    if failing and not told and not any(rows_about(c.text, selection) for c in failing):
        yield Offer("notice", say("repair_other_matter", selection.language))
        return []
    done: list[Repair] = []
    for claim in failing:
        repair = yield from _settled(claim, selection, told, again)
        told[claim.start] = repair.new
        done.append(repair)
        yield Offer("notice", repair.note(selection.language))
    return done


def rows_about(sentence: str, selection: Selection) -> list[Row]:
    """The sentences of the sources that are about the same as `sentence`, the nearest first."""
    mine = content_words(sentence, language=selection.language)
    rows = rows_near(sentence, selection.evidence, language=selection.language)
    shares = [(max(r.share, len(mine & r.words) / len(mine)) if len(mine & r.words) > 1 else 0.0, r) for r in rows]
    near = sorted((s for s in shares if s[0] >= _ABOUT), key=lambda s: -s[0])
    return [row for _, row in near[:_ROWS]]


def corrected(sentence: str, findings: Sequence[Finding]) -> str:
    """`sentence` with what the sources have in the place of each error; empty where one of them has no sure fix.

    The places of the findings count from the sentence's start.
    """
    errors = sorted((f for f in findings if f.severity == "error"), key=lambda f: -f.start)
    if not errors or any(not f.fix or f"{f.check}.{f.rule}" not in _SAFE_FIXES for f in errors):
        return ""
    floor = len(sentence) + 1
    for finding in errors:
        if finding.end > floor:
            return ""
        sentence = sentence[: finding.start] + finding.fix + sentence[finding.end :]
        floor = finding.start
    return sentence


def stands(sentence: str, evidence: Sequence[Evidence], *, language: str) -> bool:
    """Whether the sources bear a sentence out, alone and in every value of it, and the check is sure enough of that."""
    if is_instruction(sentence) or not any(c.isalnum() for c in sentence):
        return False
    report = check(sentence, evidence, language=language)
    return report.passed and all(c.verdict == "supported" and c.score >= _SURE for c in report.claims)


def mended(text: str, repairs: Sequence[Repair]) -> str:
    """`text` with the repairs in it; a line that is left with nothing goes with its break."""
    pieces, last = [], 0
    for repair in sorted(repairs, key=lambda r: r.start):
        pieces += [text[last : repair.start], repair.new or _GONE]
        last = repair.end
    whole = _GONE_LINE.sub("", "".join([*pieces, text[last:]]))
    return _GONE_WORDS.sub("", whole)


def _settled(
    claim: Claim, selection: Selection, told: dict[int, str], again: Rewriter | None
) -> Generator[Offer, None, Repair]:
    """The mildest repair that stands. A fix of the check's is taken before a model or a source is asked."""

    def repair(new: str, how: How) -> Repair:
        return Repair(claim.start, claim.end, claim.text, new, how, claim.reason)

    language, evidence = selection.language, selection.evidence
    own = check(claim.text, evidence, language=language)
    fixed = corrected(claim.text, own.findings)
    if fixed and stands(fixed, evidence, language=language) and not _is_told(fixed, told, language):
        return repair(fixed, "corrected")
    rows = rows_about(claim.text, selection)
    if again is not None and rows:
        said = yield from again(claim.text, rows)
        if said and stands(said, evidence, language=language) and not _is_told(said, told, language):
            return repair(said, "rewritten")
    for row in rows:
        if not row.leans and not _is_told(row.text, told, language):
            return repair(attributed(row.text, _outlet(row, selection), language=language), "sourced")
    return repair("", "left_out")


def _outlet(row: Row, selection: Selection) -> str:
    """Who to name: several outlets tell things of their own, one alone is known from the rest of the text."""
    outlets = {e.outlet for e in selection.evidence if e.outlet and language_of(e) == selection.language}
    return row.evidence.outlet if len(outlets) > 1 else ""


def _is_told(sentence: str, told: dict[int, str], language: str) -> bool:
    mine = content_words(sentence, language=language)
    rows = (content_words(text, language=language) for text in told.values())
    return any(mine and len(mine & row) >= _TOLD * len(mine) for row in rows)
