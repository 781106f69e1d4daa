"""Dates as feeds, pages and spreadsheets write them, in English and Chinese, to aware datetimes."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

BEIJING = timezone(timedelta(hours=8), "CST")  # Asia/Shanghai has had no other offset since 1991


_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ],
        start=1,
    )
    for name in names
}
_CLOCK = (
    r"(?:(?:[T号\s,]+|(?<=日))(?:at\s+)?(?P<hour>\d{1,2})[:时點点](?P<minute>\d{1,2})分?(?::?(?P<second>\d{1,2}))?"
    r"(?:\.\d+)?\s*(?P<half>[AaPp]\.?[Mm])?)?"
)
_ZONE = r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
_NUMERIC = re.compile(r"\s*(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?" + _CLOCK + _ZONE)
_DAY_FIRST = re.compile(
    r"\s*(?:\w+,\s*)?(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<name>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})" + _CLOCK + _ZONE
)
_MONTH_FIRST = re.compile(
    r"\s*(?:[A-Z][a-z]+day,\s*)?(?P<name>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})"
    + _CLOCK
    + _ZONE
)
_COMPACT = re.compile(r"\s*(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})\s*$")
_EPOCH = re.compile(r"\s*(\d{9,10})(\d{3})?(?:\.\d+)?\s*$")  # seconds or milliseconds since 1970


def aware(moment: datetime, *, zone: tzinfo = UTC) -> datetime:
    """`moment` with a time zone: its own, else `zone`."""
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def _zone_of(text: str | None, zone: tzinfo) -> tzinfo:
    if not text:
        return zone
    if text[0] not in "+-":
        return UTC
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[-2:])))


def _built(found: re.Match[str], zone: tzinfo) -> datetime | None:
    parts = found.groupdict()
    month = _MONTHS.get(parts["name"].lower()) if "name" in parts else int(parts["month"])
    hour = int(parts.get("hour") or 0)
    half = (parts.get("half") or "").lower()[:1]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return datetime(
            int(parts["year"]),
            month or 0,
            int(parts["day"]),
            hour,
            int(parts.get("minute") or 0),
            int(parts.get("second") or 0),
            tzinfo=_zone_of(parts.get("zone"), zone),
        )
    except (ValueError, OverflowError):
        return None


def parse(text: str, *, zone: tzinfo = UTC) -> datetime | None:
    """The moment `text` names, or None. `zone` holds where the text has none.

    Takes ISO 8601, RFC 5322, `2017/2/7`, `2017年2月7日 14:05`, `7 February 2017`, `Feb. 7, 2017 2:05 PM`, `20170207`
    and seconds or milliseconds since 1970.
    """
    text = text.strip()
    if not text or len(text) > 100:
        return None
    for reader in (_iso, _mail, _epoch):
        moment = reader(text)
        if moment is not None:
            return aware(moment, zone=zone)
    for pattern in (_NUMERIC, _DAY_FIRST, _MONTH_FIRST, _COMPACT):
        found = pattern.match(text)
        if found:
            return _built(found, zone)
    return None


def _iso(text: str) -> datetime | None:
    if not re.match(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _mail(text: str) -> datetime | None:
    if not re.search(r"\d:\d", text) or not re.search(r"[A-Za-z]{3}", text):
        return None
    try:
        return parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None


def _epoch(text: str) -> datetime | None:
    found = _EPOCH.match(text)
    if not found:
        return None
    try:
        return datetime.fromtimestamp(int(found.group(1)), UTC)
    except (ValueError, OverflowError, OSError):
        return None
