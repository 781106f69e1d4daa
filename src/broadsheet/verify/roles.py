"""What a figure is the number of (deaths, arrests, imports, exports), by the words in its own part of the clause."""

import re
from functools import lru_cache

from broadsheet.verify.reading import Reading
from broadsheet.verify.tables import table
from broadsheet.verify.values import Quantity

# Figures set side by side are parted by these: "killed three people and injured 14 others", 3人死亡、14人受伤.
_PARTING = re.compile(
    r"[，,、；;。：:（）()]|\b(?:and|but|while|or|with)\b|(?<=[\u3400-\u9fff])(?:和|并|及|而|另有|以及)"
)
_FIGURE = re.compile(r"\d")


def roles(reading: Reading, quantity: Quantity) -> frozenset[str]:
    """The roles the words around a figure give it; none when its part of the clause has no such word."""
    return reading.keep(("roles", quantity.start, quantity.end), lambda: _roles(reading, quantity))


def _roles(reading: Reading, quantity: Quantity) -> frozenset[str]:
    passage = reading.passage_at(quantity.start)
    text = reading.plain
    before = [m.end() for m in _PARTING.finditer(text, passage.start, quantity.start) if not _in_a_figure(text, m)]
    after = (m.start() for m in _PARTING.finditer(text, quantity.end, passage.end) if not _in_a_figure(text, m))
    part = text[max(before, default=passage.start) : next(after, passage.end)]
    return frozenset(role for role, pattern in _patterns() if pattern.search(part))


def _in_a_figure(text: str, mark: re.Match[str]) -> bool:
    return mark.group() == "," and bool(_FIGURE.match(text[mark.end() : mark.end() + 1]))


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((role, _pattern(words.split())) for role, words in table("roles").items())


def _pattern(words: list[str]) -> re.Pattern[str]:
    latin = "|".join(w for w in words if w.isascii())
    han = "|".join(w for w in words if not w.isascii())
    return re.compile(rf"\b(?:{latin})\b" + (f"|{han}" if han else ""), re.IGNORECASE)
