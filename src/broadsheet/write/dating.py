"""The day that each point of a plan tells of, resolved by the verify room, and how a timeline prints it."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from broadsheet.verify.reading import read
from broadsheet.verify.values import DateInterval
from broadsheet.write.shapes import Ask, Plan, Point
from broadsheet.write.wording import month_and_day

# A day told without a year, with no report to count from: kept in its order by a year of its own, which has a Feb 29.
_NO_YEAR = 4
_A_DAY, _A_MONTH = 1, 31
_IN_A_YEAR = re.compile(
    r"(?:\b(?:in|since|during|until|by|from|early|late|mid) |[\u4e00-\u9fff，。]|^)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A point with the first day of what it tells, and that day (or month, or year) as it is printed."""

    point: Point
    day: date
    label: str


def dated_points(plan: Plan, ask: Ask, *, newest: datetime | None) -> list[Dated]:
    """The points that stand alone and tell a day, earliest first; the others are left out."""
    published = {e.source: e.published for e in ask.evidence}
    found = []
    for point in plan.points:
        day = None if point.joined else _told(point.text, published.get(point.source) or newest)
        if day is not None:
            found.append(Dated(point, _first(day), _label(day, newest, ask.language)))
    return sorted(found, key=lambda d: d.day)


def _told(text: str, anchor: datetime | None) -> DateInterval | None:
    """The day a sentence tells of: the closest to a day among those outside quotation marks, the first of them."""
    values = read(text, published=anchor)
    quoted = [(q.start, q.end) for q in values.quotations]
    outside = [d for d in values.dates if not any(a <= d.start < b for a, b in quoted) and not _is_epithet(d, text)]
    # A day without its year that would be of another year than the report may be ahead (until 15 October): not sure.
    outside = [d for d in outside if d.year or not (d.month and d.first and anchor) or d.first.year == anchor.year]
    exact = [d for d in outside if d.days == _A_DAY or (d.month and not d.first) or _is_named(d, text)]
    return min(exact, key=lambda d: (_coarse(d), d.start), default=None)


def _is_named(day: DateInterval, text: str) -> bool:
    """Whether a month or a year is told by its name: last week, the 1960s and this month are no place on a timeline."""
    if day.days <= _A_MONTH:
        return day.month is not None and day.days > 7
    return day.year is not None and day.month is None and not text.startswith(("s", "年代"), day.end) and day.days > 360


def _is_epithet(day: DateInterval, text: str) -> bool:
    """Whether a bare English year only describes a thing: Larkford's 1931 footbridge, the 2019 record."""
    return day.days > _A_MONTH and text[day.start : day.end].isdigit() and not _IN_A_YEAR.search(text[: day.start])


def _coarse(day: DateInterval) -> int:
    return 0 if day.days <= _A_DAY else 1 if day.days <= _A_MONTH else 2


def _first(day: DateInterval) -> date:
    return day.first or date(_NO_YEAR, day.month or 1, day.day or 1)


def _label(day: DateInterval, newest: datetime | None, language: str) -> str:
    first = _first(day)
    if _coarse(day) == 2:
        return f"{first.year}年" if language == "zh" else str(first.year)
    if _coarse(day) == 1 and day.month and not day.day:
        name = month_and_day((first.month, 1), language)
        text = name.removesuffix("1日") if language == "zh" else name.removesuffix(" 1")
        return f"{first.year}年{text}" if language == "zh" else f"{text} {first.year}"
    text = month_and_day((first.month, first.day), language)
    if first.year == _NO_YEAR or (newest and newest.year == first.year):
        return text
    return f"{first.year}年{text}" if language == "zh" else f"{text}, {first.year}"
