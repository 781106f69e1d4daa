"""Which sentence a story begins with: one that stands alone and tells what the reports' own headlines promise."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from broadsheet.write.corrections import is_correction
from broadsheet.write.units import Unit, content_words

# Words that point at something told before.
_POINTS_BACK = re.compile(r"\b(?:it|its|them|him|his|her|their|this|that|these|those)\b|[他她它]|该|此", re.IGNORECASE)
# What telling all that the headlines promise adds (the title method of Edmundson, JACM 1969): less than a sentence's
# place in its report, so that no aside wins by it.
_PROMISED = 0.4
# What a sentence loses whose report is this much older than the newest: a story does not begin with last week; and one
# whose outlet has told the story again since, as a wire does after its flash.
_OLD, _OLDER = timedelta(hours=36), 0.2
_TOLD_AGAIN = 0.2


def opening(weights: Sequence[float], units: Sequence[Unit], *, banned: frozenset[int]) -> int | None:
    """The sentence to begin with: the best that begins a report itself, else one that names what it speaks of.

    A correction begins with its second sentence: the first tells the error, and a story tells what is so.
    """
    able = [i for i, u in enumerate(units) if not u.leans and i not in banned]
    begin = [i for i in able if units[i].index == (1 if is_correction(units[i].evidence) else 0)]
    if not begin:
        begin = [i for i in able if not _POINTS_BACK.search(units[i].text)] or able
        return max(begin, key=lambda i: (weights[i], -i), default=None)
    newest = max((u.evidence.published for u in units if u.evidence.published), default=None)
    promises = _promises([units[i] for i in begin])
    again = {i: any(_retold(units[i], units[j]) for j in begin) for i in begin}
    gain = {
        i: weights[i] + _kept(promises, units[i]) - _aged(units[i], newest) - (_TOLD_AGAIN if again[i] else 0.0)
        for i in begin
    }
    return max(begin, key=lambda i: (gain[i], -i))


def _promises(units: Sequence[Unit]) -> list[frozenset[str]]:
    """The words of each report's headline."""
    titles = {u.evidence.source: content_words(u.evidence.title, language=u.evidence.language) for u in units}
    return [words for words in titles.values() if words]


def _kept(promises: Sequence[frozenset[str]], unit: Unit) -> float:
    """The mean share of the headlines' words that a sentence holds, weighed."""
    shares = [len(words & unit.words) / len(words) for words in promises]
    return _PROMISED * sum(shares) / len(shares) if shares else 0.0


def _aged(unit: Unit, newest: datetime | None) -> float:
    published = unit.evidence.published
    return _OLDER if newest and published and newest - published > _OLD else 0.0


def _retold(unit: Unit, other: Unit) -> bool:
    """Whether `other` is of a newer report of the same outlet."""
    mine, theirs = unit.evidence, other.evidence
    if not mine.outlet or mine.outlet != theirs.outlet or not (mine.published and theirs.published):
        return False
    return theirs.published > mine.published
