# ruff: noqa: N999 - the file name is the edit, and this edit is called continue
"""Continue: the next thing that the sources tell and the text does not; in fiction, what a model makes up."""

from broadsheet.write.listening import said_in
from broadsheet.write.registry import prompt
from broadsheet.write.revising.adding import add
from broadsheet.write.revising.briefing import RULES, brief
from broadsheet.write.revising.joining import behind
from broadsheet.write.revising.making import Desk, Revised, Revising
from broadsheet.write.revising.notices import say
from broadsheet.write.revising.phrasing import Tally, ask
from broadsheet.write.revising.selection import Proposal, Selection
from broadsheet.write.revising.untold import next_and_untold, told_by

NAME = {"en": "Continue", "zh": "续写"}
EFFECT = "insert"
NEEDS = "reports"
# Of a story no more is shown than a small context holds beside its rules; it goes on for a paragraph: characters.
_STORY, _PARAGRAPH = {"en": 2400, "zh": 900}, {"en": 240, "zh": 90}


def plain(selection: Selection) -> Proposal | None:
    """The next sentences by extraction; raises `EmptyEvidenceError` without sources. Nothing is made up without one."""
    if selection.fiction:
        return None
    return _proposal(selection, told_by(next_and_untold(selection), language=selection.language))


def revise(desk: Desk) -> Revising:
    """The same in a model's words; a text that is marked as invented goes on freely."""
    selection, tally = desk.selection, Tally()
    if selection.fiction:
        return (yield from _story(desk, tally))
    what = prompt("edit_continue")
    rows = next_and_untold(selection)
    before = selection.text[: selection.end]
    said = (yield from add(desk, what, rows, before=before, tally=tally)) if rows else []
    proposal = _proposal(selection, said, *tally.notes)
    return Revised(proposal, frozenset(tally.said), tally.usages, (RULES.label, what.label))


def _story(desk: Desk, tally: Tally) -> Revising:
    selection, what = desk.selection, prompt("edit_story")
    language = selection.language
    before = selection.text[: selection.end][-_STORY[language] :]
    answer = yield from ask(desk, brief(what, before, selection), _PARAGRAPH[language], tally)
    said = [s for line in answer.split("\n") for s in said_in(line, language=language)]
    proposal = _proposal(selection, said, *tally.notes)
    return Revised(proposal, frozenset(said), tally.usages, (RULES.label, what.label))


def _proposal(selection: Selection, said: list[str], *notes: str) -> Proposal:
    told = [*notes] if said else [*notes, say("nothing_more", selection.language)]
    after = behind(selection.text[: selection.end], said, language=selection.language)
    return Proposal(after, notes=tuple(told))
