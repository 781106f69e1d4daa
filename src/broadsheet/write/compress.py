"""Headlines out of lead sentences, by leaving words out and never by putting any in.

What is left out is when, where it was sent from and subordinate detail. A negation, a hedge or a condition is never cut
off, and a speaker is moved to the front, not dropped.
"""

import re

# What a headline may hold: characters in Chinese (two lines of a column), characters in English.
_ROOM = {"zh": 28, "en": 96}
_LEAST = {"zh": 7, "en": 20}

_WHEN_ZH = re.compile(
    r"^(?:(?:当地时间|北京时间)?(?:\d{4}年)?(?:(?:\d{1,2}|本|上|这个)月)?(?:\d{1,2}[日号]|今[日天晨晚早]|昨[日天晨晚夜]|近日|日前)"
    r"(?:凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚间|晚上|深夜|夜间|晚|夜)?(?:\d{1,2}时(?:整|\d{1,2}分)?(?:许|左右)?)?，?)"
)
_LEARNT_ZH = re.compile(
    r"^(?:本报|本台|本社)?(?:记者)?(?:\d{1,2}[日号])?(?:从|自)(?P<who>[^，。]{2,14}?)(?:处)?(?:了解到|获悉)，"
)
_ACCORDING_ZH = re.compile(
    r"^据(?P<who>[^，。]{2,14}?)(?:\d{1,2}日)?(?:消息|公告|通报|介绍|透露|统计|数据|发布的消息|公布的[^，。]{2,8})，"
)
_SAYS_ZH = re.compile(
    r"^(?P<who>(?!通报|公告|消息|报告)[\u4e00-\u9fffA-Za-z·]{2,16}?)(?:同时|还|也|则|另)?(?:\d{1,2}日|[今昨][日天晚])?(?:\d{1,2}时(?:\d{1,2}分)?|上午|下午|晚间?|深夜)?"
    r"(?:在[^，。]{1,14}?(?:上|时|中|口))?(?:表示|宣布|公布|公告|通报称|通报说|通报|发布消息称|介绍|指出|说|称)[，：]"
)
_WHILE_ZH = re.compile(
    r"^(?:至此|截至目前|目前|据悉|据了解|日前|近日)，|^(?:随着|由于|因|为了?|在|继)[^，。]{2,24}，"
    r"|^[^，。]{0,4}(?:依靠|凭借|借助|经过|面对|根据|按照)[^，。]{2,24}，"
)
_ONLY_SAYS = re.compile(
    r"：[的和与地]|(?:通报|宣布|公布|公告|表示|决议|称|说|显示|指出|决定|消息|认定|预警|数据|报告|介绍|透露|[年月日]|日起|后|时)$"
    r"|\b(?:said|says|announced|that|the|of|to)(?: \w+day)?$"
)
_BRACKETS = re.compile(r" ?[（(][^（）()]{0,40}[）)]")
# A clause that starts like this limits what came before; cutting it off would say more than the source does.
_LIMITS = re.compile(
    r"\s*(?:(?:但|却|然而|不过|除非|如果|若|只要|尚未|并未|仍需|没有|未|否认|或|可能)"
    r"|(?:but|unless|if|although|though|except|without|not|provided|pending|subject to|while|despite|or)\b)",
    re.IGNORECASE,
)
_SAID_EN = re.compile(
    r",\s+(?P<who>(?:[\w.'’&-]+\s){0,7}[\w.'’&-]+)\s+(?:said|says|announced|reported|told [\w ]{2,20})"
    r"(?:\s+(?:on\s+)?(?:\w+day|today|yesterday))?(?:\s+in a [\w ]{3,20})?\.?$"
)
_SAYING = re.compile(r"\b(?:said|says|announced|warned|reported|told)\b")
_WHO_SAID_EN = re.compile(
    r"^(?P<who>(?:[\w.'’&-]+\s){1,6}?)(?:said|says|announced|warned)\s+(?:on\s+\w+day\s+|\w+day\s+|today\s+)?(?:that\s+)?(?=\w)"
)
_WHEN_EN = re.compile(
    r"\s+at \d{4}\b|\s+(?:early\s+|late\s+)?(?:today|yesterday)(?=[,.\s])"
    r"|\s+(?:(?:early|late)\s+)?on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?:\s+(?:morning|afternoon|evening|night))?"
    r"|\s+shortly (?:before|after) (?:midnight|noon|dawn)"
)
_ASIDE_EN = re.compile(r",\s+(?:who|which|whose|where|a|an|the)\s[^,]{3,70},\s")
_OPENING_EN = re.compile(r"^(?:On \w+day,?\s+|In [\w ]{3,20}, |The |A |An )")
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_JOINT_EN = re.compile(
    r"(?<!\d),\s+(?!\d)|;\s+|\s+[—–-]\s+|\s+(?=(?:after|as|while|when|where|which|because|amid|following)\s)"
)
# Where it was may go when nothing else does; other prepositions may carry the meaning (barred from, accused of).
_PLACE_EN = re.compile(r"\s+(?=(?:in|at|near|off|outside) (?:the )?[A-Z])")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|may|must|can|began|broke|fell|rose|took|came|went|left|won|lost|cut|shut|ran|led"
    r"|met|made|found|gave|kept|held|hit|set|put|saw|struck|drove|shook|swept|grew|beat|\w{2,}ed)\b"
)
_PREPOSITION = re.compile(
    r"(?:In|On|At|For|From|By|With|After|Before|Under|During|While|Although|Though|When|If|As|Since|Because|Despite)\b",
    re.IGNORECASE,
)
_SERIES_EN = re.compile(r",[^,]+,?\s+and\s")
_END = "。！？.!?；;，,、：: "
_PAIRS = (("“", "”"), ("「", "」"), ("《", "》"), ("（", "）"), ("(", ")"))


