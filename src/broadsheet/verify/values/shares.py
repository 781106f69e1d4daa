"""Parts of a whole in words: 三分之一, 七成, 五人中有一人, one in five, two-thirds, more than half, 一半, 八折."""

import re
from collections.abc import Iterator
from dataclasses import replace

from broadsheet.verify.values import numerals
from broadsheet.verify.values.hedges import bounds, hedge_at
from broadsheet.verify.values.shapes import Quantity

_ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_HAN = r"[零〇一二两三四五六七八九十百千万亿兆]"
_ONES = "one|two|three|four|five|six|seven|eight|nine|ten"
_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_PART_OF = re.compile(rf"(?P<below>{_HAN}{{1,12}}|(?<!\d)\d{{1,9}})分之(?P<above>{_HAN}+(?:点{_HAN}+)?|{_ARABIC})")
_WORD_FRACTION = re.compile(
    r"\b(?P<above>one|two|three|four|five|seven|nine|an?)[\s-]+(?P<below>third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?\b"
    r"(?!\s(?:time|place|day|week|month|year|straight|consecutive|quarter|season|win|title|goal|term|round|floor|seed|successive)s?\b)"
    r"(?!-(?:finals?|century|hour|mile)\b)",
    re.IGNORECASE,
)
_TENTHS = re.compile(
    r"(?P<above>[一二两三四五六七八九]|(?<![\d.])\d(?:\.\d)?)成(?P<rest>[一二三四五六七八九])?(?![员立为功果本年长分绩就熟都交人])"
)
_ONE_IN = re.compile(
    rf"\b(?P<above>{_ONES}|\d+)(?:\s[a-z]+)?\s(?:in(?:\severy)?|out\sof(?:\severy)?)\s(?:an?\s)?"
    rf"(?P<below>{_ONES}|hundred|thousand|\d+(?:,\d{{3}})*)\b(?![.,:/-]?\d|(?:st|nd|rd|th)\b"
    r"|\s?(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|cities|countries|places|percent|per cent|%)\b)",
    re.IGNORECASE,
)
_COUNTED = "(?:名|个|位|人|户|家)"
_ONE_OF_EACH = re.compile(
    rf"每(?P<below>{_HAN}+|\d+){_COUNTED}[\u3400-\u9fff]{{0,8}}?[中里](?:就|便|约|大约)?有(?P<above>{_HAN}+|\d+){_COUNTED}"
)
_HALF = re.compile(
    r"\b(?:one-)?half\b(?=\s(?:of|the|their|its|his|her|our|all|those|these|price)\b|[,.;]|$)(?!\sof\s(?:the\syear|(?:19|20)\d\d))"
    r"|(?<![一上下前后大小])一半(?!是)|半数|(?<=过)半(?=[数的票]|[\u3400-\u9fff])|半价",
    re.IGNORECASE,
)
_DISCOUNT = re.compile(r"(?P<figure>[一二三四五六七八九]{1,2}|\d(?:\.\d)?|\d\d)折(?![叠断射线合旧腾磨服])")

_ROUNDED, _NEARLY = 2.0, 5.0  # percentage points: a third is said of 32 to 35, nearly half of 45 and more


def find_shares(text: str) -> Iterator[Quantity]:
    """The parts of a whole in `text`, in percent, in no order; reductions (八折) in percent of the price."""
    for m in _PART_OF.finditer(text):
        below, above = numerals.chinese(m["below"]), numerals.chinese(m["above"].replace("，", ","))
        if below and above is not None:
            yield _share(text, m.span(), 100 * above / below, step=_step(m["above"]) if below == 100 else 0.0)
    for m in _WORD_FRACTION.finditer(text):
        yield _share(text, m.span(), 100 * _count(m["above"]) / _PARTS[m["below"].lower()])
    for m in _HALF.finditer(text):
        yield _share(text, m.span(), 50.0)
    yield from _tenths(text)
    yield from _one_in_some(text)
    yield from _discounts(text)


def _tenths(text: str) -> Iterator[Quantity]:
    for m in _TENTHS.finditer(text):
        above = numerals.chinese(m["above"]) or 0.0
        yield _share(text, m.span(), 10 * above + (numerals.DIGITS[m["rest"]] if m["rest"] else 0))


def _one_in_some(text: str) -> Iterator[Quantity]:
    for pattern in (_ONE_IN, _ONE_OF_EACH):
        for m in pattern.finditer(text):
            above, below = _count(m["above"]), _count(m["below"].replace(",", ""))
            if 0 < above < below:
                yield _share(text, m.span(), 100 * above / below)


def _discounts(text: str) -> Iterator[Quantity]:
    for m in _DISCOUNT.finditer(text):
        digits = "".join(str(numerals.DIGITS.get(c, c)) for c in m["figure"])
        left = float(digits) * (10 if len(digits) == 1 or "." in digits else 1)
        yield Quantity(m.group(), *m.span(), left, left, left, "折", digits=True, step=1.0)


def _share(text: str, span: tuple[int, int], percent: float, *, step: float = 0.0) -> Quantity:
    # A fraction in words is a rounding by nature: a third is said of anything from 32 to 35 percent.
    hedge, start, end = hedge_at(text, *span)
    fraction = not step
    hedge = "about" if hedge == "exact" and fraction else hedge
    low, high = bounds(percent, hedge, step or (_ROUNDED if percent >= 10 else percent / 10))
    low = min(low, percent - _NEARLY) if hedge == "nearly" and fraction and percent >= 10 else low
    found = Quantity(text[start:end], start, end, percent, low, high, "percent", hedge, digits=False)
    return replace(found, step=step or 1.0, fraction=fraction)


def _step(written: str) -> float:
    return 10.0 ** -(len(written.partition(".")[2]) or len(written.partition("点")[2]))


def _count(written: str) -> float:
    word = written.lower()
    if word in {"a", "an"}:
        return 1.0
    return float(numerals.english(word) or numerals.chinese(word) or 0.0)
