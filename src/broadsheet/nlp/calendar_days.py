"""Days, months and years as intervals of days, and the nearest one to the day a report was published."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

# The first and last day meant, or None when it can't be told.
Interval = tuple[date, date] | None
# From a rule's match and the day of publication (None when unknown) to what is meant.
Resolve = Callable[[re.Match[str], date | None], Interval]
Rule = tuple[re.Pattern[str], Resolve]


def period(year: int, month: int | None = None, day: int | None = None) -> Interval:
    """The year, month or day as an interval; raises `ValueError` for a day that is none."""
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def one_day(day: date) -> Interval:
    """That day alone."""
    return day, day


def nearest(month: int, day: int | None, *, published: date | None) -> Interval:
    """The month or day in the year that puts it from nine months before publication to two months after."""
    if published is None:
        return None
    ahead = (month - published.month) % 12
    year = published.year + (published.month + ahead > 12)
    return period(year if ahead <= 2 else year - 1, month, day)


def months_away(shift: int, day: int | None, *, published: date | None) -> Interval:
    """The month `shift` months from that of publication, or a day of it."""
    if published is None:
        return None
    months = published.year * 12 + published.month - 1 + shift
    return period(months // 12, months % 12 + 1, day)


def days_away(shift: int, *, published: date | None) -> Interval:
    """The day `shift` days from publication."""
    return one_day(published + timedelta(days=shift)) if published else None


def weeks_away(shift: int, *, first: int, published: date | None) -> Interval:
    """From weekday `first` (0 is Monday) to the Sunday of the week `shift` weeks from publication's."""
    if published is None:
        return None
    monday = published + timedelta(days=7 * shift - published.weekday())
    return monday + timedelta(days=first), monday + timedelta(days=6)


def weekday(wanted: int, *, week: int | None, published: date | None) -> Interval:
    """Weekday `wanted` of the week so many weeks away, or, without a week, the nearest one not after publication."""
    if published is None:
        return None
    if week is None:
        return one_day(published - timedelta(days=(published.weekday() - wanted) % 7))
    return one_day(published + timedelta(days=7 * week - published.weekday() + wanted))


def day_of_month(day: int, *, published: date | None) -> Interval:
    """That day of this month, or of the last one when this month's is more than a few days off."""
    if published is None:
        return None
    return months_away(-1 if day > published.day + 5 else 0, day, published=published)
