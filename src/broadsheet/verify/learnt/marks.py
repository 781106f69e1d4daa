"""Words that bend a sentence (hedges, plans, causes, denials): how many a draft puts in and how many it leaves out."""

import re
from collections.abc import Iterable
from functools import lru_cache

from broadsheet.verify.polarity import words
from broadsheet.verify.tables import table

FAMILIES = ("hedge", "plan", "done", "cause", "scope", "part", "denial", "saying", "contrast")
MOST = 3.0  # more of one family than that in a sentence tells nothing more
_CONTRACTED = re.compile(r"n[’']t\Z")


@lru_cache(maxsize=1)
def _families() -> dict[str, str]:
    rows = table("marks")
    return {word: name for name in FAMILIES for key in ("zh", "en") for word in rows[name][key].split()}


@lru_cache(maxsize=4096)
def marks(sentence: str) -> tuple[tuple[str, str], ...]:
    """The marks of a sentence as (family, word), in order."""
    families = _families()
    found = []
    for word, _, _ in words(sentence):
        lower = "n't" if _CONTRACTED.search(word.lower()) else word.lower()
        if family := families.get(lower):
            found.append((family, lower))
    return tuple(found)


def bent(sentence: str, closest: str, beside: Iterable[str]) -> dict[str, float]:
    """For each family: `_in`, marks that neither the closest sentence nor its neighbours have; `_out`, marks left out.

    A mark counts as kept where the other side has as many of its family.
    """
    mine, theirs = _count(marks(sentence)), _count(marks(closest))
    around = _count(mark for text in beside for mark in marks(text))
    found: dict[str, float] = {}
    for family in FAMILIES:
        known = theirs.get(family, 0) + around.get(family, 0)
        found[f"{family}_in"] = min(float(max(mine.get(family, 0) - known, 0)), MOST)
        found[f"{family}_out"] = min(float(max(theirs.get(family, 0) - mine.get(family, 0), 0)), MOST)
    return found


def _count(found: Iterable[tuple[str, str]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for family, _ in found:
        total[family] = total.get(family, 0) + 1
    return total
