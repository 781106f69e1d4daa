"""Where the sentences of a report are that state something."""

from broadsheet import nlp
from broadsheet.nlp.dateline import opening


def claims_at(text: str, *, language: str) -> list[tuple[int, int]]:
    """Where the sentences of a report's text are; the first begins behind the dateline, which is no part of a claim."""
    begin = opening(text)
    return [(max(start, begin), end) for start, end in nlp.sentences(text, language=language) if end > begin]
