"""Shorten: asides go first, then the sentences that matter least. Every word that stays is the text's own."""

from broadsheet.write.measures import length
from broadsheet.write.revising.notices import say
from broadsheet.write.revising.selection import Proposal, Selection
from broadsheet.write.revising.shortening import shorter

NAME = {"en": "Shorten", "zh": "缩短"}
KEEPS = False
# The share of its length that a text keeps when no length is asked for.
SHARE = 0.6


def plain(selection: Selection) -> Proposal:
    """The selection by leaving out, within the length asked for where whole sentences allow it."""
    most = selection.length or int(length(selection.chosen, selection.language) * SHARE)
    text, dropped = shorter(selection.chosen, language=selection.language, most=most)
    notes = tuple(say("dropped", selection.language, text=gone) for gone in dropped)
    return Proposal(text, notes=notes)
