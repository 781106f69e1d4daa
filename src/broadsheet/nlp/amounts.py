"""Quantities that a report gives: money, shares, counts with their unit; each with its value as a plain number."""

import re
from collections.abc import Iterator
from decimal import Decimal

from broadsheet.nlp.mention import Mention

_DIGITS = {char: i for i, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "tn": 10**12,
}
_SMALL = {
    name: i
    for i, name in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
}
_NUMBERS = _SMALL | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "a hundred": 100}
_SIGNS = {"$": "USD", "US$": "USD", "A$": "AUD", "C$": "CAD", "HK$": "HKD", "NT$": "TWD", "€": "EUR", "£": "GBP"} | {
    "¥": "CNY",
    "￥": "CNY",
}

_UNITS_ZH = (
    "个百分点|百分点|人民币|美元|欧元|英镑|日元|港元|港币|澳元|加元|卢布|韩元|新台币|元|平方公里|平方千米|平方米|立方米|公里|千米|"
    "厘米|毫米|公顷|公斤|千克|毫克|微克|千瓦时|千瓦|兆瓦|摄氏度|海里|英里|英尺|小时|分钟|余人|多人|人次|人|名|位|吨|克|米|亩|辆|架|"
    "艘|座|家|套|件|起|宗|例|户|台|部|张|头|只|条|所|间|栋|项|场|次|倍|岁|桶|吉瓦|级|度|票|枚|箱|公升|升|秒|股|点|℃"
)
_UNITS_EN = (
    r"(?:US |U\.S\. )?dollars?|euros?|pounds?|yuan|yen|rubles?|roubles?|rupees?|people|persons|victims|deaths|"
    r"casualties|soldiers|troops|civilians|children|women|men|students|workers|employees|jobs|cases|patients|passengers|"
    r"miles|kilomet(?:er|re)s?|km|met(?:er|re)s?|feet|square miles|acres|hectares|tonn?es|tons|kilograms?|kg|barrels|"
    r"degrees|votes|seats|points|goals|homes|houses|vehicles|cars|ships|aircraft|times"
)
# An index stands at more points than a clock has hours.
LEAST_POINTS = 25

_FIGURE = r"\d+(?:,\d{3})*(?:\.\d+)?"
_WORDS_EN = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_MONEY = re.compile(
    rf"(?<!\w)(?P<sign>US\$|A\$|C\$|HK\$|NT\$|\$|€|£|¥|￥)\s?(?P<number>{_FIGURE})"
    r"(?:[\s-]?(?P<scale>thousand|million|billion|trillion|bn|mn|tn|m|k|b)\b)?",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"(?<![A-Za-z0-9.,])(?P<number>[-−]?{_FIGURE})(?P<share>[%％‰]|[ -]?per ?cent(?:age points?)?\b)", re.IGNORECASE
)
_SHARE_ZH = re.compile(rf"百分之(?P<number>[一二三四五六七八九十百零〇两点]+|{_FIGURE})")
_COUNT_ZH = re.compile(
    rf"(?<![\d.])(?P<number>{_FIGURE}|[一二三四五六七八九十百千两零〇]+)(?:余|多|几)?"
    rf"(?P<scale>万亿|千万|百万|十万|万|亿)?(?:余|多)?(?P<unit>{_UNITS_ZH})"
)
_COUNT_EN = re.compile(
    rf"(?<![\w.,$€£¥-])(?P<number>{_FIGURE}|{_WORDS_EN})(?:[\s-](?P<scale>thousand|million|billion|trillion))?"
    rf"\s(?P<unit>{_UNITS_EN})\b",
    re.IGNORECASE,
)


def amounts(text: str) -> Iterator[Mention]:
    """The amounts of `text`; of two that overlap the surer one comes first.

    `more` holds `value` (a plain number: 22万 is 220000) and `unit`: as written, `%`, or for a currency sign its ISO
    4217 code.
    """
    for pattern in (_MONEY, _SHARE_ZH, _SHARE, _COUNT_ZH, _COUNT_EN):
        for match in pattern.finditer(text):
            number = _number(match.group("number"))
            if number is not None and not (pattern is _COUNT_ZH and _is_no_count(text, match, number)):
                groups = match.groupdict()
                value = number * _SCALES.get((groups.get("scale") or "").lower(), 1)
                yield Mention(match.start(), match.end(), "amount", {"value": _plain(value), "unit": _unit(groups)})


def _unit(groups: dict[str, str]) -> str:
    if sign := groups.get("sign"):
        return _SIGNS[sign.upper()]
    if unit := groups.get("unit"):
        return unit.lower() if unit.isascii() else unit
    share = groups.get("share", "%").lower()
    if "point" in share:
        return "percentage points"
    return "‰" if share == "‰" else "%"


def _is_no_count(text: str, match: re.Match[str], number: Decimal) -> bool:
    """Whether it counts nothing: `第三届`, `一名` as an article, `三点` of the clock, the tail of a longer number."""
    if match.group("unit") == "点" and number < LEAST_POINTS:
        return True
    before = text[max(0, match.start() - 1) : match.start()]
    article = match.group("number") in "一两" and not match.group("scale")
    return article or before in ("第", "之") or before in _DIGITS or before in _TENS


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _number(written: str) -> Decimal | None:
    low = written.lower().replace("−", "-").replace(",", "")
    if low in _NUMBERS:
        return Decimal(_NUMBERS[low])
    return Decimal(low) if low.lstrip("-")[:1].isascii() else _chinese_number(low)


def _chinese_number(written: str) -> Decimal:
    """The value of a number below ten thousand in Chinese characters: 三十二点五 is 32.5, 二〇一五 is 2015."""
    whole, _, fraction = written.partition("点")
    total = current = 0
    for char in whole:
        if char in _TENS:
            total += (current or 1) * _TENS[char]
            current = 0
        else:
            current = current * 10 + _DIGITS[char]
    digits = "".join(str(_DIGITS[char]) for char in fraction if char in _DIGITS)
    return Decimal(f"{total + current}.{digits or 0}")
