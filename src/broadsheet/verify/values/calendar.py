"""From the parts of a date to the days it covers, with what is missing taken from an anchor (the day of the report)."""

import calendar
from datetime import date, timedelta


def days_of(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date] | None:
    """The first and last day of a year, a month or a day; None where there is no such day."""
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except (ValueError, calendar.IllegalMonthError):
        return None


def nearest_day(anchor: date, *, month: int | None = None, day: int | None = None) -> tuple[date, date] | None:
    """The day, or month, of that number closest to `anchor`: 30日 in a report of the 31st is yesterday."""
    found = []
    for offset in (-1, 0, 1):
        if month is not None:
            found.append(days_of(anchor.year + offset, month, day))
        else:
            year, index = divmod(anchor.year * 12 + anchor.month - 1 + offset, 12)
            found.append(days_of(year, index + 1, day))
    return min((f for f in found if f), key=lambda f: abs((f[0] - anchor).days), default=None)


def weekday_near(anchor: date, weekday: int, *, week: int | None = None) -> tuple[date, date]:
    """The day of that name: within `week` (0 this, -1 last, 1 next) when said, else the latest up to `anchor`."""
    if week is None:
        back = (anchor.weekday() - weekday) % 7
        found = anchor - timedelta(days=back)
    else:
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=week)
        found = monday + timedelta(days=weekday)
    return found, found


def shifted(anchor: date, unit: str, offset: int) -> tuple[date, date]:
    """The day, week, month or year `offset` from the anchor's: (`month`, -1) is all of last month."""
    if unit == "day":
        found = anchor + timedelta(days=offset)
        return found, found
    if unit == "week":
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=offset)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        year, index = divmod(anchor.year * 12 + anchor.month - 1 + offset, 12)
        return days_of(year, index + 1) or (anchor, anchor)
    return days_of(anchor.year + offset) or (anchor, anchor)
