"""Axes: round numbers to mark, times to mark, and how both are written in Chinese and English."""

import math
from collections.abc import Sequence
from datetime import datetime

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def rounds(low: float, high: float, *, n: int = 4, least: float = 0.0) -> list[float]:
    """About `n` round numbers (1, 2 or 5 times a power of ten) from at most `low` to at least `high`.

    They are `least` apart or more: 1 for what is counted, as nobody writes half an article.
    """
    span = (high - low) or 1.0
    raw = span / n
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * m for m in (1, 2, 5, 10) if power * m >= raw * 0.999)
    step = max(step, least)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(i * step, 10) for i in range(first, last + 1)]


def said(value: float, measure: str) -> str:
    """A value as its measure is written: 1 204, 34%, -0.25, +1.3, 0.00125."""
    if measure == "share":
        return f"{value * 100:.0f}%" if abs(value) >= 0.1 or value == 0 else f"{value * 100:.1f}%"
    if measure == "score":
        return f"{value:+.2f}".replace("-", "−").replace("+0.00", "0")
    if measure == "change":
        return f"{value:+.1f}".replace("-", "−")
    if measure == "real" and abs(value) < 1000:
        return f"{value:,.3g}".replace(",", "\u202f").replace("-", "−")
    is_whole = value == int(value) or abs(value) >= 1000
    return f"{value:,.0f}".replace(",", "\u202f").replace("-", "−") if is_whole else f"{value:.1f}"


def time_said(at: datetime, unit: str, language: str) -> str:
    """A bin's beginning in full: `9 June 2026`, `2026年6月9日`, with the hour where bins are hours."""
    if unit == "year":
        return f"{at.year}年" if language == "zh" else str(at.year)
    if unit == "month":
        return f"{at.year}年{at.month}月" if language == "zh" else f"{_MONTHS[at.month - 1]} {at.year}"
    day = f"{at.year}年{at.month}月{at.day}日" if language == "zh" else f"{at.day} {_MONTHS[at.month - 1]} {at.year}"
    return f"{day} {at:%H:%M}" if unit == "hour" else day


def marks(starts: Sequence[datetime], *, unit: str, language: str, most: int) -> list[tuple[int, str]]:
    """(place, label) of at most `most` of the bins, evenly apart, short: the year stands where it changes."""
    if not starts:
        return []
    step = _step(len(starts), unit=unit, most=most)
    places = list(range(_first(starts, unit=unit, step=step), len(starts), step))
    labels, before = [], None
    for place in places:
        labels.append((place, _short(starts[place], before, unit=unit, language=language)))
        before = starts[place]
    return labels


def _step(n: int, *, unit: str, most: int) -> int:
    """How many bins from mark to mark: whole days, weeks or years of them where possible."""
    liked = {"hour": (1, 3, 6, 12, 24, 48, 96), "day": (1, 2, 7, 14, 28, 56), "month": (1, 3, 6, 12, 24, 60)}
    least = math.ceil(n / max(most, 1))
    steps = liked.get(unit, (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000))
    return next((step for step in steps if step >= least), least)


def _first(starts: Sequence[datetime], *, unit: str, step: int) -> int:
    """The first mark: a midnight, a Monday or a January where marks are whole days, weeks or years apart."""
    for place, at in enumerate(starts[:step]):
        is_round = (
            (unit == "hour" and step % 24 == 0 and at.hour == 0)
            or (unit == "hour" and step < 24 and at.hour % step == 0)
            or (unit == "day" and step % 7 == 0 and at.weekday() == 0)
            or (unit == "month" and step % 12 == 0 and at.month == 1)
            or (unit == "year" and at.year % step == 0)
        )
        if is_round:
            return place
    return 0


def _short(at: datetime, before: datetime | None, *, unit: str, language: str) -> str:
    zh, new_year = language == "zh", before is None or before.year != at.year
    if unit == "year":
        return str(at.year)
    if unit == "month":
        if new_year:
            return f"{at.year}年{at.month}月" if zh else f"{_MONTHS[at.month - 1]} {at.year}"
        return f"{at.month}月" if zh else _MONTHS[at.month - 1]
    day = f"{at.month}月{at.day}日" if zh else f"{at.day} {_MONTHS[at.month - 1]}"
    if unit == "hour":
        return day if at.hour == 0 or before is None or before.date() != at.date() else f"{at:%H:%M}"
    return day if before is None or not new_year else (f"{at.year}年{day}" if zh else f"{day} {at.year}")
