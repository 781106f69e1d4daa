"""Words that widen a number: 约, 逾, 近, 不到, nearly, more than, at least: each makes an interval of it."""

import re

from broadsheet.verify.values.shapes import Hedge

# (hedge, Chinese before, English before, either after). Longer words come first within a cell.
_WORDS: tuple[tuple[Hedge, str, str, str], ...] = (
    (
        "under",
        "不到|不足|未满|低于|少于|最多|至多|不超过|不多于",
        "less than|fewer than|just under|under|below|up to|at most|(?:no|not) more than|a maximum of",
        r"以下|以内|之内|\s+or (?:less|fewer)\b",
    ),
    (
        "over",
        "逾|超过|超出|超|多于|高于|突破|至少|不少于|不低于|上",
        "more than|over|above|exceed(?:ed|ing|s)?|surpass(?:ed|ing|es)?|upwards? of|at least|(?:no|not) (?:less|fewer) than"
        "|a minimum of|in excess of",
        r"以上|\s+or more\b|\+",
    ),
    ("nearly", "将近|接近|近", "nearly|almost|close to|approaching", r"(?!)"),
    ("about", "大约|大概|约|估计", "about|around|approximately|roughly|some|an estimated|circa", r"左右|上下|许|\s+or so\b"),
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

# How far each hedge reaches, as shares of the figure. "Some 200" said of 190 or 210 is common wire usage; "nearly" is
# read as the last tenth below; "over" ends where the next hedge a writer would choose begins.
ABOUT, NEARLY, OVER, UNDER = 0.05, 0.10, 0.25, 0.25


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
    below = {"about": max(step / 2, abs(figure) * ABOUT), "nearly": max(step / 2, abs(figure) * NEARLY)}
    below["under"] = max(step, abs(figure) * UNDER)
    above = {"about": below["about"], "over": max(step, abs(figure) * OVER)}
    return figure - below.get(hedge, 0.0), figure + above.get(hedge, 0.0)
