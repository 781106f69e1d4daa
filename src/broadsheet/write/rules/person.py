"""Who speaks. Third person is a hard rule: outside quotations nobody says I or we. First and second are aims."""

import re

from broadsheet.write.controls import Controls
from broadsheet.write.rule import Fault
from broadsheet.write.wordmatch import is_within, quotations

# 我国, 我省 and the like name a country or a place, they are no speaker; 自我 and 忘我 are words of their own.
_FIRST = {
    # A mine is dug, and World War I and Article I are counted: neither speaks.
    "en": re.compile(
        r"(?<![\w.])(?:(?<!War )(?<!Part )(?<!Article )(?<!Act )(?<!Type )(?<!Phase )I(?![\w.])"
        r"|(?:[Ww]e|[Mm]y|[Oo]urs?|us|me|[Mm]yself|[Oo]urselves|(?:of|is|was) mine)(?!\w))"
    ),
    "zh": re.compile(r"(?<![自忘小大敌])我(?![国省市县区军党校院所队州])|咱们?|笔者|本人(?!的?名)|俺"),
}
_SECOND = {"en": re.compile(r"(?<!\w)[Yy]ou(?:r|rs|rself)?(?!\w)"), "zh": re.compile(r"[你您]")}
_BRIEF = {
    "first": {"en": "Write in the first person.", "zh": "用第一人称写。"},
    "second": {"en": "Address the reader as you.", "zh": "用第二人称“你”来写。"},
    "third": {"en": "Write in the third person: no I, we or our.", "zh": "用第三人称写，不用“我”“我们”。"},
}
_SAID = {"en": "“{word}” is not in the third person", "zh": "“{word}”不是第三人称"}
_NOT_MET = {
    "first": {"en": "nobody speaks as I or we", "zh": "文中没有第一人称"},
    "second": {"en": "the reader is not addressed", "zh": "文中没有第二人称"},
}


def brief(controls: Controls, language: str) -> str:
    """The person, as an order."""
    return _BRIEF[controls.person][language] if controls.person else ""


def faults(text: str, controls: Controls, language: str) -> list[Fault]:
    """Every I and we outside quotations where the third person was asked for; else that the other is not met."""
    if controls.person == "third":
        quoted = quotations(text)
        found = [m.span() for m in _FIRST[language].finditer(text) if not is_within(m.span(), quoted)]
        return [Fault(a, b, _SAID[language].format(word=text[a:b])) for a, b in found]
    wanted = {"first": _FIRST, "second": _SECOND}.get(controls.person)
    if wanted is None or wanted[language].search(text):
        return []
    return [Fault(0, 0, _NOT_MET[controls.person][language], hard=False)]


def mended(sentence: str, controls: Controls, language: str) -> str:
    """Nothing of a sentence that speaks as I or we: who that is, only its source knows."""
    hard = any(f.hard for f in faults(sentence, controls, language))
    return "" if hard else sentence
