"""A sentence turned round: who said it goes in front or behind, the day to the other end. No word is lost or added.

Only where nothing can come to mean something else: one speaker, no quotation, no clause that could catch the day.
"""

import re
from collections.abc import Callable

from broadsheet import nlp

_WHO = r"(?P<who>(?:[A-Z][\w.'’-]*|[Tt]he [\w'’-]+)(?: (?!that\b)[\w.'’-]+){0,6}?)"
_SAID = r"(?P<said>said|says|announced|reported|added|warned)(?P<when> on [A-Z]\w+day)?"
_FRONT_EN = re.compile(rf"^{_WHO} {_SAID} (?:that )?(?P<what>[^“”\"]{{20,}})\.$")
_BEHIND_EN = re.compile(rf"^(?P<what>[^“”\"]{{20,}}), {_WHO} {_SAID}\.$")
_DAY_FIRST = re.compile(r"^(?P<day>(?:On|In) (?:[A-Z]\w+day|[A-Z]\w+ \d{4}|\d{4})),? (?P<rest>[^,;“”\"]{15,})\.$")
_DAY_LAST = re.compile(r"^(?P<rest>[^,;“”\"]{15,}) (?P<day>on [A-Z]\w+day)\.$")
_ANY_SAID = re.compile(r"\b(?:said|says|told|announced|reported|added|warned|that|which|who|after|before|because)\b")
_NAME_ZH = r"(?P<who>[\u4e00-\u9fffA-Za-z·]{2,16}?)"
_ACCORDING_ZH = re.compile(rf"^据{_NAME_ZH}(?P<said>介绍|透露|通报|报道)，(?P<what>[^“”]{{8,}})$")
_SAYS_ZH = re.compile(rf"^{_NAME_ZH}(?P<said>介绍|透露|通报|报道)(?:称|说)?，(?P<what>[^“”]{{8,}})$")
_STATES_ZH = re.compile(rf"^{_NAME_ZH}(?:表示|说|称)，(?P<what>[^“”]{{8,}})$")
# These speak of somebody named before or of themselves, so that they can't go elsewhere.
_BOUND_ZH = re.compile(r"^(?:他|她|它|这|那|该|其|我|咱|而|但|并|也|还|同时)|[我咱]")
_TIME_ZH = re.compile(
    r"^(?P<day>(?:\d{4}年)?\d{1,2}月\d{1,2}日)(?:，)?(?P<who>[\u4e00-\u9fff]{2,10}?)(?=正式|宣布|发布|公布|启动|举行|召开|开幕|通车)"
    r"(?P<rest>.{6,})$"
)
_PRONOUN = re.compile(r"\b(?:I|we|my|our|us|me)\b", re.IGNORECASE)


def reordered(sentence: str, *, language: str) -> str:
    """The sentence turned round, or empty where none of the ways is safe."""
    ways: tuple[Callable[[str], str], ...] = _WAYS_ZH if language == "zh" else _WAYS_EN
    return next((turned for way in ways if (turned := way(sentence))), "")


def _speaker_behind(sentence: str) -> str:
    found = _FRONT_EN.match(sentence)
    if not found or _ANY_SAID.search(found["what"]) or _PRONOUN.search(found["what"]):
        return ""
    what = found["what"]
    return f"{what[0].upper()}{what[1:]}, {_lowered(found['who'])} {found['said']}{found['when'] or ''}."


def _speaker_in_front(sentence: str) -> str:
    found = _BEHIND_EN.match(sentence)
    first = sentence.split(" ", 1)[0]
    if not found or _ANY_SAID.search(found["what"]) or _PRONOUN.search(found["what"]) or not nlp.is_stop(first):
        return ""
    who = found["who"]
    return f"{who[0].upper()}{who[1:]} {found['said']}{found['when'] or ''} that {_lowered(found['what'])}."


def _day_behind(sentence: str) -> str:
    found = _DAY_FIRST.match(sentence)
    if not found or _ANY_SAID.search(found["rest"]):
        return ""
    rest, day = found["rest"], found["day"]
    return f"{rest[0].upper()}{rest[1:]} {day[0].lower()}{day[1:]}."


def _day_in_front(sentence: str) -> str:
    found = _DAY_LAST.match(sentence)
    if not found or _ANY_SAID.search(found["rest"]):
        return ""
    return f"O{found['day'][1:]}, {_lowered(found['rest'])}."


def _lowered(text: str) -> str:
    """The text inside a sentence: a function word at its head loses its capital."""
    first = text.split(" ", 1)[0]
    return text[0].lower() + text[1:] if nlp.is_stop(first) and first != "I" else text


def _told_zh(sentence: str) -> str:
    found = _ACCORDING_ZH.match(sentence)
    if found and not _BOUND_ZH.match(found["who"]):
        return f"{found['who']}{found['said']}，{found['what']}"
    return ""


def _according_zh(sentence: str) -> str:
    for pattern, said in ((_SAYS_ZH, ""), (_STATES_ZH, "介绍")):
        found = pattern.match(sentence)
        if (
            found
            and not _BOUND_ZH.search(found["what"])
            and not _BOUND_ZH.match(found["who"])
            and "据" not in found["who"]
        ):
            return f"据{found['who']}{said or found['said']}，{found['what']}"
    return ""


def _day_after_zh(sentence: str) -> str:
    found = _TIME_ZH.match(sentence)
    return f"{found['who']}于{found['day']}{found['rest']}" if found else ""


_WAYS_EN = (_speaker_behind, _speaker_in_front, _day_behind, _day_in_front)
_WAYS_ZH = (_told_zh, _according_zh, _day_after_zh)
