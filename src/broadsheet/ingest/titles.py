"""Finds the title of a text that only has lines."""

import re

from broadsheet.ingest import clean

_TITLE_LENGTH = 160  # characters; the longest headlines in the two languages stay under 120
_FULL_STOP = re.compile(r"[.。；;,，]$")


def titled(text: str) -> tuple[str, str]:
    """The title and the paragraphs of running text. A first line that is a sentence of the story stays in it."""
    whole = clean.paragraphs(text)
    body = whole if "\n\n" in whole else clean.one_a_line(text)
    first, _, rest = body.partition("\n\n")
    if rest and "\n" not in first and len(first) <= _TITLE_LENGTH and not _FULL_STOP.search(first):
        return clean.line(first.lstrip("# ")), rest
    return clean.line(first)[:_TITLE_LENGTH], body
