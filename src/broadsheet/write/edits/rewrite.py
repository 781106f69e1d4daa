"""Rewrite: the same in other words. Without a model, who said it and when change places."""

from broadsheet.write.revising.reordering import reordered
from broadsheet.write.revising.selection import Proposal, Selection
from broadsheet.write.revising.stretches import Stretch, joined, sentences

NAME = {"en": "Rewrite", "zh": "改写"}


def plain(selection: Selection) -> Proposal | None:
    """The selection with each sentence that allows it turned round; None when none does."""
    language = selection.language
    done: list[Stretch] = []
    for line in selection.chosen.splitlines(keepends=True):
        rows = sentences(line, language=language)
        done += [Stretch(reordered(r.text, language=language) or r.text, r.gap, r.start) for r in rows]
    after = joined(done)
    return Proposal(after) if after != selection.chosen else None
