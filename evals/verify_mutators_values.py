"""Faults in figures: another number, unit, day or period, and two figures exchanged."""

import re
from itertools import pairwise

from evals.verify_changes import Changed, Mutator, Setting, one_of, pairs, put

_MONTHS = "January February March April May June July August September October November December"
_WEEK = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_FIGURE = re.compile(
    r"(?<![\d.,A-Za-z第:：-])\d+(?:,\d{3})*(?:\.\d+)?(?![\d:：年月日号时A-Za-z-]|,\d|\s?(?:"
    + _MONTHS.replace(" ", "|")
    + "))"
)
_UNITS = {
    "zh": "亿>万 万>亿 %>个百分点 公里>米 亿美元>亿元 万元>万美元 吨>公斤 小时>分钟 岁>个月",
    "en": "million>billion billion>million percent>percentage_points per_cent>percentage_points %>percentage_points "
    "kilometers>miles km>miles miles>km yuan>dollars tonnes>kilograms hours>minutes weeks>months $>€ £>$",
}
_DATES_ZH = re.compile(r"(?<![\d.])(\d{1,4})(年|月|日)(?!\d*期)")
_DATES_EN = re.compile(
    rf"\b(?P<month>{_MONTHS.replace(' ', '|')})\b|\b(?P<day>{_WEEK.replace(' ', '|')})\b"
    r"|(?<!\d)(?P<year>(?:19|20)\d\d)(?![\d,]|\.\d|s\b)"
)
_PERIODS = {
    "zh": "今年>去年 去年>前年 去年>今年 上半年>下半年 下半年>上半年 一季度>三季度 二季度>四季度 三季度>一季度 "
    "四季度>二季度 上个月>本月 本月>上个月 上月>本月 本周>上周 上周>本周 同比>环比 环比>同比 明年>后年 年初>年底 "
    "年底>年初",
    "en": "this_year>last_year last_year>this_year next_year>this_year last_month>this_month this_month>last_month "
    "last_week>this_week this_week>last_week first_quarter>third_quarter second_quarter>fourth_quarter "
    "third_quarter>first_quarter fourth_quarter>second_quarter first_half>second_half second_half>first_half "
    "fiscal_2015>fiscal_2013 fiscal_2016>fiscal_2014 year-on-year>month-on-month year-over-year>month-over-month",
}
# Between two figures that may be exchanged stands a word; 5到10 or "5 of 10" would be an odd fault that nobody makes.
_APART = re.compile(r"[\u3400-\u9fff]{3}|[A-Za-z]{3,}.*[A-Za-z]{3,}")


def number(sentence: str, setting: Setting) -> Changed | None:
    """One figure becomes another of about its size."""
    found = [m for m in _FIGURE.finditer(sentence) if m.group() not in {"0", "1"}]
    if not found:
        return None
    m = setting.chance.choice(found)
    digits = [i for i, c in enumerate(m.group()) if c.isdigit()]
    at = setting.chance.choice(digits)
    old = m.group()[at]
    new = setting.chance.choice([d for d in "123456789" if d != old])
    return _swap(sentence, m.start(), m.end(), m.group()[:at] + new + m.group()[at + 1 :], setting)


def unit(sentence: str, setting: Setting) -> Changed | None:
    """A unit or magnitude becomes another."""
    options = []
    for old, new in pairs(_UNITS[setting.language]):
        pattern = rf"{re.escape(old)}(?=\d)" if old in "$£" else rf"(?<=\d)\s?{re.escape(old)}(?![A-Za-z])"
        for m in re.finditer(pattern, sentence):
            gap = " " if m.group().startswith(" ") or (new[0].isalpha() and new.isascii()) else ""
            options.append((m.start(), m.end(), gap + new))
    if not options:
        return None
    start, end, new = setting.chance.choice(options)
    return put(sentence, start, end, new)


def date(sentence: str, setting: Setting) -> Changed | None:
    """A day, month, weekday or year becomes another."""
    found = list((_DATES_ZH if setting.language == "zh" else _DATES_EN).finditer(sentence))
    if not found:
        return None
    m = setting.chance.choice(found)
    if setting.language == "zh":
        old, top = int(m[1]), {"日": 28, "月": 12}.get(m[2], 0)
        others = [d for d in range(1, top + 1) if d != old] if top else [old + k for k in (-7, -3, 3, 6)]
        return _swap(sentence, m.start(1), m.end(1), str(setting.chance.choice(others)), setting)
    years = " ".join(str(int(m.group()) + k) for k in (-7, -3, 3, 6)) if m["year"] else ""
    row = (_MONTHS if m["month"] else _WEEK if m["day"] else years).split()
    return _swap(sentence, m.start(), m.end(), setting.chance.choice([w for w in row if w != m.group()]), setting)


def period_swap(sentence: str, setting: Setting) -> Changed | None:
    """The year, half, quarter, month or week that a figure or an act belongs to becomes another."""
    return one_of(_PERIODS[setting.language], sentence, setting)


def head_swap(sentence: str, setting: Setting) -> Changed | None:
    """Two figures of one sentence are exchanged."""
    found = [m for m in _FIGURE.finditer(sentence) if m.group() not in {"0", "1"}]
    apart = [
        (a, b) for a, b in pairwise(found) if a.group() != b.group() and _APART.search(sentence[a.end() : b.start()])
    ]
    if not apart:
        return None
    a, b = setting.chance.choice(apart)
    text = sentence[: a.start()] + b.group() + sentence[a.end() : b.start()] + a.group() + sentence[b.end() :]
    return Changed(text, a.start(), b.end())


def _swap(sentence: str, start: int, end: int, new: str, setting: Setting) -> Changed | None:
    by_chance_true = new.isdigit() and len(new) > 3 and new in setting.story
    return None if by_chance_true else put(sentence, start, end, new)


FAULTS: dict[str, Mutator] = {
    "number": number,
    "unit": unit,
    "date": date,
    "period_swap": period_swap,
    "head_swap": head_swap,
}
