"""Amounts found in a text: digits, Chinese and English numerals, percent, money, ranges, ordinals and fractions.

It does not read what belongs to dates, times of day or scores: those stretches are passed in as already taken.
"""

import math
import re
from collections.abc import Iterator, Sequence

from broadsheet.verify.values import numerals
from broadsheet.verify.values.durations import find_durations
from broadsheet.verify.values.ellipsis import with_units
from broadsheet.verify.values.hedges import bounds, hedge_at, roundness
from broadsheet.verify.values.multiples import find_multiples
from broadsheet.verify.values.shapes import Quantity
from broadsheet.verify.values.shares import find_shares
from broadsheet.verify.values.units import SYMBOLS, Unit, unit_at

_ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_HAN = r"[零〇一二两三四五六七八九十百千万亿兆]"
_SPELT = "|".join(
    sorted([*numerals.ONES, *numerals.TENS, *numerals.SCALES, *numerals.COLLECTIVES, "half"], key=len, reverse=True)
)
_SYMBOL = r"(?:(?:US|HK|AU?|CA?|NZ|NT|S|R)?\$|[€£¥￥₹₩₽₺]|RMB|人民币)\s?"
_SIZE = r"-?\s?(?:high|tall|long|wide|deep)\b"  # behind it an m is a metre
_SCALE = rf"(?:\s?(?:thousand|million|billion|trillion|hundred|bn|tn|mln|bln|mn)\b|(?:m(?!{_SIZE})|k|mn|b)(?![A-Za-z]))"
_NUMBER = re.compile(
    rf"(?P<symbol>{_SYMBOL})?(?P<arabic>{_ARABIC})(?P<scale>{_SCALE}|(?P<more1>[多余])?(?:{_HAN}(?:{_ARABIC})?)*{_HAN})?"
    rf"(?P<more>[多余](?!数))?|(?P<han>几{_HAN}*|(?:数|上|成){_HAN}+|{_HAN}+(?:点{_HAN}+)?几?(?:(?P<more2>[多余])(?=[万亿]))?{_HAN}*)(?P<more3>[多余](?!数))?"
    rf"|\b(?P<words>(?:an?\s+)?(?:{_SPELT})(?:(?:\s+and\s+|[\s-]+(?:an?\s+)?)(?:{_SPELT}))*)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(rf"第\s?(?P<han>{_HAN}+|\d+)|\b(?P<latin>\d+)(?:st|nd|rd|th)\b", re.IGNORECASE)
# After a number, and perhaps its unit said twice (18岁至75岁), what joins it to the other end of a range.
_RANGE = re.compile(r"\s?(?:-|–|—|~|～|至|到|\bto\b)\s?(?:零下|[-−])?", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s(?:about\s)?\Z", re.IGNORECASE)
_AND = re.compile(r"\sand\s", re.IGNORECASE)
_BELOW_ZERO = re.compile(r"(?:零下|负|\bminus\s|(?<![A-Za-z0-9%.)）℃度-])\s?[-−–])\Z", re.IGNORECASE)
_VAGUE_WORDS = re.compile(
    r"\b(?:(?P<word>(?:(?:tens|hundreds) of )?(?:dozens|hundreds|thousands|millions|billions))(?=[\s,.])"
    r"|(?:several|a few)\s(?P<some>dozen|hundred|thousand|million|billion)|a\s(?P<couple>couple)(?=\sof\b))\b",
    re.IGNORECASE,
)
# Two neighbouring digits in words are a guess between them; 三五 is the one pair in use that skips one.
_NEIGHBOURS = re.compile(r"(?:一二|两三|二三|三四|三五|四五|五六|六七|七八|八九)(?:[十百千万亿]|\Z)")
_DASHES, _SIGNED = frozenset("-−–"), frozenset({"degree", "percent"})
# No amount of the news is larger; a longer row of digits is a code, and would lose its digits in a float.
LARGEST = 1e15
_LATIN_SCALE = {"m": 1e6, "mn": 1e6, "mln": 1e6, "bln": 1e9, "k": 1e3, "b": 1e9, "bn": 1e9, "tn": 1e12}
_VAGUE = {"tens": 10, "dozens": 12, "hundreds": 100, "thousands": 1_000, "millions": 10**6, "billions": 10**9}


def find_quantities(text: str, taken: Sequence[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """The quantities of `text` in order. `taken` are stretches that belong to dates, times or scores."""
    busy = bytearray(len(text) + 1)
    for start, end in taken:
        busy[start:end] = b"\1" * (end - start)
    found: list[Quantity] = []
    for reader in (find_durations, find_shares, find_multiples, _ordinals, _vague, _numbers):
        for quantity in reader(text):
            core = range(quantity.start, quantity.end)
            if not any(busy[i] for i in core):
                busy[quantity.start : quantity.end] = b"\1" * len(core)
                found.append(quantity)
    return tuple(with_units(text, sorted(found, key=lambda q: q.start)))


def _ordinals(text: str) -> Iterator[Quantity]:
    for m in _ORDINAL.finditer(text):
        value = numerals.chinese(m["han"]) if m["han"] else float(m["latin"])
        if value is not None:
            unit = unit_at(text, m.end())
            end = m.end() + unit.length
            yield Quantity(text[m.start() : end], m.start(), end, value, value, value, unit.name, ordinal=True)


def _vague(text: str) -> Iterator[Quantity]:
    for m in _VAGUE_WORDS.finditer(text):
        start, end = m.span()
        if m["couple"]:
            yield Quantity(m.group(), start, end, 2.0, 2.0, 3.0, "", "vague", digits=False)
            continue
        words = (m["word"] or f"{m['some']}s").lower().split(" of ")
        size = math.prod(float(_VAGUE[w]) for w in words)
        yield Quantity(text[start:end], start, end, size, 2 * size, 20 * size, "", "vague", digits=False, step=size)


def _numbers(text: str) -> Iterator[Quantity]:
    position = 0
    while m := _NUMBER.search(text, position):
        position = m.end()
        if _inside_a_code(text, m) or _is_a_generation(text, m):
            continue
        first = _value(m)
        if first is None or first[0] > LARGEST:
            continue
        second, end = _other_end(text, m, first)
        position = max(position, end)
        yield _assemble(text, m, first, second, end)


def _other_end(text: str, m: re.Match[str], first: tuple[float, float]) -> tuple[tuple[float, float] | None, int]:
    """The second figure of a range that starts with `m`, signed as `first` is not yet, and where it ends."""
    after = m.end() + unit_at(text, m.end()).length
    joined = (_RANGE.match(text, at) for at in (m.end(), after))
    if _BETWEEN.search(text[max(0, m.start() - 20) : m.start()]):
        joined = (_AND.match(text, at) for at in (m.end(), after))
    dash = next((d for d in joined if d), None)
    other = _NUMBER.match(text, dash.end()) if dash else None
    second = _value(other) if other and not _inside_a_code(text, other) else None
    if dash is None or other is None or second is None or second[0] > LARGEST:
        return None, m.end()
    # Six percent to $14.2 billion: two things, and no range.
    said_twice = dash.start() > m.end()
    if (said_twice and unit_at(text, other.end()).name != unit_at(text, m.end()).name) or (
        other["symbol"] and other["symbol"] != m["symbol"]
    ):
        return None, m.end()
    second = _sign(text, dash.end()) * second[0], second[1]
    first = _sign(text, m.start()) * first[0], first[1]
    return (second, other.end()) if second[0] > first[0] else (None, m.end())


def _sign(text: str, start: int) -> float:
    return -1.0 if _BELOW_ZERO.search(text[max(0, start - 8) : start]) else 1.0


def _inside_a_code(text: str, m: re.Match[str]) -> bool:
    """Whether the digits are part of a code such as G20, A320 or Covid-19, which is a name and not an amount."""
    before = text[max(0, m.start() - 2) : m.start()]
    letter_before = bool(before) and (before[-1].isascii() and before[-1].isalpha())
    dashed = len(before) == 2 and before[1] in "-_" and before[0].isascii() and before[0].isalpha()
    below_zero = m.group() == "零" and text.startswith("下", m.end())
    return below_zero or (bool(m["arabic"]) and not m["symbol"] and (letter_before or dashed))


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
    begin, first = _signed(text, m, first, unit)
    figure, step = first[0] * unit.factor, abs(first[1]) * unit.factor
    more = m["more"] or m["more1"] or m["more2"] or m["more3"]
    hedge, start, end = hedge_at(text, begin, end)
    low, high = bounds(figure, hedge, step)
    if second is not None:
        low, high = _range(first, second, unit.factor)
        figure, hedge = low, "exact"
    elif first[1] < 0:
        hedge, low, high = "vague", *_vague_bounds(m["han"], figure)
    elif more:
        hedge, low, high = "over", figure, figure + roundness(figure, step)
    digits = bool(m["arabic"])
    return Quantity(text[start:end], start, end, figure, low, high, unit.name, hedge, digits=digits, step=step)


def _signed(text: str, m: re.Match[str], first: tuple[float, float], unit: Unit) -> tuple[int, tuple[float, float]]:
    """Where the number starts with its sign, and the figure with it; a dash is a sign before what can be negative."""
    sign = _BELOW_ZERO.search(text[max(0, m.start() - 8) : m.start()])
    if sign is None or (sign.group().strip() in _DASHES and unit.name not in _SIGNED):
        return m.start(), first
    return m.start() - len(sign.group().lstrip()), (-first[0], first[1])


def _range(first: tuple[float, float], second: tuple[float, float], factor: float) -> tuple[float, float]:
    # "3-5万" and "3 to 5 million" give the magnitude once, after the second number.
    scale = second[1] / first[1] if second[1] >= 10 * first[1] and second[0] >= 100 * first[0] else 1.0
    low = first[0] * (scale if 0 < first[0] * scale < second[0] else 1.0)
    return low * factor, second[0] * factor


def _unit(text: str, m: re.Match[str], end: int) -> tuple[Unit, int]:
    unit = unit_at(text, end)
    if m["symbol"]:
        name = SYMBOLS[m["symbol"].strip().lower()]
        return Unit(name, 1.0, 0), end + (unit.length if unit.name == name else 0)
    return unit, end + unit.length


def _decimals(arabic: str) -> int:
    return len(arabic.partition(".")[2]) or len(arabic.partition("点")[2])
