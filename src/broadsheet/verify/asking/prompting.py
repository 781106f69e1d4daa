"""The prompt for a judge: the constant rules first, so that engines keep them, then evidence and claim as data."""

from collections.abc import Sequence

from broadsheet.models import Message, as_data, fence_for
from broadsheet.verify.asking.wording import worded


def messages(statement: str, sentences: Sequence[str], *, language: str) -> list[Message]:
    """The question whether `sentences`, numbered from 1, say `statement`; all of it fenced, whatever it says."""
    rows = [f"{n}. {as_data(sentence)}" for n, sentence in enumerate(sentences, 1)]
    told = as_data(statement)
    asked = worded("frame", language, fence=fence_for([*rows, told]), sentences="\n".join(rows), statement=told)
    return [Message("system", worded("rules", language)), Message("user", asked)]
