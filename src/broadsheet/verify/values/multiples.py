"""How many times as much: doubled, halved, twice, 翻一番, 增长两倍, 增长到两倍; all as the factor of one to the other.

增长两倍 makes three of one, 增长到两倍 makes two; English `rose threefold` makes three.
"""

import re
from collections.abc import Iterator

from broadsheet.verify.values import numerals
from broadsheet.verify.values.hedges import bounds, hedge_at
from broadsheet.verify.values.shapes import Quantity

_FIGURE = r"(?:\d+(?:\.\d+)?|[零一二两三四五六七八九十百千万]+(?:点[零一二三四五六七八九]+)?)"
_WORDS = re.compile(
    r"\b(?:(?P<twice>twice|doubl(?:ed?|es|ing))|(?P<thrice>tripl(?:ed?|es|ing)|trebl(?:ed?|es|ing)|thrice)"
    r"|(?P<four>quadrupl(?:ed?|es|ing))|(?P<half>halv(?:ed?|es|ing)))\b"
    r"(?!\s(?:a\s(?:day|week|month|year)|daily|weekly|in\s(?:the|\d)|(?:bed|room|murder|standards?|gold|header|bogey|fault|olympic|amputee|decker|agent|figures?|digit)s?\b|world|european)|-)"
    r"|(?P<fold>翻(?:了)?(?P<folds>[一两二三四]?)[番倍])|(?P<halved>减半)"
    rf"|(?:增|涨|提高|扩大|上升|多|高出?)[\u3400-\u9fff]{{0,3}}?(?P<more>(?:约|近|逾|超过)?(?P<times>{_FIGURE})(?P<over>多|余)?倍)",
    re.IGNORECASE,
)
_TO = re.compile(r"[到至成为]")
_LATIN = {"twice": 2.0, "thrice": 3.0, "four": 4.0, "half": 0.5}


def find_multiples(text: str) -> Iterator[Quantity]:
    """The factors `text` tells in words or after a verb of growth, unit `times`, in no order."""
    for m in _WORDS.finditer(text):
        if m["more"]:
            yield from _grown(text, m)
        elif m["fold"]:
            folds = numerals.chinese(m["folds"] or "一") or 1.0
            yield _factor(text, m.span(), 1.0 + folds if m["fold"].endswith("倍") else 2.0**folds)
        else:
            yield _factor(text, m.span(), 0.5 if m["halved"] else next(f for k, f in _LATIN.items() if m[k]))


def _grown(text: str, m: re.Match[str]) -> Iterator[Quantity]:
    times = numerals.chinese(m["times"])
    start, end = m.start("times"), m.end("more")
    if times is None:
        return
    by = 0.0 if _TO.search(text, m.start(), start) else 1.0
    hedge, left, right = hedge_at(text, start, end)
    hedge = "over" if m["over"] else hedge
    step = 10.0 ** -len(m["times"].partition(".")[2])
    low, high = bounds(times, hedge, step)
    yield Quantity(
        text[left:right],
        left,
        right,
        times + by,
        low + by,
        high + by,
        "times",
        hedge,
        m["times"][0].isdigit(),
        step=step,
    )


def _factor(text: str, span: tuple[int, int], factor: float) -> Quantity:
    hedge, start, end = hedge_at(text, *span)
    low, high = bounds(factor, hedge, 1.0)
    return Quantity(text[start:end], start, end, factor, low, high, "times", hedge, digits=False, step=0.1)
