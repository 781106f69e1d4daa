"""Time cut into hours, days, weeks, months or years, by the clock of one zone. It knows no articles."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from broadsheet.core import InvalidInputError, UnknownNameError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_FIRST = (datetime.min.replace(tzinfo=UTC) - _EPOCH) // _MICROSECOND
_LAST = (datetime.max.replace(tzinfo=UTC) - _EPOCH) // _MICROSECOND
_HOUR = 3_600_000_000
_DAY = 24 * _HOUR
_MONDAY = 3  # days: 1 January 1970 was a Thursday, weeks begin on Monday (ISO 8601)
# (unit, longest time cut into it): at most some 200 bins, which is what a chart a screen wide can show apart.
_AUTOMATIC = (("hour", 4 * _DAY), ("day", 200 * _DAY), ("week", 4 * 366 * _DAY), ("month", 17 * 366 * _DAY))
_SEASONS = {"hour": 24, "day": 7, "week": 1, "month": 12, "year": 1}
UNITS = tuple(_SEASONS)
MOST = 20_000  # bins: two years of hours; 9,999 years are fewer
_LEAST_ZONE, _MOST_ZONE = -24 * 60, 24 * 60


def instant(at: datetime) -> int:
    """Microseconds since 1970 UTC of an aware time; a naive one is taken as UTC."""
    return ((at if at.tzinfo else at.replace(tzinfo=UTC)) - _EPOCH) // _MICROSECOND


def moment(instant: int) -> datetime:
    """The aware time of microseconds since 1970 UTC, held within the years 1 to 9999."""
    return _EPOCH + timedelta(microseconds=min(max(int(instant), _FIRST), _LAST))


@dataclass(frozen=True, slots=True)
class Bins:
    """`n` bins of one `unit` from number `first` on: whole units since 1970 by the clock `zone` minutes east of UTC."""

    unit: str
    first: int
    n: int
    zone: int = 0

    @property
    def season(self) -> int:
        """After how many bins the news repeats itself: hours of a day, days of a week, months of a year; else 1."""
        return _SEASONS[self.unit]

    def places(self, instants: "NDArray[np.int64]") -> "NDArray[np.int64]":
        """The number of the bin, 0 to n - 1, of each of `instants` (microseconds); below 0 or n and over: outside."""
        return _numbers(instants, unit=self.unit, zone=self.zone) - self.first

    def starts(self) -> list[datetime]:
        """When each bin begins, and at the end when the last one ends: n + 1 times by the clock of the zone."""
        return [_start(self.first + place, unit=self.unit, zone=self.zone) for place in range(self.n + 1)]


def cut(since: datetime, until: datetime, *, unit: str = "", zone: int = 0) -> Bins:
    """The bins that hold every moment from `since` up to but without `until`; the unit by the length, if none is given.

    Raises `InvalidInputError` when `until` is not after `since`, for a `zone` over a day, and for over `MOST` bins;
    `UnknownNameError` for another unit than `UNITS`.
    """
    import numpy as np

    if until <= since:
        raise InvalidInputError(
            "the window is empty", asked=f"{since.isoformat()} to {until.isoformat()}", do="let it end after it begins"
        )
    if not _LEAST_ZONE < zone < _MOST_ZONE:
        raise InvalidInputError("this is not an offset from UTC", asked=f"{zone} minutes")
    chosen = unit or automatic(since, until)
    if chosen not in UNITS:
        raise UnknownNameError("time is not cut into that", asked=chosen, choices=UNITS)
    ends = np.array([instant(since), instant(until) - 1], dtype=np.int64)
    first, last = _numbers(ends, unit=chosen, zone=zone).tolist()
    if last - first >= MOST:
        raise InvalidInputError(
            "the window has too many bins", found=f"{last - first + 1} of one {chosen}", do="choose a longer unit"
        )
    return Bins(chosen, first, last - first + 1, zone)


def automatic(since: datetime, until: datetime) -> str:
    """The unit for a window of this length."""
    length = instant(until) - instant(since)
    return next((unit for unit, most in _AUTOMATIC if length <= most), "year")


def _numbers(instants: "NDArray[np.int64]", *, unit: str, zone: int) -> "NDArray[np.int64]":
    import numpy as np

    local = instants + zone * 60_000_000
    if unit == "hour":
        return local // _HOUR
    if unit == "day":
        return local // _DAY
    if unit == "week":
        return (local // _DAY + _MONDAY) // 7
    calendar = local.astype("datetime64[us]").astype("datetime64[M]" if unit == "month" else "datetime64[Y]")
    return calendar.astype(np.int64)


def _start(number: int, *, unit: str, zone: int) -> datetime:
    import numpy as np

    if unit in {"month", "year"}:
        local = int(np.datetime64(number, "M" if unit == "month" else "Y").astype("datetime64[us]").astype(np.int64))
    else:
        local = {"hour": number * _HOUR, "day": number * _DAY, "week": (number * 7 - _MONDAY) * _DAY}[unit]
    return _there(moment(local - zone * 60_000_000), zone)


def _there(at: datetime, zone: int) -> datetime:
    """The same moment by the clock of the zone; at the ends of time, where that clock stops, by UTC."""
    try:
        return at.astimezone(timezone(timedelta(minutes=zone)))
    except OverflowError:
        return at
