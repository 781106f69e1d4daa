"""Simplify: long sentences split where a new one could begin, hard words made plain. What is said stays."""

from broadsheet.write.revising.notices import changes
from broadsheet.write.revising.selection import Proposal, Selection
from broadsheet.write.revising.splitting import split
from broadsheet.write.revising.swapping import swap, words_of
from broadsheet.write.revising.tables import table

NAME = {"en": "Simplify", "zh": "改浅白"}


def plain(selection: Selection) -> Proposal:
    """The selection in shorter sentences and plainer words, each word named."""
    language = selection.language
    done = swap(selection.chosen, words_of(table("plain_words", language)["words"].items(), language=language))
    granted = tuple(new for _, new in done.changes)
    notes = tuple(changes(done.changes, language))
    return Proposal(split(done.text, language=language), notes=notes, granted=granted)
