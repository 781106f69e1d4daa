"""Words that widen a number: 约, 逾, 近, 不到, nearly, more than, at least: each makes an interval of it."""

import re

from broadsheet.verify.values.shapes import Hedge

# (hedge, Chinese before, English before, either after). Longer words come first within a cell.
_WORDS: tuple[tuple[Hedge, str, str, str], ...] = (
    (
        "under",
        "不到|不足|未满|未达|低于|少于|小于|最多|至多|不超过|未超过|不多于",
        "less than|fewer than|lower than|smaller than|shorter than|just under|under|below|up to|at most"
        "|as (?:many|much|high) as|(?:no|not) more than|a maximum of",
        r"以下|以内|之内|\s+or (?:less|fewer)\b",
    ),
    (
        "over",
        "逾|超过|超出|超|多于|高于|大于|突破|至少|起码|不少于|不低于|过(?=半)",
        "more than|larger than|greater than|higher than|longer than|over|above"
        "|exceed(?:ed|ing|s)?|surpass(?:ed|ing|es)?|upwards? of|at least"
        "|(?:no|not) (?:less|fewer) than|a minimum of|in excess of",
        r"以上|\s+or more\b|\+",
    ),
    ("nearly", "将近|接近|近", "nearly|almost|close to|approaching", r"(?!)"),
    (
        "about",
        "大约|大概|约|估计",
        "about|around|approximately|approx\\.?|roughly|some|an estimated|circa|in the region of|something like",
        r"左右|上下|许|\s+or so\b",
    ),
)
_BEHIND = re.compile(
    "|".join(
        rf"(?P<{hedge}>(?:{han})\s?(?:有|了|达|为|是)?|\b(?:{latin})\s+(?:an?\s+)?)" for hedge, han, latin, _ in _WORDS
    ).join(("(?:", r")\Z")),
    re.IGNORECASE,
)
_AHEAD = re.compile("|".join(rf"(?P<{hedge}>{after})" for hedge, _, _, after in _WORDS), re.IGNORECASE)
_KINDS: dict[str, Hedge] = {hedge: hedge for hedge, *_ in _WORDS}
_REACH = 20  # characters; the longest of them, "no fewer than an", is 16

# The most a hedge reaches, as shares of the figure. Within that it reaches as far as the figure is round: "some 200" is
# said of 190 to 210, "some 443" of nothing else; "nearly" comes from below; "over" ends where a writer would choose the
# next hedge.
ABOUT, NEARLY, OVER, UNDER = 0.05, 0.10, 0.25, 0.25
OVER_AT_LEAST = 0.05  # "over 4,500" is said of 4,608, round as it is not


def hedge_at(text: str, start: int, end: int) -> tuple[Hedge, int, int]:
    """The hedge around `text[start:end]`, and where number and hedge together start and end."""
    window = max(0, start - _REACH)
    behind = _BEHIND.search(text[window:start])
    if behind and behind.lastgroup:
        return _KINDS[behind.lastgroup], window + behind.start(), end
    ahead = _AHEAD.match(text, end)
    if ahead and ahead.lastgroup:
        return _KINDS[ahead.lastgroup], start, ahead.end()
    return "exact", start, end


def bounds(figure: float, hedge: Hedge, step: float) -> tuple[float, float]:
    """The interval a hedge makes of `figure`, whose last written digit is worth `step`."""
    place, size = roundness(figure, step), abs(figure)
    below = {
        "about": min(place / 2, size * ABOUT),
        "nearly": min(place, size * NEARLY),
        "under": min(place, size * UNDER),
    }
    above = {"about": below["about"], "over": max(min(place, size * OVER), size * OVER_AT_LEAST)}
    return figure - below.get(hedge, 0.0), figure + above.get(hedge, 0.0)


def roundness(figure: float, step: float) -> float:
    """The worth of the last digit that is not zero: 100 for 200, 1 for 443, 1万 for 22万; at least `step`."""
    digits = round(figure / step) if step else 0
    while digits and digits % 10 == 0:
        digits, step = digits // 10, step * 10
    return step
