"""Units of measure, money, people and time in both languages, with the factor that brings each to one canonical unit.

It does not know currencies' rates, temperatures' scales or what a classifier counts: 22 yuan never equals 3 dollars.
"""

import re
from dataclasses import dataclass

# canonical unit -> {surface: factor}; a surface stands after the number, written as it is found (English in lower case).
_TABLE: dict[str, dict[str, float]] = {
    "percent": {"%": 1, "percent": 1, "per cent": 1, "pct": 1},
    "point": {"个百分点": 1, "百分点": 1, "percentage point": 1, "percentage points": 1, "pct point": 1, "个基点": 0.01}
    | {"基点": 0.01, "basis point": 0.01, "basis points": 0.01},
    "CNY": {"元人民币": 1, "人民币": 1, "元": 1, "块钱": 1, "yuan": 1, "rmb": 1, "renminbi": 1},
    "USD": {"美元": 1, "美金": 1, "us dollar": 1, "us dollars": 1, "u.s. dollars": 1, "dollar": 1, "dollars": 1, "usd": 1},
    "EUR": {"欧元": 1, "euro": 1, "euros": 1},
    "GBP": {"英镑": 1, "pound": 1, "pounds": 1, "pounds sterling": 1},
    "JPY": {"日元": 1, "日圆": 1, "yen": 1},
    "HKD": {"港元": 1, "港币": 1, "hong kong dollars": 1},
    "TWD": {"新台币": 1, "元新台币": 1},
    "KRW": {"韩元": 1, "won": 1},
    "INR": {"卢比": 1, "rupee": 1, "rupees": 1},
    "RUB": {"卢布": 1, "rouble": 1, "roubles": 1, "ruble": 1, "rubles": 1},
    "metre": {"米": 1, "公里": 1000, "千米": 1000, "厘米": 0.01, "毫米": 0.001, "海里": 1852, "英里": 1609.344}
    | {"英尺": 0.3048, "m": 1, "metre": 1, "metres": 1, "meter": 1, "meters": 1, "km": 1000, "kilometre": 1000}
    | {"kilometres": 1000, "kilometer": 1000, "kilometers": 1000, "cm": 0.01, "centimetres": 0.01, "centimeters": 0.01}
    | {"mm": 0.001, "millimetres": 0.001, "millimeters": 0.001, "mile": 1609.344, "miles": 1609.344, "foot": 0.3048}
    | {"feet": 0.3048, "ft": 0.3048, "inch": 0.0254, "inches": 0.0254, "yards": 0.9144, "nautical miles": 1852},
    "square metre": {"平方米": 1, "平米": 1, "平方公里": 1e6, "平方千米": 1e6, "公顷": 1e4, "亩": 2000 / 3, "hectare": 1e4}
    | {"hectares": 1e4, "square metres": 1, "square meters": 1, "square kilometres": 1e6, "square kilometers": 1e6}
    | {"sq km": 1e6, "square miles": 2_589_988.11, "acre": 4046.856, "acres": 4046.856, "square feet": 0.09290304},
    "cubic metre": {"立方米": 1, "cubic metres": 1, "cubic meters": 1},
    "litre": {"升": 1, "毫升": 0.001, "litre": 1, "litres": 1, "liter": 1, "liters": 1},
    "barrel": {"桶": 1, "barrel": 1, "barrels": 1},
    "kilogram": {"公斤": 1, "千克": 1, "克": 0.001, "毫克": 1e-6, "吨": 1000, "斤": 0.5, "kg": 1, "kilogram": 1, "kilograms": 1}
    | {"kilo": 1, "kilos": 1, "gram": 0.001, "grams": 0.001, "tonne": 1000, "tonnes": 1000, "ton": 1000, "tons": 1000},
    "watt": {"瓦": 1, "千瓦": 1000, "兆瓦": 1e6, "kw": 1000, "kilowatts": 1000, "mw": 1e6, "megawatts": 1e6, "gw": 1e9}
    | {"gigawatts": 1e9},
    "watt hour": {"千瓦时": 1000, "度电": 1000, "kwh": 1000, "kilowatt-hours": 1000},
    "degree": {"摄氏度": 1, "℃": 1, "°c": 1, "degrees celsius": 1, "degree": 1, "degrees": 1, "度": 1},
    "magnitude": {"级": 1, "级地震": 1, "magnitude": 1},
    "second": {"秒": 1, "秒钟": 1, "second": 1, "seconds": 1, "分钟": 60, "minute": 60, "minutes": 60, "min": 60}
    | {"小时": 3600, "个小时": 3600, "钟头": 3600, "hour": 3600, "hours": 3600, "hr": 3600, "hrs": 3600},
    "day": {"天": 1, "昼夜": 1, "个工作日": 1, "工作日": 1, "day": 1, "days": 1, "周": 7, "个星期": 7, "星期": 7, "week": 7}
    | {"weeks": 7, "working days": 1},
    "month": {"个月": 1, "个多月": 1, "month": 1, "months": 1, "个季度": 3, "quarters": 3, "年": 12, "周年": 12, "载": 12}
    | {"year": 12, "years": 12, "decade": 120, "decades": 120, "个世纪": 1200, "century": 1200, "centuries": 1200},
    "age": {"岁": 1, "周岁": 1, "years old": 1, "year old": 1, "-year-old": 1, "-year-olds": 1, "years of age": 1},
    "times": {"倍": 1, "times": 1, "-fold": 1, "fold": 1},
    "person": dict.fromkeys(
        "人 名 位 口 人次 people persons person men women man woman children child residents resident passengers "
        "students student soldiers officers patients workers employees civilians victims migrants refugees members "
        "voters fans prisoners girls boys teachers doctors protesters demonstrators survivors villagers".split(),
        1,
    ),
}  # fmt: skip

