"""Sentences joined to a text as its language sets them."""

from collections.abc import Sequence


def added(text: str, sentences: Sequence[str], *, language: str) -> str:
    """`text` with sentences behind it, the white space at its end kept there."""
    body = text.rstrip()
    return body + behind(body, sentences, language=language) + text[len(body) :]


def behind(before: str, sentences: Sequence[str], *, language: str) -> str:
    """The sentences as they go in behind `before`: with a blank where English needs one."""
    if not sentences:
        return ""
    blank = "" if language == "zh" else " "
    first = "" if not before or before[-1].isspace() else blank
    return first + blank.join(sentences)
