"""Whether a sentence and its translation both deny, and both call what is only possible so."""

import re
from collections.abc import Iterator, Mapping

from broadsheet.core import Mark
from broadsheet.core.translation import Matter
from broadsheet.verify.translation.side import Side
from broadsheet.verify.translation.words import say

# Words that deny: a translation of a plain negation has one of these, and one of these excuses a plain one.
_NEGATED = {
    "zh": re.compile(
        r"没有?(?!收|[^，。]{0,8}[以之]前)|未(?!来|婚|成年|必|知)|否认|拒绝|不足以|不够|不成|无(?!线|人机|锡|障碍|疑|论|数|比|非)|非(?!常|洲|遗|法|裔)|禁止|严禁|停止|避免|杜绝|免(?!疫|职)"
        r"|不(?!断|仅|但|过|管|论|少|同|久|得不|止|错|满|幸|良|足|到|变|安|妨|料|惜|顾|如|锈|动产|约而同|等)"
    ),
    "en": re.compile(
        r"\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot|without|unable|unlikely|unknown|unclear|unchanged"
        r"|unhurt|unharmed|fail(?:s|ed)?|den(?:y|ies|ied)|refus(?:e|es|ed)|declin(?:e|es|ed) to|lack(?:s|ed)?|yet to"
        r"|reject\w*|rul(?:e|es|ed) out|impossible|too \w+ to)\b|n['’]t\b",
        re.IGNORECASE,
    ),
}
# What only may not be or is so no more is often said by these instead.
_FORBIDDEN_ZH = re.compile(r"不再|不得|不准|不许|不允许|不可")
_FORBIDDEN_EN = re.compile(
    r"\b(?:stop(?:s|ped)?|bann?(?:ed|s)?|barr?(?:ed|s)?|prohibit\w*|prevent\w*|forb[aio]d\w*|end(?:s|ed)?|cease[sd]?)\b",
    re.IGNORECASE,
)
# Of these a translation must deny too.
_PLAIN = {
    "zh": re.compile(
        r"没有(?![^，。]{0,8}[以之]?前)|并?未(?=[^来婚必知成])|无法|否认|(?:并|绝|决|从|也|都|将|仍|还|暂|就|但)不(?!断|仅|但|过|同)"
        r"|不(?:会|能|是|再|应|该|得(?!不)|可(?!避免|或缺)|准|予|想|愿|曾|必|允许|许)"
    ),
    "en": re.compile(
        r"\b(?:not|no (?:longer|further|more|one|evidence|reports?|signs?|plans?|reason|need|way)|never|nobody|cannot"
        r"|neither|none|denie[sd])\b|n['’]t\b",
        re.IGNORECASE,
    ),
}
_HEDGED = {
    "zh": re.compile(r"可能|也许|或许|或将|据称|据传|疑似|涉嫌|似乎|大概|恐怕|料将|有望|预计|估计|传闻"),
    "en": re.compile(
        r"\b(?:(?-i:may)|might|could|perhaps|possibl[ey]|probabl[ey]|likely|alleged(?:ly)?|reported(?:ly)?|suspect(?:ed|s)?|seem(?:s|ed)?|appear(?:s|ed)?"
        r"|apparent(?:ly)?|expect(?:ed|s)?|estimate[sd]?|rumou?r(?:ed|s)?|said to|projected)\b",
        re.IGNORECASE,
    ),
}


def negations(here: Side, there: Side) -> Iterator[Mark]:
    """Whether both sides deny or neither does."""
    yield from _turned(here, there, "negation", _PLAIN, _NEGATED)


def hedges(here: Side, there: Side) -> Iterator[Mark]:
    """Whether what one side calls possible is so on the other."""
    for mark in _turned(here, there, "hedge", _HEDGED, _HEDGED):
        yield mark if mark.bearing == "kept" else Mark("hedge", "doubtful", mark.source, mark.target, mark.message)


def _turned(
    here: Side, there: Side, matter: Matter, plain: Mapping[str, re.Pattern[str]], any_: Mapping[str, re.Pattern[str]]
) -> Iterator[Mark]:
    if not {here.language, there.language} <= plain.keys():
        return  # nobody wrote down how a third language denies
    mine, theirs = plain[here.language].search(here.text), plain[there.language].search(there.text)
    answer, excuse = any_[there.language].search(there.text), any_[here.language].search(here.text)
    if mine and not answer and matter == "negation" and _FORBIDDEN_ZH.match(mine.group()):
        answer = _FORBIDDEN_EN.search(there.text)
    if mine and answer and _more(here, there, plain, any_):
        yield Mark(matter, "missing", here.span(*mine.span()), None, say(there.language, f"{matter}_missing"))
    elif mine and answer:
        yield Mark(matter, "kept", here.span(*mine.span()), there.span(*answer.span()))
    elif mine:
        yield Mark(matter, "missing", here.span(*mine.span()), None, say(there.language, f"{matter}_missing"))
    elif theirs and (not excuse or _more(there, here, plain, any_)):
        yield Mark(matter, "added", None, there.span(*theirs.span()), say(there.language, f"{matter}_added"))


def _more(one: Side, other: Side, plain: Mapping[str, re.Pattern[str]], any_: Mapping[str, re.Pattern[str]]) -> bool:
    """Whether one side denies once more than the other, plainly: "rejected it because it was not fair"."""
    here, there = (_count(plain, s) for s in (one, other))
    wide_here, wide_there = (_count(any_, s) for s in (one, other))
    return here > there and wide_here > wide_there and here > wide_there


def _count(patterns: Mapping[str, re.Pattern[str]], side: Side) -> int:
    return len(patterns[side.language].findall(side.text))
