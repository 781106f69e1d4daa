"""Times of day (晚8点半, 20:30, 8:30 p.m.) and results of two sides (107:102, 3-0, 3比0)."""

import re
from collections.abc import Iterator

from broadsheet.verify.values import numerals
from broadsheet.verify.values.shapes import ClockTime, Score

_ZH = re.compile(
    r"(?P<half>凌晨|清晨|早上|早晨|早|晨|上午|中午|正午|下午|午后|傍晚|晚上|晚间|晚|夜间|夜里|夜|深夜|半夜|午夜)?\s?"
    r"(?P<hour>\d{1,2}|十[一二]?|[零一二两三四五六七八九])"
    r"(?:(?P<word>时|点(?!\d|[零一二三四五六七八九]))(?:(?P<minute>\d{1,2}|[一二三四五]?十[一二三四五六七八九]?)分(?!钟)|(?P<thirty>半)|许|左右|整)?"
    r"|[:：](?P<mm>[0-5]\d))"
)
_EN = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.](?P<mm>[0-5]\d))?(?::\d\d)?\s?(?P<half>a\.?m\.?|p\.?m\.?|o'clock|GMT|UTC|EST|EDT|BST|CET|ET)(?![A-Za-z])"
    r"|\b(?P<hour2>[01]?\d|2[0-3]):(?P<mm2>[0-5]\d)(?=\s(?:local|on|in the))",
    re.IGNORECASE,
)
_SCORE = re.compile(
    r"(?<![\d.:：\-–比A-Za-z/$])(?P<left>\d{1,3})\s?(?P<mark>[-–:：]|比)\s?(?P<right>\d{1,3})"
    r"(?![\d:：\-–比%％/]|\.\d|\s?[万亿千百多余])"
)
_WORDS = re.compile(
    r"(?P<noon>正午(?!\d)|\b(?:at|by|until|before|after|from|to) noon\b)"
    r"|(?P<midnight>\b(?:at|by|until|before|after|from|to|around) midnight\b)",
    re.IGNORECASE,
)
_NIGHT = {"晚上", "晚间", "晚", "夜间", "夜里", "夜", "深夜", "半夜", "午夜"}
_AFTERNOON = {"下午", "午后", "傍晚", "pm"} | _NIGHT
_UNIT_FOLLOWS = re.compile(
    r"\s?(?:[人名位个岁天年月日号公米吨元度级倍时分秒周种家项条件起次所座辆岁]"
    r"|percent|per cent|million|billion|people|years?"
    r"|days?|months?|weeks?|hours?|minutes?|kilomet|met(?:er|re)s|miles|km|tonnes|tons|dollars|yuan|-?year)"
)


_DAY = 24 * 60


def find_clock_times(text: str) -> Iterator[ClockTime]:
    """The times of day in `text`, in no order."""
    for m in _ZH.finditer(text):
        bare_colon = m["mm"] is not None and m["half"] is None
        spelt = not m["hour"].isdigit() and m["half"] is None
        if bare_colon or spelt:
            continue
        minute = _int(m["minute"]) if m["minute"] else 30 if m["thirty"] else int(m["mm"] or 0)
        if (found := _clock(m, _int(m["hour"]), minute, m["half"] or "")) is not None:
            yield found
    for m in _WORDS.finditer(text):
        yield ClockTime(m.group(), m.start(), m.end(), 720 if m["noon"] else 0)
    for m in _EN.finditer(text):
        minute = int(m["mm"] or m["mm2"] or 0)
        half = (m["half"] or "").lower().replace(".", "")
        if (found := _clock(m, int(m["hour"] or m["hour2"]), minute, half)) is not None:
            yield found


def _clock(m: re.Match[str], hour: int, minute: int, half: str) -> ClockTime | None:
    if hour > 24 or minute > 59:
        return None
    # 夜里1点 is after midnight.
    afternoon = (half in _AFTERNOON and (4 if half in _NIGHT else 0) < hour < 12) or (half == "中午" and hour < 3)
    midnight = hour == 12 and (half in {"am", "凌晨"} or half in _NIGHT)
    hour = hour + 12 if afternoon else 0 if midnight else hour
    open_half = half in {"", "o'clock"} and hour <= 12
    return ClockTime(m.group(), m.start(), m.end(), hour * 60 + minute, open_half)


def find_scores(text: str) -> Iterator[Score]:
    """The results of two sides in `text`; a range with a unit (3-5人) is not one."""
    for m in _SCORE.finditer(text):
        if not _UNIT_FOLLOWS.match(text, m.end()):
            yield Score(m.group(), m.start(), m.end(), (int(m["left"]), int(m["right"])))


def same_time(one: ClockTime, other: ClockTime) -> bool:
    """Whether two times of day can be the same; 8点 may be 20:00 where the half of the day was left open."""
    if one.minute % _DAY == other.minute % _DAY:  # 24时 is 0时
        return True
    return (one.halves or other.halves) and one.minute % 720 == other.minute % 720


def _int(written: str) -> int:
    return int(numerals.chinese(written) or 0)
