"""Days told by the report's own calendar (今天, 昨晚, today, last night) made plain, so that they stay true elsewhere.

Only words outside quotation marks are touched: what somebody said is left as said.
"""

import re
from datetime import datetime, timedelta

from broadsheet.verify.reading import read
from broadsheet.write.wording import month_and_day

_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|\"[^\"]*\"")

_SHIFT_ZH = {"今": 0, "昨": -1, "前": -2, "明": 1}
_PART_ZH = {"晨": "清晨", "早": "早晨", "晚": "晚", "夜": "夜间"}
_ZH = re.compile(
    r"(?P<day>今|昨|前|明)(?:(?:天|日)(?P<part>凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚间|晚上|深夜|夜间|晚)?"
    r"|(?P<short>晨|早(?!已|在|就)|晚|夜)(?:间|上)?)(?P<clock>\s?(?:1[3-9]|2[0-3])(?:时|[:：]))?"
)
_SHIFT_EN = {"today": 0, "yesterday": -1, "tomorrow": 1}
_PART_EN = r"morning|afternoon|evening|night"
_EN = re.compile(
    r"(?P<before>\b(?:since|until|till|from|by|of|before|after|for|late|early|on)\s+)?"
    rf"\b(?:(?P<day>today|yesterday|tomorrow)(?:\s+(?P<part>{_PART_EN}))?"
    rf"|(?P<this>this)\s+(?P<thispart>{_PART_EN})|(?P<lastnight>last\s+night)|(?P<tonight>tonight))\b(?!['’]s)",
    re.IGNORECASE,
)
# After these a day stands without "on".
_BARE = frozenset({"since", "until", "till", "from", "by", "of", "before", "after", "for", "on"})
_LEFT = re.compile(
    r"今天|今日|昨天|昨日|昨[晚夜]|[今明][晨晚夜早]|明天|明日|前天|后天"
    r"|\b(?:today|yesterday|tomorrow|tonight|last night|this (?:morning|afternoon|evening))\b",
    re.IGNORECASE,
)


def dated(text: str, published: datetime | None, *, language: str) -> str:
    """`text` with each relative day as a date counted from `published`; unchanged without one."""
    if published is None:
        return text
    replace = _chinese if language == "zh" else _english
    quoted = [m.span() for m in _QUOTED.finditer(text)]
    pattern = _ZH if language == "zh" else _EN

    def one(match: re.Match[str]) -> str:
        inside = any(a <= match.start() < b for a, b in quoted)
        return match.group() if inside else replace(match, published)

    return pattern.sub(one, text)


def is_borne_out(shown: str, text: str, published: datetime | None, *, language: str) -> bool:
    """Whether the check finds each day of a dated sentence in the sentence as it was."""
    mine = read(shown, language=language, published=published)
    theirs = read(text, language=language, published=published)
    return {d.first for d in mine.dates} <= {d.first for d in theirs.dates}


def is_undated(text: str) -> bool:
    """Whether a relative day is left outside of quotation marks."""
    return bool(_LEFT.search(_QUOTED.sub("", text)))


def _chinese(match: re.Match[str], published: datetime) -> str:
    day = published + timedelta(days=_SHIFT_ZH[match["day"]])
    part = match["part"] or (_PART_ZH[match["short"]] if match["short"] else "")
    # "昨晚19时30分" has its evening in the hour.
    clock = match["clock"] or ""
    return month_and_day((day.month, day.day), "zh") + ("" if clock else part) + clock.strip()


def _english(match: re.Match[str], published: datetime) -> str:
    word = (match["day"] or "").lower()
    shift = -1 if match["lastnight"] else _SHIFT_EN.get(word, 0)
    day = published + timedelta(days=shift)
    when = month_and_day((day.month, day.day), "en")
    part = (match["part"] or match["thispart"] or ("night" if match["tonight"] or match["lastnight"] else "")).lower()
    before = match["before"] or ""
    night = "night" if part else ""
    hour = part if part in ("morning", "afternoon", "evening") else night
    said = f"the {hour} of {when}" if hour else when
    preposition = "" if before.strip().lower() in _BARE else "in " if part and part != "night" else "on "
    capital = (match.group().lstrip() or " ")[0].isupper() and not before
    text = f"{before}{preposition}{said}"
    return text[0].upper() + text[1:] if capital else text
