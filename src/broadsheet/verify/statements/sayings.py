"""Who is said to say what, with quotation marks or without."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.verify.tables import table
from broadsheet.verify.terms import plain


@dataclass(frozen=True, slots=True)
class Saying:
    """`who` (as written, at `start..end` of the sentence) says `what`; `claimed`: it is his view or charge."""

    who: str
    start: int
    end: int
    what: str
    claimed: bool


def _alternatives(key: str) -> str:
    return "|".join(w.replace("_", " ") for w in str(table("sayings")[key]).split())


_SAID_ZH, _CLAIMED_ZH = _alternatives("said_zh"), _alternatives("claimed_zh")
_SAID_EN, _CLAIMED_EN = _alternatives("said_en"), _alternatives("claimed_en")
_HAN = re.compile(r"[\u3400-\u9fff]")
_ZH = re.compile(
    rf"(?:(?<=[，。；！？：“” ])|\A)(?P<who>[^，。；：！？“”《》 ]{{1,60}}?)"
    rf"(?P<verb>(?P<claim>{_CLAIMED_ZH})|{_SAID_ZH})"
    r"(?:[^，。；：！？“”]{0,4}(?=[，：:]))?[，：:]?(?P<what>.+)",
    re.DOTALL,
)
_BY_ZH = re.compile(
    r"(?:(?<=[，。；！？])|\A)(?:据|根据|按照)(?P<who>[^，。；：“”]{2,24}?)(?P<verb>称|介绍|透露|报道|消息|统计|发布|通报|预计|估计|预测|数据)[^，]{0,8}，(?P<what>.+)",
    re.DOTALL,
)
_SHOWS_ZH = re.compile(
    r"\A(?P<who>[^，。；：“”]{2,24}?)的?(?:统计|数据|调查|报告|研究)(?P<verb>显示|表明|指出)，?(?P<what>.+)", re.DOTALL
)
# What stands round the speaker in his clause: the day, the occasion, to whom.
_AROUND_ZH = re.compile(
    r"\A(?:但|而|不过|同时|此外|对此|另外|随后|其中|与此同时|(?:\d{1,2}月)?\d{1,2}[日号]|[昨今当前][日天晚]|近日|日前)+"
    r"|(?:(?:\d{1,2}月)?\d{1,2}[日号]|[昨今当前][日天晚]|近日|日前)?(?:在|接受|对|向|就|通过|于)[^，]*\Z"
    r"|(?:(?:\d{1,2}月)?\d{1,2}[日号])?[与同][^，]*(?:会谈|会见|会晤|见面|交谈)[^，]*\Z"
    r"|(?:[也还则并又再曾均都随即同时]|进一步|公开|明确|(?:\d{1,2}月)?\d{1,2}[日号]|[昨今当前][日天晚]|近日|日前|回应)+\Z"
)
_NAME_EN = r"(?:[Tt]he |[Aa]n? )?(?:[\w.'’-]+ ){0,7}?[\w.'’-]+"
_FRONT_EN = re.compile(
    rf"\A[\"“'‘]?(?:But |And |However, |Meanwhile, )?(?P<who>{_NAME_EN})(?:,[^,]{{2,60}},)?"
    rf" (?:(?:also|has|had|have|later|then) ){{0,2}}(?P<verb>(?P<claim>{_CLAIMED_EN})|{_SAID_EN})\b"
    r"(?: on \w+day| (?:the )?(?:reporters|journalists|AFP|Reuters|the \w+|a \w+)(?= that|,|:))?"
    r",?:?(?: that)? (?P<what>.+)",
    re.DOTALL,
)
_BEHIND_EN = re.compile(
    rf"\A(?P<what>.+?),[\"”]? (?:(?P<who>{_NAME_EN}) (?P<verb>(?P<claim>{_CLAIMED_EN})|{_SAID_EN})"
    rf"|(?P<verb2>said|says) (?P<who2>{_NAME_EN}))(?: on \w+day)?[.,]?\s*\Z",
    re.DOTALL,
)
_TO_EN = re.compile(rf"(?:\A|, )[Aa]ccording to (?P<who>{_NAME_EN})(?P<end>,|\.|\Z)\s*", re.DOTALL)
# Asked with a mark, or in Chinese with a word that ends a question though the mark is missing.
_ASKED = re.compile(r"[?？][\W]*\Z|(?:吗|么|呢)[。！…]*[\"'”’」』]*\Z")
_DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "this", "that", "as"})
_WRITER = frozenset({"我", "我们", "笔者", "本报", "i", "we"})  # what the writer says himself, nobody else does
_LONGEST = 600  # characters of a sentence; of longer ones (tables, lists) nothing is read


def asks(sentence: str) -> bool:
    """Whether it is a question of the writer's own; one that somebody is said to ask is told by him."""
    return bool(_ASKED.search(sentence)) and not sayings(sentence)


@lru_cache(maxsize=4096)
def sayings(sentence: str) -> tuple[Saying, ...]:
    """What is said in `sentence`, and by whom; in order."""
    text = plain(sentence)
    if len(text) > _LONGEST:
        return ()
    found = _chinese(text) if _HAN.search(text) else _english(text)
    return tuple(sorted((s for s in found if s.who.lower() not in _WRITER), key=lambda s: s.start))


def _chinese(text: str) -> Iterator[Saying]:
    m = _BY_ZH.search(text) or _SHOWS_ZH.search(text)
    if m is None and (m := _ZH.search(text)) is None:
        return
    who, start = m["who"], m.start("who")
    while (around := _AROUND_ZH.search(who)) and around.group():
        start += around.end() if around.start() == 0 else 0
        who = who[around.end() :] if around.start() == 0 else who[: around.start()]
    if who:
        yield Saying(who, start, start + len(who), m["what"], bool(m.groupdict().get("claim")))


def _english(text: str) -> Iterator[Saying]:
    if m := _TO_EN.search(text):
        what = text[: m.start()] + " " + text[m.end() :]
        yield Saying(m["who"], *m.span("who"), what.strip(), claimed=False)
        return
    m = _BEHIND_EN.search(text) or _FRONT_EN.search(text)
    if m is None:
        return
    group = "who" if m["who"] else "who2"
    if m[group].lower() in _DETERMINERS:
        return  # the stated aim
    yield Saying(m[group], *m.span(group), m["what"], bool(m["claim"]))
