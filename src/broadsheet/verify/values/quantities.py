"""Amounts found in a text: digits, Chinese and English numerals, percent, money, ranges, ordinals and fractions.

It does not read what belongs to dates, times of day or scores: those stretches are passed in as already taken.
"""

import re
from collections.abc import Iterator, Sequence

from broadsheet.verify.values import numerals
from broadsheet.verify.values.hedges import bounds, hedge_at, roundness
from broadsheet.verify.values.shapes import Quantity
from broadsheet.verify.values.units import SYMBOLS, Unit, unit_at

_ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_HAN = r"[零〇一二两三四五六七八九十百千万亿兆]"
_SPELT = "|".join(
    sorted([*numerals.ONES, *numerals.TENS, *numerals.SCALES, *numerals.COLLECTIVES, "half"], key=len, reverse=True)
)
_SYMBOL = r"(?:(?:US|HK|A|C)?\$|[€£¥￥]|RMB|人民币)\s?"
_SCALE = r"(?:\s?(?:thousand|million|billion|trillion|hundred|bn|tn)\b|(?:m|k|mn|b)(?![A-Za-z]))"
_NUMBER = re.compile(
    rf"(?P<symbol>{_SYMBOL})?(?P<arabic>{_ARABIC})(?P<scale>{_SCALE}|(?P<more1>[多余])?(?:{_HAN}(?:{_ARABIC})?)*{_HAN})?"
    rf"(?P<more>[多余](?!数))?|(?P<han>几{_HAN}*|(?:数|上|成){_HAN}+|{_HAN}+(?:点{_HAN}+)?几?(?:(?P<more2>[多余])(?=[万亿]))?{_HAN}*)(?P<more3>[多余](?!数))?"
    rf"|\b(?P<words>(?:an?\s+)?(?:{_SPELT})(?:(?:\s+and\s+|[\s-]+(?:an?\s+)?)(?:{_SPELT}))*)\b",
    re.IGNORECASE,
)
_PART_OF = re.compile(rf"(?P<below>{_HAN}+|\d+)分之(?P<above>{_HAN}+(?:点{_HAN}+)?|{_ARABIC})")
_WORD_FRACTION = re.compile(
    r"\b(?:(?P<above>one|two|three|four|a)[\s-]+(?P<below>third|quarter|fifth|sixth|eighth|tenth)s?)\b", re.IGNORECASE
)
_TENTHS = re.compile(
    r"(?P<above>[一二两三四五六七八九]|\d(?:\.\d)?)成(?P<rest>[一二三四五六七八九])?(?![员立为功果本年长分绩就熟都交人])"
)
_ORDINAL = re.compile(rf"第\s?(?P<han>{_HAN}+|\d+)|\b(?P<latin>\d+)(?:st|nd|rd|th)\b", re.IGNORECASE)
_RANGE = re.compile(r"\s?(?:-|–|—|~|～|至|到|\bto\b)\s?", re.IGNORECASE)
_VAGUE_WORDS = re.compile(r"\b(?P<word>dozens|hundreds|thousands|millions|billions) of\b", re.IGNORECASE)
# Two neighbouring digits in words are a guess between them; 三五 is the one pair in use that skips one.
_NEIGHBOURS = re.compile(r"(?:一二|两三|二三|三四|三五|四五|五六|六七|七八|八九)(?:[十百千万亿]|\Z)")
# No amount of the news is larger; a longer row of digits is a code, and would lose its digits in a float.
LARGEST = 1e15
_LATIN_SCALE = {"m": 1e6, "mn": 1e6, "k": 1e3, "b": 1e9, "bn": 1e9, "tn": 1e12}
_FRACTIONS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_VAGUE = {"dozens": 12, "hundreds": 100, "thousands": 1_000, "millions": 10**6, "billions": 10**9}


