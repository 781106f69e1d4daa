"""What a model is told for an edit: a constant rule first (so that engines can cache it), then the passage as data."""

from collections.abc import Mapping, Sequence

from broadsheet.models import Message
from broadsheet.models.fencing import fence_for
from broadsheet.write.injection import as_data
from broadsheet.write.measures import length
from broadsheet.write.registry import Prompt, prompt
from broadsheet.write.revising.selection import Selection

RULES = prompt("edit_rules")
_FRAME = {
    "en": "The passage, between two lines {fence}:\n{fence}\n{passage}\n{fence}\n{shown}{brief}",
    "zh": "文字在两行{fence}之间：\n{fence}\n{passage}\n{fence}\n{shown}{brief}",
}
_SHOWN = {"en": "It may also use what these sources say:\n{rows}\n", "zh": "还可以使用这些来源里的内容：\n{rows}\n"}
_ASKED = {"en": " The editor asks: {asked}", "zh": "编辑的要求：{asked}"}
# An instruction is a sentence or two; a longer one would be a prompt.
_LONGEST_INSTRUCTION = 300
# Of a source no more is shown than fits a small context beside the passage: sentences, and characters of each.
_ROWS, _LONGEST_ROW = 6, 300
# What a shorter text keeps of a passage when no length is asked for.
_SHORTER = 0.6


def brief(what: Prompt, passage: str, selection: Selection, *, shown: Sequence[str] = ()) -> list[Message]:
    """The prompt for one passage of a selection; `shown` are sentences of sources that it may use."""
    language = selection.language
    asked = as_data(selection.instruction)[:_LONGEST_INSTRUCTION]
    told = what.text[language].format(**_values(what, passage, selection))
    told += _ASKED[language].format(asked=asked) if asked and "tone" not in what.values(language) else ""
    rows = [f"- {as_data(row)[:_LONGEST_ROW]}" for row in shown[:_ROWS]]
    text = as_data(passage)
    user = _FRAME[language].format(
        brief=told,
        fence=fence_for([text, *rows]),
        passage=text,
        shown=_SHOWN[language].format(rows="\n".join(rows)) if rows else "",
    )
    return [Message("system", RULES.text[language]), Message("user", user)]


def _values(what: Prompt, passage: str, selection: Selection) -> Mapping[str, object]:
    """What fills the blanks of a prompt: `most` is a length, `tone` the tone asked for."""
    whole = length(selection.chosen, selection.language) or 1
    size = length(passage, selection.language)
    most = int(size * min(1.0, selection.length / whole)) if selection.length else int(size * _SHORTER)
    neutral = "客观中性" if selection.language == "zh" else "neutral and factual"
    known = {"most": max(most, 4), "tone": as_data(selection.instruction)[:_LONGEST_INSTRUCTION] or neutral}
    return {name: known[name] for name in what.values(selection.language)}