def headline(sentence: str, *, language: str, room: int | None = None) -> str:
    """A headline made of a sentence's own words, or empty when the sentence gives none that is short and fair.

    `room` is the most characters it may have (28 in Chinese, 88 in English when not given).
    """
    most = room or _ROOM[language]
    made = _chinese(sentence, most) if language == "zh" else _english(sentence, most)
    made = made.strip(_END)
    if (
        not _LEAST[language] <= len(made) <= most
        or not _balanced(made)
        or not made[0].isalnum()
        or _ONLY_SAYS.search(made)
    ):
        return ""
    return made[0].upper() + made[1:] if language == "en" else made


def _balanced(text: str) -> bool:
    return text.count('"') % 2 == 0 and all(text.count(a) == text.count(b) for a, b in _PAIRS)


def _chinese(sentence: str, most: int) -> str:
    text = _BRACKETS.sub("", sentence)
    speaker = ""
    for _ in range(2):
        text = _WHEN_ZH.sub("", text)
        for pattern in (_LEARNT_ZH, _ACCORDING_ZH, _SAYS_ZH):
            found = pattern.match(text)
            if found and not speaker:
                speaker, text = found["who"] + "：", text[found.end() :]
    text = _WHILE_ZH.sub("", text)
    return _joined(re.split(r"[，；。]", text), joint="，", most=most, start=speaker)


def _english(sentence: str, most: int) -> str:
    text = _BRACKETS.sub("", sentence).strip()
    if ";" in text or len(_SAYING.findall(text)) > 1:
        return ""
    speaker = ""
    if found := _SAID_EN.search(text):
        speaker, text = found["who"], text[: found.start()]
    elif found := _WHO_SAID_EN.match(text):
        speaker, text = found["who"].strip(), text[found.end() :]
    text = _WHEN_EN.sub("", text)
    if not _SERIES_EN.search(text):
        text = _ASIDE_EN.sub(" ", text)
    text = _OPENING_EN.sub("", text)
    speaker = _ARTICLE.sub("", speaker)
    room = most - len(speaker) - 2 if speaker else most
    text = _shortest_fair(text, room)
    if not text or not speaker:
        return text
    # "Fire kills three: police" keeps the claim a claim.
    return f"{text}: {speaker}"


def _shortest_fair(text: str, room: int) -> str:
    """`text` cut at a joint so that it fits, nothing that limits it lost; empty when it can't be."""
    text = text.rstrip(_END)
    if len(text) <= room:
        return text
    if _SERIES_EN.search(text[:room]):
        return ""
    for joint in [*reversed(list(_JOINT_EN.finditer(text))), *reversed(list(_PLACE_EN.finditer(text)))]:
        head, rest = text[: joint.start()], text[joint.end() :]
        if len(head) <= room:
            return "" if _LIMITS.match(rest) or len(head.split()) < 4 or not _tells(head) else head
    return ""


def _tells(text: str) -> bool:
    """Whether a piece of an English sentence is a sentence still: it has a verb and opens with its subject."""
    return bool(_VERB.search(text)) and not _PREPOSITION.match(text)


def _joined(clauses: list[str], *, joint: str, most: int, start: str) -> str:
    """As many whole clauses from the beginning as fit; none when the next one limits what they say."""
    result = start
    for number, clause in enumerate(c.strip() for c in clauses):
        if not clause:
            break
        longer = result + (joint if number else "") + clause
        if len(longer) > most:
            return "" if number and _LIMITS.match(clause) else (result if number else "")
        result = longer
    return result


_OUTLET_TAIL = re.compile(r"\s+[|–—-]\s+[A-Z][\w .&']{2,30}$|[_|｜][^_|｜]{2,12}$")
_RUBRIC = re.compile(
    r"^(?:[（(【\[][^）)】\]]{1,12}[）)】\]]|(?:URGENT|UPDATE \d|CORRECT(?:ED|ION)|BREAKING|EXCLUSIVE|WATCH"
    r"|VIDEO)[:\s-]+"
    r"|(?:Correction|Corrected|Update|Breaking): |(?:更正|勘误|快讯|简讯|速报|视频|图集|独家)[:：丨｜|])\s*"
)


def clean_title(title: str) -> str:
    """A source's headline without its rubric and the outlet's name."""
    return _OUTLET_TAIL.sub("", _RUBRIC.sub("", " ".join(title.split()))).strip()
