"""Names of real people in an invented text: advice, as fiction about the living may hurt them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from broadsheet.core import Finding
from broadsheet.knowledge.tables import known
from broadsheet.write.shapes import Ask

_MESSAGE = {
    "en": "“{name}” is the name of a real person; a story may hurt people who did nothing in it.",
    "zh": "“{name}”与真实人物同名。虚构作品写到真人，容易伤及其人，请斟酌。",
}


def real_people(text: str, ask: Ask, *, given: Sequence[str] = ()) -> Iterator[Finding]:
    """Advice at the first place of each known name that the text holds; at the whole text for one only asked for."""
    for name in _names():
        match = _found(name, text)
        if match is not None or any(_found(name, fact) for fact in given):
            start, end = match.span() if match else (0, 0)
            yield Finding(
                "fiction", "real_person", "advice", start, end, name, _MESSAGE[ask.language].format(name=name)
            )


def _found(name: str, text: str) -> re.Match[str] | None:
    edge = r"\b" if name.isascii() else ""
    return re.search(f"{edge}{re.escape(name)}{edge}", text) if name in text else None


@cache
def _names() -> tuple[str, ...]:
    """Whole names alone: a surname is borne by many."""
    rows = (row for row in known() if row.kind == "person")
    return tuple(n for row in rows for n in (*row.en, *row.zh) if len(n) > 1 and (not n.isascii() or " " in n))
