"""What two values that may be one have in common, so that among many only those are compared."""

import math
from collections.abc import Hashable, Iterator

from broadsheet.verify.values import ClockTime, DateInterval, Placed, Quantity, Score

# Amounts are kept in steps of a tenth; the least one apart. Half a day of minutes; longest stretch of months kept.
_STEP, _LEAST, _HALF_DAY, _MONTHS = math.log(1.1), 1e-3, 720, 240


def keys_of(value: Placed) -> Iterator[Hashable] | None:
    """The keys `value` is filed under; two that agree share one. None for a kind that nothing is known of."""
    if isinstance(value, Quantity):
        return _of_quantity(value)
    if isinstance(value, DateInterval):
        return _of_date(value)
    if isinstance(value, Score):
        return iter([tuple(sorted(value.sides))])
    return iter([value.minute % _HALF_DAY]) if isinstance(value, ClockTime) else None


def _of_quantity(value: Quantity) -> Iterator[Hashable]:
    low = min(value.low, value.figure - value.step / 2)
    high = max(value.high, value.figure + value.step / 2)
    yield from range(_size(low) - 1, _size(high) + 2)
    # The same digits in another magnitude (1.2 million, 1.2 billion) are looked for as well.
    yield f"{value.figure:.5e}".partition("e")[0]


def _size(figure: float) -> int:
    return math.floor(math.log(max(figure, _LEAST)) / _STEP)


def _of_date(value: DateInterval) -> Iterator[Hashable]:
    yield value.text.lower()
    for name in ("year", "month", "day"):
        if (part := getattr(value, name)) is not None:
            yield name, part
    weekday = value.first.weekday() if value.days == 1 and value.first else value.weekday
    if weekday is not None:
        yield "weekday", weekday
    if value.days == 1:
        yield value.first
    if value.first and value.last:
        first, last = (12 * day.year + day.month for day in (value.first, value.last))
        yield from range(first, min(last, first + _MONTHS) + 1)
