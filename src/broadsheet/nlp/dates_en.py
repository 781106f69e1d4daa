"""How English news names dates: Jan. 30, 30 January 2015, Wednesday, last week, three days ago, the 1990s."""

import re
from datetime import date

from broadsheet.nlp import calendar_days as days
from broadsheet.nlp.calendar_days import Interval, Rule
from broadsheet.nlp.date_direction import direction

MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6} | {
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
_DAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_SHIFTS = {"yesterday": -1, "last night": -1, "tomorrow": 1}
WHICH = {"last": -1, "this": 0, "next": 1}
NUMBERS = {
    name: i for i, name in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
}

MONTH = (
    r"(?P<m>January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_DAY = r"(?P<d>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?P<y>(?:1[6-9]|20)\d\d)"
_HOURS = r"(?:\s(?:morning|afternoon|evening|night)\b)?"
SMALL = "|".join(NUMBERS)


def _named(match: re.Match[str], published: date | None) -> Interval:
    groups = match.groupdict()
    month = MONTHS[match.group("m")[:3].lower()]
    day = int(groups["d"]) if groups.get("d") else None
    if groups.get("y"):
        return days.period(int(groups["y"]), month, day)
    return days.nearest(month, day, published=published, towards=direction(match.string, *match.span()))


def _iso(match: re.Match[str], published: date | None) -> Interval:
    del published
    return days.period(*(int(match.group(name)) for name in ("y", "m", "d")))


def _weekday(match: re.Match[str], published: date | None) -> Interval:
    """`next` is the week after, `last` the nearest before today, `this` this week's.

    Alone it is the nearest not after publication, or the next one where the words before it speak of the future.
    """
    which = (match.group("w") or "").lower()
    wanted = _DAYS[match.group("d")[:3].lower()]
    if which == "last" and published and published.weekday() == wanted:
        return days.days_away(-7, published=published)
    if not which and published and direction(match.string, *match.span()) == "ahead":
        return days.days_away((wanted - published.weekday() - 1) % 7 + 1, published=published)
    return days.weekday(wanted, week={"next": 1, "this": 0}.get(which), published=published)


def _shift(match: re.Match[str], published: date | None) -> Interval:
    return days.days_away(_SHIFTS.get(match.group("s").lower(), 0), published=published)


def _span(match: re.Match[str], published: date | None) -> Interval:
    shift, unit = WHICH[match.group("w").lower()], match.group("u")
    if unit == "month":
        return days.months_away(shift, None, published=published)
    if unit == "year":
        return days.period(published.year + shift) if published else None
    return days.weeks_away(shift, first=5 if unit == "weekend" else 0, published=published)


def _year(match: re.Match[str], published: date | None) -> Interval:
    del published
    return days.period(int(match.group()))


def _decade(match: re.Match[str], published: date | None) -> Interval:
    del published
    first = int(match.group("y"))
    return date(first, 1, 1), date(first + 9, 12, 31)


# In order: of two that overlap the one of the earlier rule stays.
RULES: tuple[Rule, ...] = (
    (re.compile(rf"(?<!\d){YEAR}[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<d>[12]\d|3[01]|0?[1-9])(?!\d)"), _iso),
    (re.compile(rf"\b{MONTH}\s{_DAY}(?:,?\s{YEAR})?(?![\w:]|[.,]\d)"), _named),
    (re.compile(rf"\b{_DAY}\s(?:of\s)?{MONTH}(?:,?\s{YEAR})?(?!\w)"), _named),
    (re.compile(rf"\b{MONTH}(?:,|\sof)?\s{YEAR}\b"), _named),
    (
        re.compile(
            r"\b(?:(?P<w>[Ll]ast|[Nn]ext|[Tt]his)\s)?(?P<d>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b" + _HOURS
        ),
        _weekday,
    ),
    (
        re.compile(
            r"\b(?P<s>[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|[Ll]ast night|[Tt]his (?:morning|afternoon|evening))"
            r"\b" + _HOURS
        ),
        _shift,
    ),
    (re.compile(r"\b(?P<w>[Ll]ast|[Tt]his|[Nn]ext) (?P<u>week(?:end)?|month|year)\b"), _span),
    (
        re.compile(
            r"(?<=\b[Ii]n )(?P<m>January|February|March|April|May|June|July|August|September|"
            r"October|November|December)\b"
        ),
        _named,
    ),
    (re.compile(rf"\b(?:the\s)?{YEAR}(?<=0)s\b"), _decade),
    (re.compile(r"(?:(?<=\b[Ii]n )|(?<=[Ss]ince )|(?<=\b[Bb]y ))(?:1[6-9]|20)\d\d\b(?![,.]?\d)"), _year),
)
