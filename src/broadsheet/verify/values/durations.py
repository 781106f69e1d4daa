"""Lengths of time told in two units or with a half: 2小时15分钟, 三年半, three hours and 38 minutes."""

import re
from collections.abc import Iterator

from broadsheet.verify.values import numerals
from broadsheet.verify.values.hedges import bounds, hedge_at
from broadsheet.verify.values.shapes import Quantity

_HAN = r"(?:\d+|[零一二两三四五六七八九十百]+)"
_WORDS = "|".join(sorted([*numerals.ONES, *numerals.TENS], key=len, reverse=True))
_LATIN = rf"(?:\d+|an?|(?:{_WORDS})(?:-(?:{_WORDS}))?)"
_ZH = re.compile(
    rf"(?P<large>{_HAN})(?P<unit>个?小时|分钟?|年|天|个月)"
    rf"(?:零?(?P<small>{_HAN})(?P<next>分钟|分(?!之)|秒钟?|个月|个?小时)|(?P<half>半)(?![年月天日岁票数场]))"
    rf"|(?P<large2>{_HAN})个半(?P<unit2>小时|月|世纪|星期)|(?<![一上下前后大小])半个?(?P<only>小时|年|个?月|世纪|天)(?![前后]期|报)"
)
_EN = re.compile(
    rf"\b(?P<large>{_LATIN})[\s-](?P<unit>hours?|minutes?|years?|months?)(?:\s|,\s?|-)(?:and\s)?"
    rf"(?:(?P<small>{_LATIN})[\s-](?P<next>minutes?|seconds?|months?)|(?P<half>a\shalf))\b"
    rf"|\b(?P<large2>{_LATIN})\sand\sa\shalf[\s-](?P<unit2>hours?|minutes?|years?|months?|days?|weeks?)\b"
    r"|\bhalf(?:\s|-)an?(?:\s|-)(?P<only>hour|year|day|century|month|minute)\b",
    re.IGNORECASE,
)
# Seconds up to the day, months above it: what news gives in years and months is never said in hours.
_SIZES = {
    "小时": ("second", 3600.0), "分": ("second", 60.0), "秒": ("second", 1.0), "hour": ("second", 3600.0),
    "minute": ("second", 60.0), "second": ("second", 1.0), "年": ("month", 12.0), "月": ("month", 1.0),
    "year": ("month", 12.0), "month": ("month", 1.0), "世纪": ("month", 1200.0), "century": ("month", 1200.0),
    "天": ("day", 1.0), "day": ("day", 1.0), "星期": ("day", 7.0), "week": ("day", 7.0),
}  # fmt: skip


def find_durations(text: str) -> Iterator[Quantity]:
    """The lengths of time in `text` that are told in two parts, in no order."""
    for pattern in (_ZH, _EN):
        for m in pattern.finditer(text):
            if (found := _duration(text, m)) is not None:
                yield found


def _duration(text: str, m: re.Match[str]) -> Quantity | None:
    if m["only"]:
        unit, size = _size(m["only"])
        return _quantity(text, m.span(), size / 2, unit, digits=False)
    unit, size = _size(m["unit"] or m["unit2"])
    whole = _number(m["large"] or m["large2"])
    digits = (m["large"] or m["large2"])[0].isdigit()
    if m["next"]:
        smaller, part = _size(m["next"])
        small = _number(m["small"])
        if smaller != unit or part >= size or small >= size / part:
            return None
        return _quantity(text, m.span(), whole * size + small * part, unit, digits=digits)
    return _quantity(text, m.span(), (whole + 0.5) * size, unit, digits=digits)


def _quantity(text: str, span: tuple[int, int], figure: float, unit: str, *, digits: bool) -> Quantity:
    hedge, start, end = hedge_at(text, *span)
    low, high = bounds(figure, hedge, figure / 10 if hedge != "exact" else 1.0)
    return Quantity(text[start:end], start, end, figure, low, high, unit, hedge, digits, step=1.0)


def _size(written: str) -> tuple[str, float]:
    word = written.lower().removeprefix("个").removesuffix("钟").removesuffix("s")
    return _SIZES[word]


def _number(written: str) -> float:
    word = written.lower()
    return 1.0 if word in {"a", "an"} else float(numerals.chinese(word) or numerals.english(word) or 0.0)
