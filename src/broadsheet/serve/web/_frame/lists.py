"""A field in which a person lists things: parted by commas of either language, semicolons or lines."""

import re

_BETWEEN = re.compile(r"[,，、;；\n]+")


def parted(text: str) -> list[str]:
    """What is listed, trimmed, each once."""
    return list(dict.fromkeys(" ".join(part.split()) for part in _BETWEEN.split(text) if part.strip()))
