"""The time a figure is told for: the date in its own part of the sentence, else the last one before it.

A date that something is held against (比2013年, since 2009) is not the figure's own.
"""

import re

from broadsheet.verify.frames import part_of
from broadsheet.verify.inside import inside
from broadsheet.verify.reading import Reading
from broadsheet.verify.values import DateInterval
from broadsheet.verify.values.shapes import Placed

_HELD_AGAINST = re.compile(
    r"(?:比|较|与|自|从|由|同|于|和|以来|截至|到|至|\b(?:than|since|from|with|until|till|to|by|ended|ending|aged|against|after|before))\s?(?:the\s)?\Z",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\A(?:以来|之后|以后|后|前|起|开始|同期|底|末|初)")
# "37 tons a year earlier": the time is counted back from a date that is not the figure's.
_COUNTED_BACK = re.compile(
    r"\W*(?:in )?(?:a|an|the|one) (?:year|quarter|month|week|day)s? (?:earlier|before|ago)\b", re.IGNORECASE
)
_REACH = 12


def periods_of(reading: Reading, value: Placed) -> tuple[DateInterval, ...]:
    """The times `value` may be told for, the likeliest first; none where its sentence names none that is resolved."""
    if _COUNTED_BACK.match(reading.plain, value.end):
        return ()
    passage = reading.passage_at(value.start)
    dates = [d for d in inside(reading.dates, passage) if _governs(reading, d)]
    part = part_of(reading, value)
    own = [d for d in dates if part.start <= d.start < part.end]
    before = [d for d in dates if d.start < value.start]
    if own:
        return tuple(sorted(own, key=lambda d: (d.start > value.start, abs(d.start - value.start))))
    return tuple(before[-1:])


def _governs(reading: Reading, day: DateInterval) -> bool:
    text = reading.plain
    held = _HELD_AGAINST.search(text[max(0, day.start - _REACH) : day.start]) or _SINCE.match(
        text[day.end : day.end + 4]
    )
    return bool(day.first and day.last) and not held
