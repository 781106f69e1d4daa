"""Days that a report's own date made plain (Monday, 17日), written out where another date would make others of them.

Days are read by the verify room, once from the date of the report and once from that of the newest.
"""

import re
from datetime import date, datetime

from broadsheet.verify.reading import read
from broadsheet.verify.values import DateInterval
from broadsheet.write.wording import month_and_day

_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|\"[^\"]*\"")
# A weekday alone looks back in "closed on Monday" and ahead in "meets on Monday"; only the verb tells.
_AHEAD = re.compile(
    r"\b(?:will|would|shall|is to|are to|to be|due|expected|plans?|planned|scheduled|next|begins?|starts?|opens?|meets?"
    r"|closes?|votes?|runs?|holds?|leaves?|returns?|goes|until|by)\b|将|拟|预计|计划|即将|下周|届时",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|began|broke|fell|rose|took|came|went|left|won|lost|cut|shut|ran|led|met|made|found|gave|kept|held"
    r"|hit|set|put|saw|struck|drove|shook|spoke|wrote|sent|stood|swept|grew|beat|paid|\w{2,}ed)\b|了|已|上周",
    re.IGNORECASE,
)
# Told by the report's own calendar without naming a day: true only in the week (or month, or on the day) it was said.
_PERIODS = (
    (
        re.compile(
            r"\b(?:last|next|this) (?:week|weekend|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|[上本下]周",
            re.IGNORECASE,
        ),
        lambda at: at.isocalendar()[:2],
    ),
    (re.compile(r"\b(?:last|next|this) month\b|[上本下]个?月", re.IGNORECASE), lambda at: (at.year, at.month)),
    (re.compile(r"\b(?:days?|nights?|hours?|a week|two weeks) ago\b|[天日周]前|小时前", re.IGNORECASE), datetime.date),
)
_SAID_WHEN = re.compile(r"\b(?:said|announced|told \w+)(?: on \w+day)?\b")
_PART = re.compile(r" (?P<part>morning|afternoon|evening|night)\b")
# After these an English date stands without "on".
_BARE = re.compile(r"\b(?:on|since|until|till|by|from|before|after|of|for|to|and|early|late) \Z", re.IGNORECASE)


def redated(text: str, published: datetime | None, newest: datetime | None, *, language: str) -> str:
    """`text` with each day written out that would be read as another one from the date of `newest`."""
    if published is None or newest is None or published.date() == newest.date():
        return text
    theirs = {(d.start, d.end): d.first for d in read(text, language=language, published=newest).dates}
    quoted = [m.span() for m in _QUOTED.finditer(text)]
    for day in reversed(read(text, language=language, published=published).dates):
        moves = theirs.get((day.start, day.end)) != day.first
        if day.days == 1 and day.first and moves and not any(a <= day.start < b for a, b in quoted):
            text = _written_out(text, day, day.first, language)
    return text


def is_adrift(text: str, published: datetime | None, newest: datetime | None, *, language: str) -> bool:
    """Whether a day in `text` would be read wrongly beside the newest report, and which was meant is not sure."""
    if published is None or newest is None:
        return False
    if _moves_in_quotes(text, published, newest, language):
        return True
    if _has_moved(redated(text, published, newest, language=language), published, newest):
        return True
    if redated(text, published, newest, language=language) == text:
        return False
    told = _SAID_WHEN.sub("", text)
    return bool(_AHEAD.search(told)) or not _PAST.search(told)


def _moves_in_quotes(text: str, published: datetime, newest: datetime, language: str) -> bool:
    """Whether a speaker names a day that would be another beside the newest report: what is quoted stays as said."""
    if published.date() == newest.date():
        return False
    theirs = {(d.start, d.end): d.first for d in read(text, language=language, published=newest).dates}
    quoted = [m.span() for m in _QUOTED.finditer(text)]
    mine = read(text, language=language, published=published).dates
    inside = [d for d in mine if d.first and any(a <= d.start < b for a, b in quoted)]
    return any(theirs.get((d.start, d.end)) != d.first for d in inside)


def _has_moved(text: str, published: datetime, newest: datetime) -> bool:
    """Whether a period told outside of quotation marks is another one by the calendar of `newest`."""
    outside = _QUOTED.sub("", text)
    return any(period.search(outside) and of(published) != of(newest) for period, of in _PERIODS)


def _written_out(text: str, day: DateInterval, meant: date, language: str) -> str:
    before, after = text[: day.start], text[day.end :]
    plain = month_and_day((meant.month, meant.day), language)
    if language == "zh":
        return f"{before}{plain}{after}"
    if after.startswith(("'s ", "’s ")):
        return _capital(f"{before}the {plain}{after[2:]}")
    part = _PART.match(after)
    if part:
        stem = before.removesuffix("on ").removesuffix("On ")
        return _capital(f"{stem}on the {part['part']} of {plain}{after[part.end() :]}")
    return _capital(f"{before}{'' if _BARE.search(before) else 'on '}{plain}{after}")


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
