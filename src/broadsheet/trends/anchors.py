"""Anchors: what a report keeps when it is told in another language, which is its numbers, in one notation.

`3.2万`, `32,000` and `32 thousand` are one anchor. Small whole numbers and years are not anchors: they are in every
report. Names are not anchors either, since 梅里迪安 and Meridian share no character.
"""

import math
import re
import unicodedata

_SCALES = {"百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "m": 1e6}
_SCALES |= {"十": 1e1, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_LATIN = re.compile(
    r"(?<![\d.])(\d[\d,]*(?:\.\d+)?)"
    r"[\s-]{0,2}(万亿|千亿|百亿|十亿|千万|百万|十万|[万亿千百]|hundred\b|thousand\b|million\b|billion\b|trillion\b|bn\b|m\b)?"
    r"\s?(%|per cent\b|percent\b|个百分点|percentage points?\b)?",
    re.IGNORECASE,
)
_HAN = re.compile(r"(百分之)?([零〇一二三四五六七八九两十百千]{1,9})(?:点([零〇一二三四五六七八九]+))?(万亿|[万亿])?")
_SMALLEST = 10
"""Whole numbers under this are in every report ("two people", "三天"), so they anchor nothing."""
_YEARS = range(1900, 2101)


def anchors(text: str) -> frozenset[str]:
    """The numbers of `text` in one notation: `32000`, `5.2%`."""
    plain = unicodedata.normalize("NFKC", text)
    found = [_name(_latin_value(m), percent=m[3] is not None) for m in _LATIN.finditer(plain)]
    found += [_name(_han_value(m), percent=m[1] is not None) for m in _HAN.finditer(plain) if _is_number(m)]
    return frozenset(name for name in found if name)


def _latin_value(match: re.Match[str]) -> float:
    return float(match[1].replace(",", "")) * _scale(match[2] or "")


def _is_number(match: re.Match[str]) -> bool:
    """One Chinese character is no number by itself: 百姓, 千万, 一些."""
    return len(match[2]) > 1 or match[1] is not None or match[3] is not None


def _han_value(match: re.Match[str]) -> float:
    decimals = "".join(str(_DIGITS[c]) for c in match[3] or "")
    return (_han_whole(match[2]) + float(f"0.{decimals or 0}")) * _scale(match[4] or "")


def _scale(unit: str) -> float:
    """`million` is 1e6; 百万, hundred times ten thousand, too."""
    whole = _SCALES.get(unit.lower())
    return math.prod(_SCALES[c] for c in unit) if whole is None else whole


def _han_whole(numeral: str) -> int:
    """三百二十七 is 327; 二〇二六, a run of digits, is 2026."""
    if not any(c in _TENS for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total, digit = 0, 0
    for char in numeral:
        if char in _TENS:
            total += (digit or 1) * _TENS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def _name(value: float, *, percent: bool) -> str:
    if percent:
        return f"{value:g}%"
    if value == int(value) and (value < _SMALLEST or int(value) in _YEARS):
        return ""
    return f"{value:.12g}"
