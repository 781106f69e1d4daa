"""Which of two is said to have more: 甲高于乙, "cheaper than". A figure on the other side is the check of numbers'."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.verify.reading import Passage, Reading
from broadsheet.verify.record import Record
from broadsheet.verify.statements.counterparts import related
from broadsheet.verify.terms import plain, stem, terms

# Characters of measures, the upper then the lower of each: what is more on one side is less on the other.
_MEASURES = "高低 多少 大小 快慢 早晚 好差 强弱 贵贱 重轻 长短 热冷 优劣 富穷 远近 深浅 宽窄"
_SIDES_ZH = {char: (pair, side) for pair in _MEASURES.split() for side, char in enumerate(pair)}
_SIDES_ZH |= {"贵": ("贵贱", 0), "便宜": ("贵贱", 1), "超过": ("高低", 0), "不及": ("高低", 1), "不如": ("高低", 1)}
_SIDES_ZH |= {"胜过": ("优劣", 0), "逊于": ("优劣", 1), "领先": ("领先", 0), "落后": ("领先", 1)}
_PAIRS_EN = "high>low fast>slow big>small large>small strong>weak rich>poor old>young good>bad better>worse early>late"
_PAIRS_EN += " long>short hot>cold warm>cool heavy>light cheap>expensive near>far hard>easy safe>dangerous tall>short"
_LOWER_EN = {stem(low): (stem(high), 1) for high, low in (p.split(">") for p in _PAIRS_EN.split())}
_FIGURE = r"(?!\s?[\d$£€¥一二两三四五六七八九十百千半几])"
_ADJECTIVE = "|".join([*_MEASURES.replace(" ", ""), "便宜"])
_THAN_ZH = re.compile(
    rf"(?P<left>[^，。；：！？“”]{{1,40}}?)(?P<word>超过|不及|不如|胜过|逊于|领先|落后|[高低多少大小快慢早晚好差强弱优劣]于)于?{_FIGURE}"
    r"(?P<right>[^，。；：！？“”]{1,30})"
)
_BI_ZH = re.compile(
    r"(?P<left>[^，。；：！？“”]{1,40}?)(?<![同环相占对可之无好百正反评对])比(?![赛例如较重拼特值分喻上去往前亚基尔利勒方])"
    rf"{_FIGURE}(?P<right>[^，。；：！？“”]{{1,24}}?)(?:要|更|还|都)*(?P<word>{_ADJECTIVE})(?!度|[的年])"
)
_THAN_EN = re.compile(
    r"(?P<left>[^,.;:!?\"“”]{2,90}?)\b(?P<word>(?:more|less)(?: [a-z]+)?|fewer|better|worse|[a-z]{2,}er)"
    r"(?P<middle>(?: [a-z'-]+){0,7}?) than "
    r"(?!\s?[\d$£€]|(?:a|an|one|two|three|half|expected|ever|usual|before|last|previously)\b)"
    r"(?P<right>[^,.;:!?\"“”]{2,60})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`left` has more (side 0) or less (side 1) of `measure` than `right`; each the terms it has alone."""

    start: int
    end: int
    measure: str
    side: int
    left: frozenset[str]
    right: frozenset[str]


def turned(draft: Reading, passage: Passage, record: Record) -> Iterator[tuple[Comparison, str]]:
    """Each comparison of a draft sentence that the evidence makes the other way round, with its sentence."""
    mine = comparisons(passage.text)
    close = related(draft, passage, record) if mine else []
    for comparison in mine:
        facing = [(_same_way(comparison, other), a) for a in close for other in comparisons(a.passage.text)]
        against = [a for same, a in facing if same is False]
        if against and not any(same for same, _ in facing):
            yield comparison, against[0].passage.text


def _same_way(one: Comparison, other: Comparison) -> bool | None:
    """Whether both say the same, None where they compare other things."""
    if one.measure != other.measure:
        return None
    straight = bool(one.right & other.right and one.left & other.left)
    crossed = bool(one.right & other.left and one.left & other.right)
    if straight == crossed:
        return None
    return (one.side == other.side) is straight


@lru_cache(maxsize=4096)
def comparisons(sentence: str) -> tuple[Comparison, ...]:
    """The comparisons of two in `sentence`, in order."""
    text = plain(sentence)
    found = [_chinese(m) for pattern in (_THAN_ZH, _BI_ZH) for m in pattern.finditer(text)]
    found += [_english(m) for m in _THAN_EN.finditer(text)] if " than " in text else []
    return tuple(sorted((c for c in found if c.left and c.right), key=lambda c: c.start))


def _chinese(m: re.Match[str]) -> Comparison:
    word = m["word"]
    measure, side = _SIDES_ZH.get(word) or _SIDES_ZH[word[0]]
    return _comparison(m, measure, side, m["left"])


def _english(m: re.Match[str]) -> Comparison:
    first, _, rest = m["word"].lower().partition(" ")
    base = rest or first.removesuffix("er")
    if first in {"more", "less", "fewer"} or not base:
        measure, side = (rest and stem(rest)) or "much", int(first != "more")
    else:
        measure, side = stem(first), 0
    if measure in _LOWER_EN:
        measure, lower = _LOWER_EN[measure]
        side = side ^ lower
    return _comparison(m, measure, side, m["left"] + " " + m["middle"])


def _comparison(m: re.Match[str], measure: str, side: int, left: str) -> Comparison:
    mine, other = frozenset(terms(left)), frozenset(terms(m["right"]))
    return Comparison(*m.span("word"), measure, side, mine - other, other - mine)
