"""Events a draft tells of that nothing in the evidence does: a death, a resignation, shots that nobody reported."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.verify.reading import Passage
from broadsheet.verify.record import Record
from broadsheet.verify.tables import table

# Told as not having happened, as a fear or a question, an event needs no source of its own.
_UNREAL = re.compile(
    r"(?:不|没|未|无|非|免于|避免|防止|否认|如果|若|一旦|可能|会否|是否|威胁|要求|呼吁|反)[^，。；]{0,4}\Z"
    r"|\b(?:not?|never|without|nobody|none|if|could|may|might|would|denie[sd]|avoid\w*|prevent\w*|threat\w*|anti)\b[^,.;]{0,25}\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Untold:
    """A stretch of a draft sentence, counted from its start, that states an event the evidence has no word for."""

    start: int
    end: int
    name: str


def untold(passage: Passage, record: Record, *, language: str) -> Iterator[Untold]:
    """The events of a draft sentence that the evidence, all of it, has no word for."""
    text = passage.text.lower()
    for name, states, known in _events(language):
        for m in states.finditer(text):
            if not _UNREAL.search(text, 0, m.start()) and not known.search(record.text):
                yield Untold(m.start(), m.end(), name)


@lru_cache(maxsize=2)
def _events(language: str) -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """Each event's name, the words that state it and those that tell the evidence knows of it."""
    rows = []
    for row in table("events")["event"]:
        states, known = row[language].split(), row[f"{language}_known"].split()
        rows.append((row["name"], _any(states, language), _any([*states, *known], language)))
    return tuple(rows)


def _any(words: list[str], language: str) -> re.Pattern[str]:
    joined = "|".join(
        sorted((re.escape(w) if w in "$£€" else w.replace("_", " ") for w in words), key=len, reverse=True)
    )
    return re.compile(joined if language == "zh" else rf"(?<!\w)(?:{joined})(?!\w)")
