"""Free verse: lines as a model gives them, without the talk round them, or old lines on a theme."""

import random
import re
from collections.abc import Generator, Mapping
from dataclasses import replace

from broadsheet.core import Piece, Usage
from broadsheet.write.invention.asking import messages
from broadsheet.write.listening import said_in, tidy
from broadsheet.write.making import Making
from broadsheet.write.telling import Telling
from broadsheet.write.verse import cento_en
from broadsheet.write.verse.couplets import Couplet, couplets
from broadsheet.write.verse.quoted import Quoted
from broadsheet.write.verse.themes import worth

_HEAT = 0.9
_TOKENS = 260
# Lines of a free poem, and the fewest that are one.
_MOST, _LEAST = 16, 3
# A longer line is prose.
_LONGEST = {"en": 80, "zh": 24}
_COUPLETS = 4
_CLAUSES = re.compile(r"(?<=[，。！？；,.!?;])\s*")

Lines = list[str | Quoted]


def compose(
    making: Making, brief: str, rows: Mapping[str, str], weights: Mapping[str, float]
) -> Generator[Piece, None, tuple[Lines, Usage]]:
    """The lines that a model gives; old ones when it gives too few."""
    options = replace(making.options, strategy="sample", temperature=_HEAT, max_tokens=_TOKENS)
    telling = Telling(making.model, messages(brief, rows, making.ask), options, clock=making.clock)
    for stretch in telling.stretches():
        yield Piece("text", stretch, making.number)
    if telling.failure:
        yield making.notice("model_failed", why=telling.failure)
    language = making.ask.language
    said = [tidy(row) for row in telling.text.split("\n") if said_in(row, language=language)]
    if len(said) < _LEAST:  # all in one line
        said = [row for line in said for row in _CLAUSES.split(line)]
    lines = list(dict.fromkeys(row for row in said if 0 < len(row) <= _LONGEST[language]))[:_MOST]
    if len(lines) >= _LEAST:
        return list(lines), telling.usage
    seed = making.options.seed + making.number
    old = cento(weights, seed=seed) if language == "zh" else cento_en.centos("free", weights, seed=seed)[0]
    return list(old), telling.usage


def cento(weights: Mapping[str, float], *, seed: int) -> list[Quoted]:
    """Chinese couplets on a theme, of one length of line and from different poems."""
    rng = random.Random(f"free:{seed}")
    size = rng.choice((5, 7))
    rows = [(worth("".join(c.lines), weights, language="zh") + rng.random(), c) for c in couplets() if c.size == size]
    chosen: dict[tuple[str, str], Couplet] = {}
    for _, couplet in sorted(rows, key=lambda row: -row[0]):
        chosen.setdefault((couplet.poet, couplet.title), couplet)
        if len(chosen) == _COUPLETS:
            break
    return [Quoted(line, c.poet, c.title) for c in chosen.values() for line in c.lines]
