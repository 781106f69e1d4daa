"""How Chinese news names dates: 2015年1月30日, 本月26日, 昨日, 上周五, 30日下午."""

import re
from datetime import date

from broadsheet.nlp import calendar_days as days
from broadsheet.nlp.calendar_days import Interval, Rule
from broadsheet.nlp.date_direction import direction

_DAYS = {day: i for i, day in enumerate("一二三四五六日")} | {"天": 6}
_SHIFTS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2}
_YEARS = {"前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2}
_WEEKS = {"上": -1, "本": 0, "这": 0, "下": 1}
_PART = r"(?:凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚间|晚上|深夜|晚|早)?"
_D = r"(?P<d>[12]\d|3[01]|0?[1-9])"
_M = r"(?P<m>1[0-2]|0?[1-9])"


def _int(match: re.Match[str], group: str) -> int | None:
    written = match.groupdict().get(group)
    return int(written) if written else None


def _year(match: re.Match[str], published: date | None) -> Interval:
    written = match.group("y")
    if written in _YEARS:
        if published is None:
            return None
        return days.period(published.year + _YEARS[written], _int(match, "m"), _int(match, "d"))
    return days.period(int(written[:4]), _int(match, "m"), _int(match, "d"))


def _near_month(match: re.Match[str], published: date | None) -> Interval:
    return days.months_away(_WEEKS.get(match.group("n")[0], 0), _int(match, "d"), published=published)


def _month_day(match: re.Match[str], published: date | None) -> Interval:
    towards = direction(match.string, *match.span())
    return days.nearest(int(match.group("m")), _int(match, "d"), published=published, towards=towards)


def _day(match: re.Match[str], published: date | None) -> Interval:
    return days.day_of_month(int(match.group("d")), published=published)


def _shift(match: re.Match[str], published: date | None) -> Interval:
    # 当天 is the day the report was speaking of, which is not told here.
    shift = _SHIFTS.get(match.group("s"))
    return None if shift is None else days.days_away(shift, published=published)


def _weekday(match: re.Match[str], published: date | None) -> Interval:
    which = match.group("w")
    return days.weekday(_DAYS[match.group("d")], week=_WEEKS[which[0]] if which else None, published=published)


def _week(match: re.Match[str], published: date | None) -> Interval:
    first = 5 if match.group("u") == "周末" else 0
    return days.weeks_away(_WEEKS[match.group("w")], first=first, published=published)


def _ago(match: re.Match[str], published: date | None) -> Interval:
    unit = 1 if match.group("u") == "天" else 7
    return days.days_away(-unit * int(match.group("n")), published=published)


# In order: of two that overlap the one of the earlier rule stays.
RULES: tuple[Rule, ...] = (
    (
        re.compile(rf"(?P<y>(?<!\d)(?:1[6-9]|20)\d\d年|前年|去年|今年|明年|后年)(?:{_M}月(?:份|{_D}[日号]{_PART})?)?"),
        _year,
    ),
    (re.compile(rf"(?P<n>上个月|上月|本月|这个月|当月|下个月|下月)(?:{_D}[日号]{_PART})?"), _near_month),
    (re.compile(rf"(?<![\d.年]){_M}月(?:份|{_D}[日号]{_PART})"), _month_day),
    (re.compile(rf"(?<![\d月.至第]){_D}[日号](?!内|间|子|线|楼|称机|机|院|馆|房|球){_PART}"), _day),
    (re.compile(rf"(?P<s>大前|前|昨|今|当|明|后)[天日](?![性赋]){_PART}"), _shift),
    (re.compile(r"(?P<s>昨|今|明|当)(?:晚|夜|晨|早)(?![餐会报期年])"), _shift),
    (re.compile(rf"(?P<w>上个?|本|这|下个?)?(?:周|星期|礼拜)(?P<d>[一二三四五六日天])(?![年个期岁]){_PART}"), _weekday),
    (re.compile(r"(?P<w>上|本|下)(?P<u>周末|周)(?![一二三四五六日年边围刊岁])"), _week),
    (re.compile(r"(?<!\d)(?P<n>\d{1,2})(?P<u>天|周)前"), _ago),
)
