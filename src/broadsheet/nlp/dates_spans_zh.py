"""How Chinese news names stretches of time: 本月初, 去年底, 第三季度, 过去三年, 3月3日至7日, 上世纪八十年代."""

import re
from datetime import date

from broadsheet.nlp import calendar_days as days
from broadsheet.nlp.calendar_days import Interval, Rule
from broadsheet.nlp.date_direction import direction

_DIGITS = {char: i for i, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
_YEARS = {"前年": -2, "去年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}
_MONTHS = {"上": -1, "本": 0, "这": 0, "当": 0, "下": 1}
_UNITS = {"天": "day", "日": "day", "周": "week", "星期": "week", "个星期": "week", "个月": "month", "年": "year"}
_PARTS = {"初": 0, "上旬": 0, "中": 1, "中旬": 1, "底": 2, "末": 2, "下旬": 2}
_N = r"(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})"
_UNIT = r"(?P<u>天|周|个?星期|个月|年)"
_YEAR = r"(?P<y>(?<!\d)(?:1[6-9]|20)\d\d年|前年|去年|今年|本年|明年|后年)"
_PART = r"(?P<part>初|上旬|中旬|底|末|下旬)"
_M = r"(?P<m>1[0-2]|0?[1-9])"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"


def number(written: str) -> int:
    """A number below a hundred in figures or Chinese characters; 二〇一六, figure by figure, is 2016."""
    if written.isdigit() and written.isascii():
        return int(written)
    if "十" in written:
        tens, _, ones = written.partition("十")
        return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)
    return int("".join(str(_DIGITS[char]) for char in written))


def _year(written: str | None, published: date | None) -> int | None:
    if written and written[0].isdigit():
        return int(written[:4])
    return published.year + _YEARS.get(written or "今年", 0) if published else None


def _part_of_year(match: re.Match[str], published: date | None) -> Interval:
    year = _year(match.groupdict().get("y"), published)
    return days.third(days.period(year), _PARTS[match.group("part")]) if year else None


def _part_of_month(match: re.Match[str], published: date | None) -> Interval:
    groups, part = match.groupdict(), match.group("part")
    if groups.get("n"):
        whole = days.months_away(_MONTHS[groups["n"][0]], None, published=published)
    elif groups.get("y"):
        year = _year(groups["y"], published)
        whole = days.period(year, int(groups["m"])) if year else None
    else:
        whole = days.nearest(int(groups["m"]), None, published=published)
    if whole is None or not part.endswith("旬"):
        return days.third(whole, _PARTS[part])
    # 上旬, 中旬 and 下旬 are from the 1st, the 11th and the 21st.
    first = 10 * _PARTS[part] + 1
    start = whole[0].replace(day=first)
    return start, whole[1] if part == "下旬" else whole[0].replace(day=first + 9)


def _half(match: re.Match[str], published: date | None) -> Interval:
    year = _year(match.groupdict().get("y"), published)
    return days.half(year, 1 if match.group("h") == "上" else 2) if year else None


def _quarter(match: re.Match[str], published: date | None) -> Interval:
    year = _year(match.groupdict().get("y"), published)
    written = match.group("q")
    return days.quarter(year, 1 if written == "首" else number(written)) if year else None


def _away(match: re.Match[str], published: date | None) -> Interval:
    sign = 1 if match.group("side").endswith("后") else -1
    return days.away(sign * number(match.group("n")), _UNITS[match.group("u")], published=published)


def _past(match: re.Match[str], published: date | None) -> Interval:
    return days.since(number(match.group("n")), _UNITS[match.group("u")], published=published)


def _range(match: re.Match[str], published: date | None) -> Interval:
    """3月3日至7日, 2016年3月30日至4月2日."""
    groups = match.groupdict()
    year = _year(groups["y"], published) if groups.get("y") else None
    ends = ((int(groups["m"]), int(groups["d1"])), (int(groups["m2"] or groups["m"]), int(groups["d2"])))
    if year:
        first, last = (days.period(year, month, day) for month, day in ends)
    else:
        towards = direction(match.string, *match.span())
        first, last = (days.nearest(month, day, published=published, towards=towards) for month, day in ends)
    return days.spanning(first, last)


def _years(match: re.Match[str], published: date | None) -> Interval:
    del published
    return days.spanning(days.period(int(match.group("y1"))), days.period(int(match.group("y2"))))


def _decade(match: re.Match[str], published: date | None) -> Interval:
    """20世纪90年代, 上世纪八十年代."""
    century = match.group("c")
    if century in ("上", "本"):
        if published is None:
            return None
        first = (published.year // 100 - (century == "上")) * 100
    else:
        first = (int(century) - 1) * 100
    first += number(match.group("n"))
    return date(first, 1, 1), date(first + 9, 12, 31)


def _written(match: re.Match[str], published: date | None) -> Interval:
    """二〇一六年五月一日; without a year the nearest."""
    year, month, day = (match.groupdict().get(name) for name in ("y", "m", "d"))
    relative = match.groupdict().get("r")
    told = _year(relative, published) if relative else number(year) if year else None
    if told:
        return days.period(told, number(month) if month else None, number(day) if day else None)
    if relative:
        return None
    return days.nearest(number(month or "一"), number(day) if day else None, published=published)


_FIGURE = "零〇○一二三四五六七八九"
_ZH_MONTH = r"(?P<m>十[一二]?|[一二三四五六七八九])"
_ZH_DAY = r"(?P<d>三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"

# In order, before those of `dates_zh`: these are longer.
RULES: tuple[Rule, ...] = (
    (
        re.compile(
            rf"(?:{_YEAR})?{_M}月(?P<d1>{_DAY})日?(?:至|到|[-—–~～])(?:(?P<m2>1[0-2]|0?[1-9])月)?(?P<d2>{_DAY})日"
        ),
        _range,
    ),
    (re.compile(r"(?<!\d)(?P<y1>(?:1[6-9]|20)\d\d)年?(?:至|到|[-—–~～])(?P<y2>(?:1[6-9]|20)\d\d)年"), _years),
    (re.compile(rf"(?P<y>[一二][{_FIGURE}]{{3}})年(?:{_ZH_MONTH}月(?:{_ZH_DAY}[日号])?)?"), _written),
    (re.compile(rf"(?<![{_FIGURE}十]){_ZH_MONTH}月{_ZH_DAY}[日号]"), _written),
    (re.compile(rf"(?P<r>前年|去年|今年|明年|后年){_ZH_MONTH}月(?:{_ZH_DAY}[日号])?"), _written),
    (re.compile(r"(?P<c>上|本|(?:19|20|21))世纪(?P<n>\d0|[一二三四五六七八九]十)年代"), _decade),
    (re.compile(rf"(?:{_YEAR})?(?<![\d.]){_M}月(?:份)?{_PART}"), _part_of_month),
    (re.compile(rf"(?P<n>上个?月|本月|这个月|当月|下个?月){_PART}"), _part_of_month),
    (re.compile(rf"(?:{_YEAR})(?P<h>上|下)半年"), _half),
    (re.compile(r"(?<![\u4e00-\u9fff])(?P<h>上|下)半年"), _half),
    (
        re.compile(rf"(?:{_YEAR})?第?(?P<q>[一二三四1-4首])季度?(?<!首季度)(?=[\u4e00-\u9fff，。、,；]|$)(?<=度)"),
        _quarter,
    ),
    (re.compile(rf"{_YEAR}年?(?P<part>初|底|末)"), _part_of_year),
    (re.compile(r"(?<![\u4e00-\u9fff\d])年(?P<part>初|底|末)"), _part_of_year),
    (re.compile(rf"(?<![第\d一二两三四五六七八九十]){_N}{_UNIT}(?P<side>之?前|之?后|以前|以后)(?![沿景])"), _away),
    (re.compile(rf"(?:过去|近|最近|此前|前)(?:的)?{_N}{_UNIT}(?:来|间|里|以来)?"), _past),
)
