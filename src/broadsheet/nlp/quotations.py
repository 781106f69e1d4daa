"""Words that a report quotes, in Chinese and English, and on which side of them the speaker stands."""

import re
from collections.abc import Iterator, Sequence

from broadsheet.nlp.mention import Mention
from broadsheet.nlp.scripts import WIDE

# Both languages also set terms in quotation marks (“一带一路”, "fake news"): without a stop inside or a verb of saying
# beside them, fewer characters (Chinese) or words (English) than this are a term.
LEAST_CHARACTERS = 14
LEAST_WORDS = 5
# How far before it the person that a pronoun means is looked for, in characters.
REACH = 300
# How far from the marks a verb of saying and its speaker are looked for, in characters.
NEAR = 60

_MARKS = re.compile(
    r"“([^“”]{1,1200})”|「([^「」]{1,1200})」|『([^『』]{1,1200})』"
    r"|(?<![A-Za-z0-9,.!?;])\"([^\"\n]{1,1200})\"|(?<!\w)‘([^‘’\n]{12,1200})’(?!\w)"
)
_STOP_AT_END = re.compile(r"[。！？!?，,.；;…—-]$")
_SAYS_ZH = r"说|称|表示|指出|强调|认为|介绍|告诉|写道|透露|坦言|直言|回忆|感叹|宣布|呼吁|问道|答道|解释|喊道"
_SAYS_EN = (
    r"\b(?:said|says|told|tells|added|adds|asked|asks|wrote|writes|tweeted|explained|argued|insisted|warned|noted|claimed|"
    r"stressed|announced|recalled|replied|shouted|declared|stated|continued|concluded|joked|according to)\b"
)
_BEFORE = re.compile(
    rf"(?:(?:{_SAYS_ZH})[^。！？\n“”]{{0,12}}|(?:{_SAYS_EN})[^.!?\n\"“”]{{0,30}})[：:，,]?\s*$|[：:]\s*$"
)
_AFTER = re.compile(rf"^[，,]?\s*(?:[^。！？\n“”，]{{0,24}}?(?:{_SAYS_ZH})|[^.!?\n\"“”]{{0,45}}?(?:{_SAYS_EN}))")

# A pronoun that speaks: `he said`, `said she`, `他还说`.
_PRONOUN_EN = re.compile(r"\b[Hh]e\b|\b[Ss]he\b")
_PRONOUN_ZH = re.compile(r"[他她](?![们人乡国日处])")

_VERB = re.compile(rf"(?:{_SAYS_ZH})|{_SAYS_EN}")
_FULL_STOP = re.compile(r"[。！？\n][”」]?|[.!?][\"”]?\s")
_PARTED = re.compile(r"[。！？\n“”\"]|[.!?]\s")


def quotations(text: str) -> Iterator[Mention]:
    """The quotations of `text`; `more["said"]` is the side of the verb of saying, `before` or `after`."""
    for match in _MARKS.finditer(text):
        start, end = _trim(text, *match.span(match.lastindex or 0))
        if _AFTER.match(text[match.end() : match.end() + NEAR]) and _STOP_AT_END.search(text[start:end]):
            side = "after"
        elif _BEFORE.search(text[max(0, match.start() - NEAR) : match.start()]):
            side = "before"
        else:
            side = ""
        if start < end and _is_speech(text[start:end], side):
            yield Mention(start, end, "quotation", {"said": side} if side else {})


def attributed(text: str, found: Sequence[Mention], people: Sequence[Mention]) -> list[Mention]:
    """The quotations with `speaker`: the name nearest to each on the side of its verb, in the same sentence.

    For `he said` it is the one person that this sentence and the one before name outside quotation marks; with two
    people there nobody is sure who he is, and no speaker is given.
    """
    return [_with_speaker(text, quotation, people) for quotation in found]


def _with_speaker(text: str, quotation: Mention, people: Sequence[Mention]) -> Mention:
    side = quotation.more.get("said")
    speaker = None
    if side == "before":
        verbs = [m.start() for m in _VERB.finditer(text, max(0, quotation.start - NEAR), quotation.start)]
        verb = verbs[-1] if verbs else quotation.start
        speaker = _last(text, people, quotation.start - 2 * NEAR, verb)
        speaker = speaker or _meant(text, people, (max(0, verb - NEAR // 2), verb), before=verb)
    elif side == "after":
        first, last = quotation.end + 1, quotation.end + NEAR
        found = _VERB.search(text, first, last)
        verb = found.start() if found else last
        speaker = _last(text, people, first, verb) or _first(text, people, verb, last)
        if found and speaker is None:
            speaker = _meant(text, people, (first, min(found.end() + 4, last)), before=quotation.start)
    more = {"speaker": text[speaker.start : speaker.end]} if speaker else {}
    return Mention(quotation.start, quotation.end, "quotation", more)


def _last(text: str, people: Sequence[Mention], first: int, last: int) -> Mention | None:
    """The name nearest before `last` (a verb of saying): `外交部发言人华春莹说`, `Ms Merkel said`."""
    near = [p for p in people if first <= p.start and p.end <= last and not _PARTED.search(text, p.end, last)]
    return max(near, key=lambda p: p.end, default=None)


def _first(text: str, people: Sequence[Mention], first: int, last: int) -> Mention | None:
    """The name nearest behind `first` (a verb of saying): `said Ms Merkel`."""
    near = [p for p in people if first <= p.start and p.end <= last and not _PARTED.search(text, first, p.start)]
    return min(near, key=lambda p: p.start, default=None)


def _meant(text: str, people: Sequence[Mention], within: tuple[int, int], *, before: int) -> Mention | None:
    """Whom the pronoun in `within` means: the only person named in the two sentences up to `before`, or nobody."""
    part = text[within[0] : within[1]]
    if not (_PRONOUN_EN.search(part) or _PRONOUN_ZH.search(part)) or "\n" in part:
        return None
    # A window of two sentences: what stands behind the last stop but one.
    stops = [match.end() for match in _FULL_STOP.finditer(text, max(0, before - REACH), before)]
    begin = stops[-2] if len(stops) > 1 else max(0, before - REACH)
    said = [match.span() for match in _MARKS.finditer(text, begin, before)]
    near = [
        one
        for one in people
        if one.type == "person" and begin <= one.start < before and not any(a < one.start < b for a, b in said)
    ]
    if not near:
        return None
    fullest = max(near, key=lambda one: one.end - one.start)
    whole = text[fullest.start : fullest.end]
    return fullest if all(text[one.start : one.end] in whole for one in near) else None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_speech(quoted: str, side: str) -> bool:
    """Whether it is said rather than a term or a title in quotation marks."""
    stopped = bool(_STOP_AT_END.search(quoted))
    if WIDE.search(quoted):
        return len(quoted) >= LEAST_CHARACTERS or stopped or (bool(side) and len(quoted) >= 6)
    count = len(quoted.split())
    return count >= LEAST_WORDS or (count > 1 and (stopped or bool(side)))
