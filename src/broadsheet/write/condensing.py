"""Long sources in two steps: each section gives the sentences that matter most in it, and the plan chooses among those.

A source of a few pages is read whole. A longer one is cut into sections of as many sentences; without that the end of
a long report would never be looked at. Every sentence that is kept stays one of the source's own.
"""

from collections.abc import Sequence
from dataclasses import replace

from broadsheet.write.ranking import Likeness, choose, scores
from broadsheet.write.units import Unit

# Sentences of one source that a plan can weigh: pairs grow with the square.
SECTION = 40
# What opens a long source stays whole: a report tells its news there.
_OPENING = 12
# Sections of a source that are read; a book of 40,000 sentences is more than any piece rests on.
_MOST_SECTIONS = 500
# How early a section's best sentence counts as standing: behind a report's first sentences, before its middle.
_PLACE = 2


def condensed(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """At most about two `SECTION`s of the sentences of one source, in their order; a short source as it is."""
    if len(units) <= SECTION:
        return tuple(units)
    opening, rest = list(units[:_OPENING]), list(units[_OPENING : SECTION * _MOST_SECTIONS])
    sections = [rest[i : i + SECTION] for i in range(0, len(rest), SECTION)]
    each = max(1, (2 * SECTION - _OPENING) // len(sections))
    best = [unit for section in sections for unit in _best(section, each)]
    if len(best) > 2 * SECTION:
        best = _best(best, 2 * SECTION)
    return (*opening, *sorted(best, key=lambda u: u.index))


def _best(section: Sequence[Unit], n: int) -> list[Unit]:
    """The sentences of a section that are most like the rest of it and least like each other."""
    level = [replace(u, place=_PLACE) for u in section if not u.leans]
    likeness = Likeness(level)
    return [level[i] for i in choose(likeness, scores(likeness), fits=n)]
