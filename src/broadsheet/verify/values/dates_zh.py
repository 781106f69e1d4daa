"""Chinese dates: 2015年1月30日, 1月30日, 本月26日, 去年, 昨日, 上周三, 第三季度, 20世纪90年代."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from broadsheet.verify.values import numerals
from broadsheet.verify.values.calendar import days_of, nearest_day, shifted, weekday_near
from broadsheet.verify.values.shapes import DateInterval

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = (
    r"(?:(?P<year>(?:1[0-9]|20|21)\d\d|[一二][〇零九一二三四五六七八]{3})年(?:的(?=\d{1,2}月))?"
    r"|(?P<this>今年|本年度?|去年|前年|明年|后年|当年|次年|翌年)|(?P<short>(?<!\d)\d\d)年(?=\d{1,2}月))"
)
_FULL = re.compile(
    rf"(?<!怀孕){_YEAR}?\s?(?:(?P<month>{_N})月(?:份)?(?!期)|(?P<mon>本月|上个?月|下个?月|当月))"
    rf"\s?(?:(?P<day>{_N})[日号](?!线|楼|院|店))?(?!球)"
    rf"|{_YEAR.replace('year', 'year2').replace('this', 'this2').replace('short', 'short2')}"
    rf"(?:的?第?(?P<quarter>[一二三四1-4])季度|(?P<half>上半年|下半年))?"
    rf"|第?(?P<quarter3>[一二三四1-4])季度|(?P<half3>上半年|下半年)"
    rf"|(?<![\d.第])(?P<day3>\d{{1,2}})[日号](?!线|楼|院|店|元|文件|令)"
)
# (unit, offset): the words that are that many days, weeks or months from the report's own.
_RELATIVE_WORDS = (
    ("day", -3, "大前天"),
    ("day", -2, "前天 前日"),
    ("day", -1, "昨天 昨日 昨晚 昨夜 昨晨 昨早"),
    ("day", 0, "今天 今日 今晨 今早 今晚 今夜"),
    ("day", 1, "明天 明日 明晚 明早 明晨"),
    ("day", 2, "后天"),
    ("week", -1, "上周"),
    ("week", 0, "本周 这周"),
    ("week", 1, "下周"),
    ("month", -1, "上个月 上月"),
    ("month", 0, "本月"),
    ("month", 1, "下个月 下月"),
)
_RELATIVE = {word: (unit, offset) for unit, offset, words in _RELATIVE_WORDS for word in words.split()}
_WORD = re.compile("(?P<word>" + "|".join(sorted(_RELATIVE, key=len, reverse=True)) + r")(?!期|末|度假)")
_WEEKDAY = re.compile(r"(?P<week>上个?|本|这|下个?)?(?:周|星期|礼拜)(?P<name>[一二三四五六日天])(?![年月个天期])")
_DECADE = re.compile(
    r"(?:(?P<century>\d\d|[一二十]{2,3})世纪)?(?P<decade>\d0|[一二三四五六七八九]十|(?:1[89]|20)\d0)年代"
)
_LINKS = frozenset("至到和、-—–~～及与") | {"日至", "——"}
_YEARS = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2}
# These are counted from the year told before them, and mean nothing by themselves.
_FROM_BEFORE = {"当年": 0, "次年": 1, "翌年": 1}
_WEEKS = {"上": -1, "上个": -1, "本": 0, "这": 0, "下": 1, "下个": 1}


def find(text: str, anchor: date | None) -> Iterator[DateInterval]:
    """The Chinese dates of `text`, in no order; relative ones are resolved when there is an `anchor`."""
    yield from _decades(text)
    yield from _weekdays(text, anchor)
    before: DateInterval | None = None
    for m in _FULL.finditer(text):
        if found := _full(m, anchor, before):
            before = _in_the_month_of(before, found, text)
            yield before
    for m in _WORD.finditer(text):
        unit, offset = _RELATIVE[m["word"]]
        first, last = shifted(anchor, unit, offset) if anchor else (None, None)
        yield DateInterval(m.group(), m.start(), m.end(), first, last)


def _decades(text: str) -> Iterator[DateInterval]:
    for m in _DECADE.finditer(text):
        decade = int(numerals.chinese(m["decade"]) or 0)
        if decade < 100:
            century = int(numerals.chinese(m["century"]) or 0) if m["century"] else 20
            decade += 100 * (century - 1)
        yield DateInterval(m.group(), m.start(), m.end(), date(decade, 1, 1), date(decade + 9, 12, 31))


def _weekdays(text: str, anchor: date | None) -> Iterator[DateInterval]:
    for m in _WEEKDAY.finditer(text):
        day = 6 if m["name"] in "日天" else "一二三四五六".index(m["name"])
        week = _WEEKS[m["week"]] if m["week"] else None
        first, last = weekday_near(anchor, day, week=week) if anchor else (None, None)
        yield DateInterval(m.group(), m.start(), m.end(), first, last, weekday=day)


def _full(m: re.Match[str], anchor: date | None, before: DateInterval | None) -> DateInterval | None:
    year = _year(m, anchor, before)
    month, day = _int(m["month"]), _int(m["day"]) or _int(m["day3"])
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    if m["mon"] and anchor:
        offset = {"上": -1, "下": 1}.get(m["mon"][0], 0)
        start = shifted(anchor, "month", offset)[0]
        year, month = start.year, start.month
    first_month, months = _part_of_year(m)
    span = _days(anchor, year, month or first_month, day)
    if span and months:
        last = days_of(span[0].year, span[0].month + months - 1)
        span = (span[0], last[1]) if last else span
    first, last_day = span or (None, None)
    explicit = year if m["year"] or m["year2"] else None
    text = m.group().lstrip()  # a blank may stand where a year could
    return DateInterval(text, m.end() - len(text), m.end(), first, last_day, explicit, month, day)


def _in_the_month_of(before: DateInterval | None, found: DateInterval, text: str) -> DateInterval:
    """`found` with its month from the date before it where the two make a range or a list: 5月1日至3日."""
    if before is None or found.month or not found.day or text[before.end : found.start] not in _LINKS:
        return found
    month = before.month or (before.first.month if before.first else None)
    year = before.first.year if before.first else None
    span = days_of(year, month, found.day) if year and month else None
    first, last = span or (found.first, found.last)
    return replace(found, first=first, last=last, year=before.year, month=month)


def _days(anchor: date | None, year: int | None, month: int | None, day: int | None) -> tuple[date, date] | None:
    if year is not None:
        return days_of(year, month, day)
    if anchor is None or (month is None and day is None):
        return None
    return nearest_day(anchor, month=month, day=day)


def _year(m: re.Match[str], anchor: date | None, before: DateInterval | None) -> int | None:
    written = m["year"] or m["year2"]
    if written:
        return int(numerals.chinese(written) or 0) or None
    if short := m["short"] or m["short2"]:
        return 2000 + int(short)
    word = m["this"] or m["this2"]
    if word in _FROM_BEFORE and anchor and before:
        return before.first.year + _FROM_BEFORE[word] if before.first else None
    return anchor.year + _YEARS[word] if word in _YEARS and anchor else None


def _part_of_year(m: re.Match[str]) -> tuple[int | None, int]:
    """The first month and the number of months of a quarter or a half."""
    if quarter := m["quarter"] or m["quarter3"]:
        return 3 * int(numerals.chinese(quarter) or 1) - 2, 3
    if half := m["half"] or m["half3"]:
        return (1 if half[0] == "上" else 7), 6
    return None, 0


def _int(written: str | None) -> int | None:
    value = numerals.chinese(written) if written else None
    return None if value is None else int(value)
