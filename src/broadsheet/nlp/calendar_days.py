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


def nearest(month: int, day: int | None, *, published: date | None, towards: str = "") -> Interval:
    """The month or day in the year that puts it from nine months before publication to two months after.

    `towards` says more: `ahead` is the next one, `behind` the last; publication's own day is both.
    """
    if published is None:
        return None
    ahead = (month - published.month) % 12
    year = published.year + (published.month + ahead > 12) - (ahead > 2)
    found = period(year, month, day)
    if found and towards == "ahead" and found[1] < published:
        return period(year + 1, month, day)
    if found and towards == "behind" and found[0] > published:
        return period(year - 1, month, day)
    return found


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


def third(whole: Interval, which: int) -> Interval:
    """The first (0), middle (1) or last (2) third of an interval: early, mid, late; of a year in whole months."""
    if whole is None:
        return None
    start, end = whole
    if (start.month, start.day, end) == (1, 1, date(start.year, 12, 31)):
        return spanning(period(start.year, 4 * which + 1), period(start.year, 4 * which + 4))
    days = (end - start).days + 1
    cuts = [0, days // 3, days - days // 3 - days % 3, days]
    return start + timedelta(days=cuts[which]), start + timedelta(days=cuts[which + 1] - 1)


def quarter(year: int, which: int) -> Interval:
    """Quarter `which` (1 to 4) of a year; raises `ValueError` for another."""
    return date(year, 3 * which - 2, 1), date(year, 3 * which, monthrange(year, 3 * which)[1])


def half(year: int, which: int) -> Interval:
    """The first (1) or second (2) half of a year."""
    return date(year, 6 * which - 5, 1), date(year, 6 * which, monthrange(year, 6 * which)[1])


def away(number: int, unit: str, *, published: date | None) -> Interval:
    """What is meant by so many days, weeks, months or years from publication (before it when negative).

    A day for days and weeks, the month for months, the year for years: `two years ago` is no day.
    """
    if published is None:
        return None
    if unit in ("day", "week"):
        return days_away(number * (7 if unit == "week" else 1), published=published)
    if unit == "month":
        return months_away(number, None, published=published)
    return period(published.year + number)


def since(number: int, unit: str, *, published: date | None) -> Interval:
    """The last so many days, weeks, months or years up to publication."""
    began = away(-number, unit, published=published)
    if began is None or published is None:
        return None
    if unit in ("day", "week"):
        return began[0], published
    last = monthrange(began[0].year, published.month if unit == "year" else began[0].month)[1]
    month = published.month if unit == "year" else began[0].month
    return date(began[0].year, month, min(published.day, last)), published


def spanning(first: Interval, last: Interval) -> Interval:
    """From the first day of one interval to the last of another; None when they are in the wrong order."""
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None
