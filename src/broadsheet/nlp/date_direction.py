"""Whether the words about a date speak of what is to come or of what was: `takes effect on 1 January`, 将于1月1日."""

import re
from typing import Literal

Direction = Literal["ahead", "behind", ""]

# How far from a date its verb is looked for, in characters, inside its sentence.
NEAR = 80

# Somebody spoke on that day, whatever of: between a word of the future and the date it cuts them apart.
_SAID = r"said|says|told|announced|wrote|tweeted|reported|testified|warned|added"
_FUTURE_EN = (
    r"\b(?:will|won't|shall|expected|scheduled|due|forecast|planned|plans|set to|going to|"
    r"(?:to )?(?:takes?|comes?|goes?|enters?) (?:in)?(?:to )?(?:effect|force)|"
    r"(?:begins|starts|opens|closes|ends|expires|launches|runs|kicks off)(?= (?:on|from|in|until)\b))"
)
_PAST_EN = r"\b(?:was|were|had|has|have|did|took|came|went|entered|began|opened|closed|ended|died|since)\b"
_INSIDE = rf"(?:(?!\b(?:{_SAID})\b)[^.;!?\n])*"
_AHEAD_EN = re.compile(rf"{_FUTURE_EN}{_INSIDE}$")
_BEHIND_EN = re.compile(rf"{_PAST_EN}[^.;!?\n]*$")
# A sentence may open with its date: `On 1 January the law will take effect`.
_OPENS = re.compile(r"(?:^|[.;!?\n])\s*(?:(?:[Oo]n|[Ff]rom|[Ss]tarting|[Bb]eginning|[Bb]y|[Ii]n)\s)?$")
_GOES_ON = re.compile(rf"^{_INSIDE}{_FUTURE_EN}")

_FUTURE_ZH = r"(?:将(?![军近士领官帅其他她它])|拟(?=于|在)|定于|预定|预计|计划于|有望|即将)"
_AHEAD_ZH = re.compile(rf"{_FUTURE_ZH}[^。；！？\n“”]*$")
_GOES_ON_ZH = re.compile(
    rf"^(?:起?[^。；！？\n“”，说称表示]{{0,16}}，?{_FUTURE_ZH}|起(?:正式|开始|全面)?(?:施行|实施|生效|执行|实行|启用))"
)
_BEHIND_ZH = re.compile(r"(?:已|曾|自从)[^。；！？\n]*$")
_PAST_ZH = re.compile(r"^[^。；！？\n，]{0,20}(?:以来|已|曾|了)")


def direction(text: str, start: int, end: int) -> Direction:
    """`ahead` or `behind` publication, for the date `text[start:end]`; nothing where its sentence doesn't tell."""
    before, after = text[max(0, start - NEAR) : start], text[end : end + NEAR]
    past = bool(_BEHIND_ZH.search(before) or _PAST_ZH.match(after))
    if _AHEAD_EN.search(before) or (_OPENS.search(before) and _GOES_ON.match(after)):
        return "ahead"
    if not past and (_AHEAD_ZH.search(before) or _GOES_ON_ZH.match(after)):
        return "ahead"
    return "behind" if past or _BEHIND_EN.search(before) else ""
