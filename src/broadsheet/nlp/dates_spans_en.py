"""How English news names stretches of time: early March, the first quarter, the past two weeks, March 3 to 7."""

import re
from datetime import date, timedelta

from broadsheet.nlp import calendar_days as days
from broadsheet.nlp.calendar_days import Interval, Rule
from broadsheet.nlp.date_direction import direction
from broadsheet.nlp.dates_en import MONTH, MONTHS, NUMBERS, SMALL, WHICH, YEAR

_PARTS = {"early": 0, "start": 0, "beginning": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
# Northern seasons by their months, as news of the northern half of the world means them; winter ends a year.
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
_PART = r"(?P<part>[Ee]arly|[Mm]id|[Ll]ate|(?:[Tt]he )?(?:start|beginning|middle|end) of)"
_N = rf"(?P<n>\d{{1,3}}|{SMALL}|an?)"
_UNIT = r"(?P<u>day|week|month|year)"
_MORE = f"{_N} {_UNIT}".replace("<n>", "<n2>").replace("<u>", "<v>")


def _number(written: str) -> int:
    low = written.lower()
    return 1 if low in ("a", "an") else NUMBERS.get(low) or int(low)


def _part_of(match: re.Match[str]) -> int:
    return _PARTS[match.group("part").lower().removeprefix("the ").removesuffix(" of")]


def _year(match: re.Match[str], published: date | None) -> int | None:
    """The year that is named, or this, last or next one's; None when it can't be told."""
    groups = match.groupdict()
    if groups.get("y"):
        return int(groups["y"])
    shift = WHICH.get((groups.get("w") or "this").lower(), 0)
    return published.year + shift if published else None


def _month_part(match: re.Match[str], published: date | None) -> Interval:
    month = MONTHS[match.group("m")[:3].lower()]
    year = match.group("y")
    whole = days.period(int(year), month) if year else days.nearest(month, None, published=published)
    return days.third(whole, _part_of(match))


def _year_part(match: re.Match[str], published: date | None) -> Interval:
    year = _year(match, published)
    return days.third(days.period(year), _part_of(match)) if year else None


def _span_part(match: re.Match[str], published: date | None) -> Interval:
    """`late last week`, `the end of the month`."""
    shift, unit = WHICH.get((match.group("w") or "this").lower(), 0), match.group("u")
    if unit == "week":
        whole = days.weeks_away(shift, first=0, published=published)
    else:
        whole = days.away(shift, unit, published=published)
    return days.third(whole, _part_of(match))


def _within(match: re.Match[str], published: date | None) -> Interval:
    """`earlier this month` is from its first day to publication's, `later this month` from then to its last."""
    if published is None:
        return None
    unit = match.group("u")
    if unit == "week":
        whole = days.weeks_away(0, first=0, published=published)
    else:
        whole = days.away(0, unit, published=published) if unit != "day" else days.one_day(published)
    if whole is None:
        return None
    return (whole[0], published) if match.group("when").lower() == "earlier" else (published, whole[1])


def _quarter(match: re.Match[str], published: date | None) -> Interval:
    year = _year(match, published)
    written = match.group("q").lower()
    which = _ORDINALS.get(written) or int(written)
    if year is None:
        return None
    return days.half(year, which) if match.group("of") == "half" else days.quarter(year, which)


def _past(match: re.Match[str], published: date | None) -> Interval:
    number, unit = match.group("n") or match.group("n2") or "one", match.group("u") or match.group("v")
    return days.since(_number(number), unit.lower(), published=published)


def _ago(match: re.Match[str], published: date | None) -> Interval:
    sign = -1 if match.group("side").lower() in ("ago", "earlier") else 1
    return days.away(sign * _number(match.group("n")), match.group("u").lower(), published=published)


def _range(match: re.Match[str], published: date | None) -> Interval:
    """`March 3 to 7`, `3-7 March 2016`, `March 30 - April 2`."""
    groups = match.groupdict()
    month = MONTHS[groups["m"][:3].lower()]
    other = MONTHS[groups["m2"][:3].lower()] if groups.get("m2") else month
    ends = ((month, int(groups["d1"])), (other, int(groups["d2"])))
    if groups.get("y"):
        first, last = (days.period(int(groups["y"]), one, day) for one, day in ends)
    else:
        towards = direction(match.string, *match.span())
        first, last = (days.nearest(one, day, published=published, towards=towards) for one, day in ends)
    return days.spanning(first, last)


def _years(match: re.Match[str], published: date | None) -> Interval:
    del published
    return days.spanning(days.period(int(match.group("y1"))), days.period(int(match.group("y2"))))


def _season(match: re.Match[str], published: date | None) -> Interval:
    year = _year(match, published)
    if year is None:
        return None
    if match.group("s") == "winter":
        return date(year, 12, 1), date(year + 1, 3, 1) - timedelta(days=1)
    first, last = _SEASONS[match.group("s")]
    return days.spanning(days.period(year, first), days.period(year, last))


def _two_days(match: re.Match[str], published: date | None) -> Interval:
    return days.days_away(-2 if "before" in match.group() else 2, published=published)


_D = r"(?:[12]\d|3[01]|0?[1-9])"
_OTHER = MONTH.replace("?P<m>", "?:")
_OF_YEAR = rf"(?:{YEAR}|(?P<w>last|this|next) year|the year)"
_TO = r"(?:\s?[-–—]\s?|\s(?:to|and|through|until)\s)"

# In order, before those of `dates_en`: these are longer.
RULES: tuple[Rule, ...] = (
    (
        re.compile(
            rf"\b{MONTH}\s(?P<d1>{_D}){_TO}(?:(?P<m2>{_OTHER})\s)?(?P<d2>{_D})(?:,?\s{YEAR})?"
            r"(?![\w:]|[.,]\d)"
        ),
        _range,
    ),
    (re.compile(rf"(?<![\d.])(?P<d1>{_D}){_TO}(?P<d2>{_D})\s{MONTH}(?:,?\s{YEAR})?(?!\w)"), _range),
    (re.compile(rf"\b{_PART}[\s-]{MONTH}(?:,?\s{YEAR})?(?!\s?\d)(?!\w)"), _month_part),
    (re.compile(rf"\b{_PART}[\s-](?:the )?{YEAR}(?!\d)"), _year_part),
    (re.compile(rf"\b{_PART}\s(?:the )?(?:(?P<w>last|this|next) )?{_UNIT}\b(?<!day)"), _span_part),
    (re.compile(r"\b(?P<when>[Ee]arlier|[Ll]ater) (?:this|in the) (?P<u>week|month|year)\b"), _within),
    (re.compile(r"\b(?P<when>[Ee]arlier|[Ll]ater) to(?P<u>day)\b"), _within),
    # Halves are also of matches, so they must be a year's.
    (re.compile(rf"\b(?:the )?(?P<q>first|second|third|fourth) (?P<of>quarter)(?: of {_OF_YEAR})?"), _quarter),
    (re.compile(rf"\b(?:the )?(?P<q>first|second) (?P<of>half) of {_OF_YEAR}"), _quarter),
    (re.compile(rf"\b(?P<of>Q)(?P<q>[1-4])\s{YEAR}\b"), _quarter),
    (re.compile(rf"\bthe (?:past (?:{_N} )?{_UNIT}s?|last {_MORE}s)\b", re.IGNORECASE), _past),
    (re.compile(rf"\b{_N} {_UNIT}s? (?P<side>ago|earlier|from now)\b", re.IGNORECASE), _ago),
    (
        re.compile(r"\b(?:[Ff]rom|[Bb]etween) (?P<y1>(?:1[6-9]|20)\d\d)(?: to | and |[-–])(?P<y2>(?:1[6-9]|20)\d\d)\b"),
        _years,
    ),
    (
        re.compile(
            rf"\b(?:(?P<w>[Ll]ast|[Tt]his|[Nn]ext) |in the )(?P<s>spring|summer|autumn|fall|winter)(?: of {YEAR})?\b"
        ),
        _season,
    ),
    (re.compile(r"\bthe day (?:before yesterday|after tomorrow)\b", re.IGNORECASE), _two_days),
)
