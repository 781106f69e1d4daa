"""A JSON schema that only lines of a tone pattern and a rhyme fit, so that a model can't write any other.

Each character of each line is drawn from those of its tone that the Tang and Song used; where the book gives a
character two tones it is left out, and every rhymed line has rhyme words of its own, so that none comes twice.
"""

import random
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

from broadsheet.write.prosody import Pattern, rhymes, tones
from broadsheet.write.verse.couplets import couplets

# A character that stands in fewer lines than this is a name or a rarity.
_LEAST = 6
# Fewer rhyme words than these for a line leave nothing to say.
_LEAST_RHYMES = 4


def schema(pattern: Pattern, rhyme: str, *, book: str, seed: int, first: str = "") -> Mapping[str, Any]:
    """An object with a line for each number from "1" on; one that is given already is a constant."""
    ends = _dealt(pattern, rhyme, book=book, seed=seed, first=first)
    rows: dict[str, Any] = {}
    for number in range(len(pattern.kinds)):
        tones_of = pattern.shapes(number)[0].tones
        last = ends.get(number) or _class(tones_of[-1], book=book)
        body = "".join(f"[{_class(t, book=book)}]" for t in tones_of[:-1])
        rows[str(number + 1)] = {"type": "string", "pattern": f"^{body}[{last}]$"}
    if first:
        rows["1"] = {"const": first}
    return {"type": "object", "properties": rows, "required": list(rows), "additionalProperties": False}


@cache
def rhymes_for(count: int, *, book: str) -> tuple[str, ...]:
    """The level rhymes with words enough for `count` rhymed lines, the fullest first."""
    found = Counter(name for c in _vocabulary(book)["平"] for name in rhymes(c, book=book))
    return tuple(name for name, n in found.most_common() if n >= count * _LEAST_RHYMES)


def _dealt(pattern: Pattern, rhyme: str, *, book: str, seed: int, first: str) -> dict[int, str]:
    """The rhyme words dealt out to the lines that rhyme."""
    lot = [c for c in _vocabulary(book)["平"] if rhyme in rhymes(c, book=book) and c not in first[-1:]]
    random.Random(f"{rhyme}:{seed}").shuffle(lot)
    lines = pattern.rhymed
    return {number: "".join(lot[i :: len(lines)]) for i, number in enumerate(lines)}


def _class(tone: str, *, book: str) -> str:
    words = _vocabulary(book)
    return words["平"] + words["仄"] if tone == "中" else words[tone]


@cache
def _vocabulary(book: str) -> Mapping[str, str]:
    counts = Counter(c for couplet in couplets() for line in couplet.lines for c in line)
    usual = [c for c, n in counts.most_common() if n >= _LEAST]
    return {tone: "".join(c for c in usual if tones(c, book=book) == {tone}) for tone in "平仄"}