CLASSIFIERS = (
    "个 项 条 件 起 宗 次 届 家 所 座 栋 套 辆 架 艘 列 台 部 只 头 匹 棵 株 枚 块 片 张 本 份 篇 场 局 轮 国 省 市 县 区 "
    "村 校 户 支 批 幅 样 种 类 例 处 款 道 门 间 层 把 颗 粒 杯 瓶 箱 袋 节 集 首 队 组 对 双 票 分 球 环 连胜 连败 冠 金 银 铜 "
    "字 页 步 期 季 号 站 米高 大 方面 成员 盘 拍 杆 记"
).split()

SYMBOLS = {"rmb": "CNY", "人民币": "CNY", "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "￥": "CNY", "hk$": "HKD", "a$": "AUD", "c$": "CAD"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A canonical unit and how many of it one of what was written makes; `length` is how many characters it took."""

    name: str
    factor: float
    length: int


_FLAT = {surface: (name, float(factor)) for name, row in _TABLE.items() for surface, factor in row.items()}
HARD = frozenset(_TABLE)


def _alternatives(surfaces: list[str]) -> str:
    return "|".join(re.escape(s) for s in sorted(surfaces, key=len, reverse=True))


_HAN = re.compile(rf"\s?(?:{_alternatives([s for s in _FLAT if not s.isascii()] + CLASSIFIERS)})")
_LATIN = re.compile(
    rf"{_alternatives([s for s in _FLAT if s.startswith('-')])}"
    rf"|[\s-]?(?:{_alternatives([s for s in _FLAT if s.isascii() and s[0].isalpha()])})(?![A-Za-z])|\s?%",
    re.IGNORECASE,
)
_NOTHING = Unit("", 1.0, 0)


def unit_at(text: str, position: int) -> Unit:
    """The unit that starts at `position` of `text`, or one without a name: 亩 -> square metre times 2000/3."""
    for pattern in (_LATIN, _HAN):
        if found := pattern.match(text, position):
            surface = found.group().strip().lower()
            plain = surface if surface in _FLAT else surface.lstrip("-")
            name, factor = _FLAT.get(plain, (plain, 1.0))
            return Unit(name, factor, found.end() - position)
    return _NOTHING


def compatible(one: str, other: str) -> bool:
    """Whether two units may be the same thing: unknown ones and classifiers may, two measures only when equal."""
    if one == other or not one or not other:
        return True
    return one not in HARD and other not in HARD
