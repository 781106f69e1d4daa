"""Repair: what the sources do not bear out is put right by them, said anew, in their own words, or left out."""

from collections.abc import Generator, Sequence

from broadsheet.core import EmptyEvidenceError, Offer
from broadsheet.write.listening import said_in
from broadsheet.write.registry import prompt
from broadsheet.write.revising.briefing import RULES, brief
from broadsheet.write.revising.making import Desk, Revised, Revising
from broadsheet.write.revising.nearest import Row
from broadsheet.write.revising.notices import say
from broadsheet.write.revising.phrasing import Tally, ask
from broadsheet.write.revising.repairing import Repair, mended, repaired
from broadsheet.write.revising.selection import Proposal, Selection

NAME = {"en": "Repair", "zh": "核实修正"}
NEEDS = "reports"
# A repair is judged by the sources alone: that the text said it before is no reason to say it.
ON_SOURCES = True


def plain(selection: Selection) -> Proposal:
    """The selection with every sentence repaired that falls short; raises `EmptyEvidenceError` without sources."""
    _require_sources(selection)
    repairs: list[Repair] = []
    notes = [o.text for o in _run(repaired(selection, again=None), repairs)]
    return _proposal(selection, repairs, notes)


def revise(desk: Desk) -> Revising:
    """The same, a model saying anew what no fix can put right."""
    selection, tally = desk.selection, Tally()
    _require_sources(selection)
    what = prompt("edit_repair")

    def again(sentence: str, rows: Sequence[Row]) -> Generator[Offer, None, str]:
        if not tally.listening:
            return ""
        order = brief(what, sentence, selection, shown=[r.text for r in rows])
        answer = yield from ask(desk, order, len(sentence), tally)
        said = [s for line in answer.split("\n") for s in said_in(line, language=selection.language)]
        return said[0] if said else ""

    repairs = yield from repaired(selection, again=again)
    said = frozenset(r.new for r in repairs if r.how == "rewritten")
    notes = [r.note(selection.language) for r in repairs]
    return Revised(_proposal(selection, repairs, [*tally.notes, *notes]), said, tally.usages, (RULES.label, what.label))


def _run(offers: Generator[Offer, None, list[Repair]], into: list[Repair]) -> Generator[Offer, None, None]:
    into += yield from offers


def _proposal(selection: Selection, repairs: Sequence[Repair], notes: Sequence[str]) -> Proposal:
    if not repairs and not notes:
        notes = [say("repair_nothing", selection.language)]
    return Proposal(mended(selection.chosen, repairs), notes=tuple(notes))


def _require_sources(selection: Selection) -> None:
    if not selection.evidence:
        raise EmptyEvidenceError(
            "a text can't be repaired without sources",
            found="no sources were given and the archive has nothing on this",
            do="name the reports or files that the text should stand on",
        )