def find_quantities(text: str, taken: Sequence[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """The quantities of `text` in order. `taken` are stretches that belong to dates, times or scores."""
    busy = bytearray(len(text) + 1)
    for start, end in taken:
        busy[start:end] = b"\1" * (end - start)
    found: list[Quantity] = []
    for reader in (_parts_of, _word_fractions, _tenths, _ordinals, _vague, _numbers):
        for quantity in reader(text):
            core = range(quantity.start, quantity.end)
            if not any(busy[i] for i in core):
                busy[quantity.start : quantity.end] = b"\1" * len(core)
                found.append(quantity)
    return tuple(sorted(found, key=lambda q: q.start))


def _parts_of(text: str) -> Iterator[Quantity]:
    for m in _PART_OF.finditer(text):
        below, above = numerals.chinese(m["below"]), numerals.chinese(m["above"].replace("，", ","))
        if below and above is not None:
            step = 10.0 ** -_decimals(m["above"]) if below == 100 else 0.0
            yield _share(text, m.span(), 100 * above / below, step=step)


def _word_fractions(text: str) -> Iterator[Quantity]:
    for m in _WORD_FRACTION.finditer(text):
        above = numerals.ONES.get(m["above"].lower(), 1)
        yield _share(text, m.span(), 100 * above / _FRACTIONS[m["below"].lower()], step=0.0)


def _tenths(text: str) -> Iterator[Quantity]:
    for m in _TENTHS.finditer(text):
        above = numerals.chinese(m["above"]) or 0.0
        yield _share(text, m.span(), 10 * above + (numerals.DIGITS[m["rest"]] if m["rest"] else 0), step=0.0)


def _share(text: str, span: tuple[int, int], percent: float, *, step: float) -> Quantity:
    # A fraction in words is a rounding by nature: a third is said of anything from 32 to 35 percent.
    hedge, start, end = hedge_at(text, *span)
    hedge = "about" if hedge == "exact" and not step else hedge
    low, high = bounds(percent, hedge, step or 2.0)
    return Quantity(text[start:end], start, end, percent, low, high, "percent", hedge, digits=False, step=step or 1.0)


def _ordinals(text: str) -> Iterator[Quantity]:
    for m in _ORDINAL.finditer(text):
        value = numerals.chinese(m["han"]) if m["han"] else float(m["latin"])
        if value is not None:
            unit = unit_at(text, m.end())
            end = m.end() + unit.length
            yield Quantity(text[m.start() : end], m.start(), end, value, value, value, unit.name, ordinal=True)


def _vague(text: str) -> Iterator[Quantity]:
    for m in _VAGUE_WORDS.finditer(text):
        size = float(_VAGUE[m["word"].lower()])
        start, end = m.span("word")
        yield Quantity(text[start:end], start, end, size, 2 * size, 100 * size, "", "vague", digits=False, step=size)


def _numbers(text: str) -> Iterator[Quantity]:
    position = 0
    while m := _NUMBER.search(text, position):
        position = m.end()
        if _inside_a_code(text, m) or _is_a_generation(text, m):
            continue
        first = _value(m)
        if first is None or first[0] > LARGEST:
            continue
        second, end = None, m.end()
        if (dash := _RANGE.match(text, end)) and (other := _NUMBER.match(text, dash.end())):
            second, end = _value(other), other.end()
            second = second if second and second[0] <= LARGEST else None
            position = end if second is not None else position
        yield _assemble(text, m, first, second if second and second[0] > first[0] else None, end if second else m.end())


def _inside_a_code(text: str, m: re.Match[str]) -> bool:
    """Whether the digits are part of a code such as G20, A320 or Covid-19, which is a name and not an amount."""
    before = text[max(0, m.start() - 2) : m.start()]
    letter_before = bool(before) and (before[-1].isascii() and before[-1].isalpha())
    dashed = len(before) == 2 and before[1] in "-_" and before[0].isascii() and before[0].isalpha()
    return bool(m["arabic"]) and not m["symbol"] and (letter_before or dashed)


def _is_a_generation(text: str, m: re.Match[str]) -> bool:
    """80后, 00后: people by the decade of their birth."""
    return bool(m["arabic"]) and len(m["arabic"]) == 2 and text.startswith("后", m.end())


def _value(m: re.Match[str]) -> tuple[float, float] | None:
    """The figure and the worth of its last written digit; a vague one (几十, 数百) has a negative step."""
    if m["arabic"]:
        return _digits_value(m["arabic"].replace("，", ","), m["scale"] or "")
    if m["words"]:
        value = numerals.english(m["words"])
        return None if value is None else (value, roundness(value, 1.0))
    han = m["han"].replace("多", "").replace("余", "")
    if han[0] in "几数上成" or "几" in han:
        return _vague_han(han)
    if _NEIGHBOURS.match(han):
        return _vague_pair(han)
    value = numerals.chinese(han)
    return None if value is None else (value, roundness(value, 1.0))


def _vague_pair(han: str) -> tuple[float, float] | None:
    """二三, 七八十: one of two neighbouring figures; the step is negative as for other vague ones."""
    first = numerals.chinese(han[0] + han[2:])
    return None if first is None else (first, -first / numerals.DIGITS[han[0]])


def _digits_value(arabic: str, scale: str) -> tuple[float, float] | None:
    step = 10.0 ** -_decimals(arabic)
    base = float(arabic.replace(",", ""))
    word = scale.strip().lower().lstrip("多余")
    if not word:
        return base, step
    if word.isascii():
        factor = _LATIN_SCALE.get(word) or float(numerals.SCALES[word])
        return base * factor, step * factor
    whole = numerals.chinese(arabic + word.replace("，", ","))
    unit = numerals.chinese("一" + re.sub(r".*\d", "", word)) or 1.0
    return None if whole is None else (whole, step * unit)


def _vague_han(han: str) -> tuple[float, float] | None:
    rest = han.lstrip("几数上成").replace("几", "")
    magnitude = numerals.chinese(rest if rest[0] in numerals.DIGITS else "一" + rest) if rest else 1.0
    return None if magnitude is None else (magnitude, -magnitude)


def _vague_bounds(han: str, figure: float) -> tuple[float, float]:
    if _NEIGHBOURS.match(han):
        return figure, figure / numerals.DIGITS[han[0]] * numerals.DIGITS[han[1]]
    if "十几" in han:
        ten = numerals.chinese("十" + han.partition("十几")[2]) or 10.0
        return figure + 0.1 * ten, figure + ten
    return (figure if han[0] in "上成" else 2 * figure), 10 * figure


def _assemble(
    text: str, m: re.Match[str], first: tuple[float, float], second: tuple[float, float] | None, end: int
) -> Quantity:
    unit, end = _unit(text, m, end)
    figure, step = first[0] * unit.factor, abs(first[1]) * unit.factor
    more = m["more"] or m["more1"] or m["more2"] or m["more3"]
    hedge, start, end = hedge_at(text, m.start(), end)
    low, high = bounds(figure, hedge, step)
    if second is not None:
        low, high = _range(first, second, unit.factor)
        figure = low
    elif first[1] < 0:
        hedge, low, high = "vague", *_vague_bounds(m["han"], figure)
    elif more:
        hedge, low, high = "over", figure, figure + roundness(figure, step)
    digits = bool(m["arabic"])
    return Quantity(text[start:end], start, end, figure, low, high, unit.name, hedge, digits=digits, step=step)


def _range(first: tuple[float, float], second: tuple[float, float], factor: float) -> tuple[float, float]:
    # "3-5万" and "3 to 5 million" give the magnitude once, after the second number.
    scale = second[1] / first[1] if second[1] >= 10 * first[1] and second[0] >= 100 * first[0] else 1.0
    low = first[0] * (scale if first[0] * scale < second[0] else 1.0)
    return low * factor, second[0] * factor


def _unit(text: str, m: re.Match[str], end: int) -> tuple[Unit, int]:
    unit = unit_at(text, end)
    if m["symbol"]:
        name = SYMBOLS[m["symbol"].strip().lower()]
        return Unit(name, 1.0, 0), end + (unit.length if unit.name == name else 0)
    return unit, end + unit.length


def _decimals(arabic: str) -> int:
    return len(arabic.partition(".")[2]) or len(arabic.partition("点")[2])
