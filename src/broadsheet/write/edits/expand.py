"""Expand: what the sources say of the selection and the text does not yet, added behind it."""

from broadsheet.write.registry import prompt
from broadsheet.write.revising.adding import add
from broadsheet.write.revising.briefing import RULES
from broadsheet.write.revising.joining import added
from broadsheet.write.revising.making import Desk, Revised, Revising
from broadsheet.write.revising.nearest import foreign
from broadsheet.write.revising.notices import say
from broadsheet.write.revising.phrasing import Tally
from broadsheet.write.revising.selection import Proposal, Selection
from broadsheet.write.revising.untold import near_and_untold, told_by

NAME = {"en": "Expand", "zh": "扩写"}
NEEDS = "reports"


def plain(selection: Selection) -> Proposal:
    """The selection with sentences of the sources behind it; raises `EmptyEvidenceError` without sources."""
    said = told_by(near_and_untold(selection), language=selection.language)
    return _proposal(selection, said)


def revise(desk: Desk) -> Revising:
    """The same in a model's words."""
    what = prompt("edit_expand")
    selection, tally = desk.selection, Tally()
    rows = near_and_untold(selection)
    said = (yield from add(desk, what, rows, before=selection.chosen, tally=tally)) if rows else []
    proposal = _proposal(selection, said, *tally.notes)
    return Revised(proposal, frozenset(tally.said), tally.usages, (RULES.label, what.label))


def _proposal(selection: Selection, said: list[str], *notes: str) -> Proposal:
    language = selection.language
    abroad = foreign(selection.evidence, language)
    told = list(notes)
    if abroad:
        told.append(say("third_language", language, n=str(len(abroad)), names=", ".join(abroad[:5])))
    if not said:
        told.append(say("nothing_more", language))
    return Proposal(added(selection.chosen, said, language=language), notes=tuple(told))
