"""Amounts in print: 万 and 亿 in Chinese, million and billion in English; a rounded figure says that it is."""

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext

from broadsheet.write.figures.amounts import Amount

_SCALES: Mapping[str, tuple[tuple[int, str], ...]] = {
    "en": ((12, " trillion"), (9, " billion"), (6, " million")),
    "zh": ((12, "万亿"), (8, "亿"), (4, "万")),
}
# Below this an exact whole number is printed in full: 412,300 people, 41230人.
_IN_FULL = Decimal(1_000_000)
_SIGNS: Mapping[str, str] = {"USD": "$", "EUR": "€", "GBP": "£", "HKD": "HK$"}
_NAMES: Mapping[str, Mapping[str, str]] = {
    "en": {"CNY": " yuan", "JPY": " yen", "KRW": " won", "%": "%"},
    "zh": {
        "CNY": "元",
        "USD": "美元",
        "EUR": "欧元",
        "GBP": "英镑",
        "JPY": "日元",
        "HKD": "港元",
        "KRW": "韩元",
        "%": "%",
    },
}
_ABOUT = {"en": "about ", "zh": "约"}
# Decimals of a rounded figure, of a share in percent, and of a figure that needs no rounding: what papers print.
_DECIMALS, _SHARE_DECIMALS, _EXACT = 2, 1, 4
# 为约4亿 and 的约15% are how a machine says 约为4亿 and 约占15%.
_STIFF = ((re.compile(r"为约(?=[\d零-])"), "约为"), (re.compile(r"占(\w{1,12}?)的约(?=\d)"), r"约占\1的"))
# A figure below one keeps this many digits that tell something.
_TELLING = 3
# Digits enough that a quotient is rounded once, when it is printed.
_PRECISION = 60


def about(text: str, language: str, *, rounded: bool) -> str:
    """`text` with the word that says it was rounded, when it was."""
    return f"{_ABOUT[language]}{text}" if rounded else text


def print_amount(amount: Amount, language: str) -> str:
    """An amount as the language's papers print it, in at most two decimals; where that rounds it, it says about."""
    size = abs(amount.value)
    figure, scale, rounded = _scaled(size, language)
    sign = "-" if amount.value < 0 else ""
    before = _SIGNS.get(amount.unit, "") if language == "en" else ""
    after = "" if before else _NAMES[language].get(amount.unit) or _spaced(amount.unit, language)
    return about(f"{sign}{before}{_grouped(figure, language)}{scale}{after}", language, rounded=rounded)


def share_of(part: Decimal, whole: Decimal) -> Decimal:
    """`part` of `whole` as a quotient with digits to spare; raises `decimal.DivisionByZero` as Decimal does."""
    with localcontext() as context:
        context.prec = _PRECISION
        return part / whole


def print_share(share: Decimal, language: str) -> str:
    """A quotient in percent with one decimal, a sign only when it is below zero: about 20.3%."""
    figure, rounded = _percent(share)
    return about(f"{figure}%", language, rounded=rounded)


def points_apart(one: Decimal, other: Decimal, language: str) -> str:
    """The distance of two quotients in percentage points, without its direction."""
    figure, rounded = _percent(abs(one - other))
    unit = "个百分点" if language == "zh" else " percentage point" + ("" if figure == "1" else "s")
    return about(f"{figure}{unit}", language, rounded=rounded)


def smooth(text: str) -> str:
    """Chinese text with the word for a rounded figure where a writer puts it."""
    for stiff, said in _STIFF:
        text = stiff.sub(said, text)
    return text


def _percent(share: Decimal) -> tuple[str, bool]:
    with localcontext() as context:
        context.prec = _PRECISION
        exact = share * 100
    decimals = _SHARE_DECIMALS if abs(exact) >= 1 or not exact else _small(exact)
    figure = _rounded(exact, decimals)
    return _bare(figure), figure != exact


def _scaled(size: Decimal, language: str) -> tuple[Decimal, str, bool]:
    """The figure before the scale word, the word, and whether it was rounded."""
    if size < _IN_FULL and size == size.to_integral_value():
        return size, "", False
    steps = _SCALES[language]
    for position, (power, word) in enumerate(steps):
        unit = Decimal(10) ** power
        figure = _rounded(size / unit, _EXACT if _rounded(size / unit, _EXACT) * unit == size else _DECIMALS)
        if size >= unit:
            # 9999.999万 rounds to 1亿 and not to 10000万.
            above = steps[position - 1] if position else None
            if above and figure >= Decimal(10) ** (above[0] - power):
                return Decimal(1), above[1], True
            return figure, word, figure * unit != size
    figure = _rounded(size, _DECIMALS if size >= 1 or not size else _small(size))
    return figure, "", figure != size


def _small(value: Decimal) -> int:
    """Decimals for a value below one, so that its first digits are kept."""
    return _TELLING - 1 - value.adjusted()


def _rounded(value: Decimal, decimals: int) -> Decimal:
    with localcontext() as context:
        context.prec = _PRECISION
        return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _bare(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _grouped(value: Decimal, language: str) -> str:
    whole, point, rest = _bare(value).partition(".")
    return (f"{int(whole):,}" if language == "en" else whole) + point + rest


def _spaced(unit: str, language: str) -> str:
    if not unit:
        return ""
    return f" {unit}" if language == "en" or unit[0].isascii() else unit
