"""Fix: slips of the keyboard, punctuation by house style, common misspellings. What is said is not touched."""

from broadsheet.write.revising.notices import changes
from broadsheet.write.revising.selection import Proposal, Selection
from broadsheet.write.revising.slips import slips
from broadsheet.write.revising.swapping import swap

NAME = {"en": "Fix", "zh": "改错"}
# A correction leaves most letters where they are; a sentence that shares fewer was written anew.
LEAST_ALIKE = 0.8


def plain(selection: Selection) -> Proposal:
    """The selection with what a rule can be sure of put right, and a note for each word."""
    done = swap(selection.chosen, slips(selection.language))
    new = tuple(word for _, word in done.changes)
    return Proposal(done.text, notes=tuple(changes(done.changes, selection.language)), granted=new)
