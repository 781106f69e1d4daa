"""English dates: January 30, 2015; 30 Jan; 2015-01-30; yesterday; last Wednesday; the third quarter; the 1990s."""

import re
from collections.abc import Iterator
from datetime import date

from broadsheet.verify.values.calendar import days_of, nearest_day, shifted, weekday_near
from broadsheet.verify.values.shapes import DateInterval

_MONTH_NAMES = "january february march april may june july august september october november december"
_DAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday"
_DAYS = _DAY_NAMES.split()
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_PATTERNS = tuple(
    re.compile(p)
    for p in (
        rf"\b{_MONTH}\s{_DAY}(?!\d|,\d{{3}}|\s?(?:percent|per cent|%|million|billion))(?:(?:,\s?|\s){_YEAR}\b)?",
        rf"\b{_DAY}\s(?:of\s)?{_MONTH}(?![a-z])(?:,?\s{_YEAR}\b)?",
        rf"\b{_MONTH}(?![a-z])(?:\sof)?,?\s{_YEAR}\b",
        r"(?<![\d.])(?P<day>0?[1-9]|[12]\d|3[01])\.(?P<mm>0?[1-9]|1[0-2])\.(?P<year>(?:19|20)\d\d)(?![\d.])",
        rf"(?<!\d){_YEAR}[-/](?P<mm>0?[1-9]|1[0-2])[-/](?P<day>0[1-9]|[12]\d|3[01]|[1-9])(?!\d)",
        r"(?:\b[Ii]n|\b[Ss]ince|\b[Bb]y|\b[Uu]ntil|\b[Dd]uring|\b[Oo]f|\b[Ll]ast|\b[Tt]his|\b[Ff]rom|\b[Ll]ate|\b[Ee]arly|\b[Mm]id-?)\s"
        rf"(?P<only>{_MONTH}(?![a-z]|\s\d))",
        r"(?<![\d,.$€£¥/万亿-])(?P<year>(?:19|20)\d\d)(?!\s?[万亿千百余多元人名个家公米吨辆岁次点]|[\d,]\d|\.\d|s\b|%|[A-Za-z/]|-?(?:year|strong|seat|mile|metre|meter)"
        r"|\s(?:people|percent|per cent|million|billion|dollars|yuan|euros|metres|meters|miles|km|m\b|kilometres|tonnes"
        r"|tons|troops))",
    )
)
_RELATIVE = re.compile(
    r"\b(?P<word>the day before yesterday|yesterday|last night|today|tonight|tomorrow"
    r"|this (?:morning|afternoon|evening))\b"
    r"|\b(?P<which>last|this|next|the previous|the same)\s(?P<unit>week|month|year)\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext)\s)?(?P<name>Mon|Tues?|Wednes|Thurs?|Fri|Satur|Sun)day(?P<every>s?)\b"
)
_QUARTER = re.compile(
    r"\b(?:(?P<part>first|second|third|fourth)[\s-](?P<unit>quarter|half)|(?P<short>[QqHh])(?P<number>[1-4]))\b(?:\s(?:of\s)?(?:(?P<year>20\d\d|19\d\d)|(?P<this>this|last|next)\syear))?",
    re.IGNORECASE,
)
_DECADE = re.compile(r"\b(?P<decade>(?:1[89]|20)\d0)s\b")
_WORDS = {
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tomorrow": 1,
    "the day before yesterday": -2,
}
_WHICH = {"last": -1, "the previous": -1, "this": 0, "the same": 0, "next": 1}
_PARTS = {"first": 0, "second": 1, "third": 2, "fourth": 3}


def find(text: str, anchor: date | None) -> Iterator[DateInterval]:
    """The English dates of `text`, in no order and perhaps overlapping; the longer of two is the better reading."""
    for pattern in _PATTERNS:
        for m in pattern.finditer(text):
            if found := _explicit(m, anchor):
                yield found
    for m in _DECADE.finditer(text):
        year = int(m["decade"])
        yield DateInterval(m.group(), m.start(), m.end(), date(year, 1, 1), date(year + 9, 12, 31))
    yield from _relatives(text, anchor)
    yield from _quarters(text, anchor)


def _explicit(m: re.Match[str], anchor: date | None) -> DateInterval | None:
    parts = m.groupdict()
    year = int(parts["year"]) if parts.get("year") else None
    month = _MONTHS_BY_PREFIX[parts["month"][:3].lower()] if parts.get("month") else None
    month = int(parts["mm"]) if parts.get("mm") else month
    day = int(parts["day"]) if parts.get("day") else None
    if year is not None:
        span = days_of(year, month, day)
    else:
        span = nearest_day(anchor, month=month, day=day) if anchor else None
    start, end = m.span("only") if parts.get("only") else m.span()
    if (year is not None and span is None) or (day is not None and not 1 <= day <= 31):
        return None
    first, last = span or (None, None)
    return DateInterval(m.string[start:end], start, end, first, last, year, month, day)


_MONTHS_BY_PREFIX = {name[:3]: index for index, name in enumerate(_MONTH_NAMES.split(), start=1)}


def _relatives(text: str, anchor: date | None) -> Iterator[DateInterval]:
    for m in _RELATIVE.finditer(text):
        unit = m["unit"].lower() if m["unit"] else "day"
        offset = _WHICH[m["which"].lower()] if m["which"] else _WORDS[m["word"].lower()]
        first, last = shifted(anchor, unit, offset) if anchor else (None, None)
        yield DateInterval(m.group(), m.start(), m.end(), first, last)
    for m in _WEEKDAY.finditer(text):
        day = next(i for i, name in enumerate(_DAYS) if name.startswith(m["name"].lower()))
        which = (m["which"] or "").lower()
        week = {"next": 1, "last": -1}.get(which)
        # Every Thursday is no day of the calendar.
        first, last = weekday_near(anchor, day, week=week) if anchor and not m["every"] else (None, None)
        yield DateInterval(m.group(), m.start(), m.end(), first, last, weekday=day)


def _quarters(text: str, anchor: date | None) -> Iterator[DateInterval]:
    for m in _QUARTER.finditer(text):
        half = (m["unit"] or m["short"]).lower() in {"half", "h"}
        part, months = _PARTS[m["part"].lower()] if m["part"] else int(m["number"]) - 1, 6 if half else 3
        # The first half of a match is no half of a year.
        if part * months >= 12 or (half and m["unit"] and not (m["year"] or m["this"])):
            continue
        explicit = int(m["year"]) if m["year"] else None
        year = explicit or (anchor.year + _WHICH[(m["this"] or "this").lower()] if anchor else None)
        first = days_of(year, part * months + 1) if year else None
        last = days_of(year, part * months + months) if year else None
        yield DateInterval(
            m.group(), m.start(), m.end(), first[0] if first else None, last[1] if last else None, explicit
        )
