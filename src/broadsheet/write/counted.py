"""What a number counts, in both languages: people by what befell them, and measures that news reports every day.

A measure is named only by a word right beside its number, so that "52 of its 96 sailings were cancelled" counts 52
as cancelled and 96 as nothing. What is not in these tables has no name here.
"""

import re
from dataclasses import dataclass

# What befell the people a number counts; the first that stands in the clause, nearest to the number, names them.
FATES = {
    "dead": r"dead|died|dies|killed|kills|deaths?|lost their lives|死亡|遇难|丧生|身亡|死难|罹难|死者",
    "injured": r"injur\w+|hurt|wounded|casualties|treated in hospital|伤者|受伤|送医|轻伤|重伤|负伤|伤员|人伤",
    "missing": r"missing|unaccounted|失踪|失联|下落不明",
    "evacuated": r"evacuat\w+|led out|moved out|疏散|转移|撤离",
    "arrested": r"arrest\w+|detained|被捕|逮捕|拘留|抓获",
}
FATE = re.compile("|".join(f"(?P<{name}>{words})" for name, words in FATES.items()), re.IGNORECASE)
# These only grow while an event lasts: a later, bigger figure takes the place of the earlier one.
GROWING = frozenset({"dead", "injured", "evacuated", "arrested", "destroyed"})


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: what stands right before its number, what right after, and the units it may have."""

    name: str
    before: str
    after: str
    units: frozenset[str]


_NO_UNIT = frozenset({"", "个", "次", "班", "间", "座", "栋", "户", "架", "艘", "套", "处"})
_MONEY = frozenset({"", "CNY", "USD", "EUR", "GBP", "JPY", "HKD"})
_SOME = r"(?:about |some |at least |more than )?$"
_GONE = "烧毁|焚毁|损毁|冲毁|倒塌"
_OFF = "取消|停航|停运|停飞"
_MEASURES = (
    Measure(
        "quake",
        r"magnitude[\s-]{0,2}(?:of )?$|(?:measuring|measured) $|里氏$",
        r"[\s-]magnitude(?!s)|级?(?:左右)?(?:的)?(?:地震|强震)",
        frozenset({"", "magnitude"}),
    ),
    Measure(
        "turnout",
        r"turnout[^,.;]{0,18}$|投票率[为达是约仅]{0,2}$",
        r"(?: of (?:voters|the electorate))? (?:turnout|turned out)|的?投票率",
        frozenset({"percent"}),
    ),
    Measure(
        "raised",
        r"\brais(?:ed|es|ing) (?:about |some )?[$€£]?$|(?:募|筹)(?:集|资|得)(?:资金|到)?[约共达]?$",
        r"(?!)",
        _MONEY,
    ),
    Measure(
        "destroyed",
        rf"(?:destroyed|gutted|burn(?:ed|t)(?: down)?|levelled) {_SOME}|(?:{_GONE})[约共]?$",
        rf"(?: of \S+ \d+)? \w+ (?:were |was )?(?:destroyed|gutted|burn(?:ed|t) down)"
        rf"|[^\d，。；,.;]{{0,4}}被?(?:{_GONE})",
        _NO_UNIT,
    ),
    Measure(
        "cancelled",
        rf"cancel(?:led|ed|ling|ing|s)? {_SOME}|(?:{_OFF})(?:了|航班|班次)?[约共]?$",
        rf"(?: of \S+ \d+)?(?: \w+){{1,2}} (?:were |was |had been )cancell?ed|(?:班|架次|个班次)?被?(?:{_OFF})",
        _NO_UNIT,
    ),
)
_WHOLE = re.compile(r"\bof (?:its|the|their|all) $", re.IGNORECASE)
_BEFORE = [(m, re.compile(m.before, re.IGNORECASE), re.compile(m.after, re.IGNORECASE)) for m in _MEASURES]
NAMES = frozenset(FATES) | {m.name for m in _MEASURES}
_REACH = 32


def measure_of(text: str, start: int, end: int, *, unit: str) -> str:
    """The measure that the number at `start`..`end` of `text` gives, or "" when no word beside it names one."""
    lead = text[max(start - _REACH, 0) : start]
    if _WHOLE.search(lead):
        return ""
    if unit == "magnitude" and "地震" in text[start:end]:  # a unit is read together with its noun: 4.8级地震
        return "quake"
    for measure, before, after in _BEFORE:
        if unit in measure.units and (before.search(lead) or after.match(text, end)):
            return measure.name
    return ""
