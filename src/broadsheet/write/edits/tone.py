"""Change tone: loaded words made neutral. Another tone is a model's work."""

from broadsheet.write.revising.notices import changes, say
from broadsheet.write.revising.selection import Proposal, Selection
from broadsheet.write.revising.swapping import swap, words_of
from broadsheet.write.revising.tables import table

NAME = {"en": "Change tone", "zh": "改语气"}
_NEUTRAL = ("", "neutral", "factual", "objective", "中性", "客观", "客观中性", "平实")


def plain(selection: Selection) -> Proposal:
    """The selection with loaded words outside quotations made neutral, each named."""
    words = table("loaded_words", selection.language)["words"]
    done = swap(selection.chosen, words_of(words.items(), language=selection.language))
    notes = changes(done.changes, selection.language)
    asked = selection.instruction.strip().rstrip("。.").lower()
    if asked not in _NEUTRAL:
        notes.append(say("other_tone", selection.language, tone=selection.instruction.strip()))
    return Proposal(done.text, notes=tuple(notes), granted=tuple(new for _, new in done.changes))
