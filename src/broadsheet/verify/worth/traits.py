"""What can be seen in one sentence of whether it is worth checking: traits that are there or not."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.verify.claim_kinds import kind_of
from broadsheet.verify.tables import table
from broadsheet.verify.terms import plain, script_of

# Figures that are no statistics: days and hours, results of games, the years.
_CALENDAR = re.compile(
    r"\d+(?:年代?|月份?|日|号|时|分(?!之)|点|世纪|岁|届|轮|次会议)|(?:19|20)\d\d|\d+[:：比]\d+|\d+-\d+(?=\D|\Z)"
    r"|\b\d{1,2}(?::\d\d)?\s?[ap]\.?m\b|\b(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)\w*\.? \d+"
    r"|\b\d+(?:st|nd|rd|th)\b|第\d+",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\d|[一二三四五六七八九十百]+(?:成|倍|分之)|[百千万亿]+[余多]?(?:人|元|名)"
    r"|\b(?:hundred|thousand|million|billion|dozen|percent|half|third|twice)s?\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\d\s?%|\d‰|\d个?百分点|\bper ?cent\b|百分之|\d成|[万亿]|\b(?:million|billion|trillion)\b", re.IGNORECASE
)
_MONEY = re.compile(
    r"[$€£¥]\s?\d|\d\s?[万亿]?(?:元|美元|欧元|港元|日元|英镑)|\b(?:dollars?|euros?|yuan|lan|pounds?)\b", re.IGNORECASE
)
_SPEECH = re.compile(r"\A\W*[“\"「].*[”\"」]\W*\Z", re.DOTALL)
_MINE = re.compile(r"我们?|\b(?:I|we|my|our|me|us|you|your)\b")
# The writer's own saying: not somebody's words passed on, though a verb of saying is there.
_OWN_VIEW = re.compile(
    r"\A\W*(?:我们?(?:认为|觉得|相信)|笔者|在我看来|依我看|(?:I|we) (?:think|believe|feel|hope|suspect)\b"
    r"|in (?:my|our) (?:view|opinion)\b)",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"\A\W*(?:新华社[^，。]{0,20}记者[^，。]{0,12}|(?:审稿|编辑|责编|记者|摄影|图为)[:：].*|新华社记者.*"
    r"|[A-Z][A-Z ]{2,20}, [A-Z][a-z]+\.? \d+\W*|\(?(?:AFP|AP|Reuters|dpa|cw/msh)\b.*)\Z"
    r"|pic\.twitter|Huffington Post|(?:click|read more|share with|sign up|join us)\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_LATIN = re.compile(r"[a-z]+")
_WORD = re.compile(r"[A-Za-z]+|[\u3400-\u9fff]")
# Fewer words (or characters, of Chinese) say too little to be looked up.
_FEWEST, _FEWEST_HAN = 7, 12
# So many words are several sentences, or a list: it has some of everything and no one claim.
_MANY, _MANY_HAN = 45, 110
# More figures than these are a table in words.
_TABLE = 9
WORDED = tuple(name for name, row in table("worthiness").items() if name != "weights" and {"zh", "en"} <= row.keys())


# Two days' wire: a queue that is looked at again reads no sentence twice.
@lru_cache(maxsize=32768)
def traits(sentence: str, language: str = "") -> frozenset[str]:
    """The names of the traits `sentence` has; `language` is `zh` or `en`, else its script decides."""
    tongue = language if language in {"zh", "en"} else script_of(sentence)
    text = plain(sentence)
    kind = "opinion" if _OWN_VIEW.match(text) else kind_of(sentence)
    nothing = (kind,) if kind in {"opinion", "question"} else ()
    return frozenset((*_worded(text, tongue), *_shapes(text, tongue), *nothing))


def _shapes(text: str, language: str) -> Iterator[str]:
    counted, length = _CALENDAR.sub(" ", text), len(_WORD.findall(text))
    seen = {
        "figure": _FIGURE.search(counted),
        "share": _SHARE.search(counted),
        "money": _MONEY.search(text),
        "table": len(_DIGITS.findall(text)) > _TABLE,
        "speech": _SPEECH.match(text),
        "mine": _MINE.search(text),
        "furniture": _FURNITURE.search(text),
        "long": length > (_MANY_HAN if language == "zh" else _MANY),
        "short": length < (_FEWEST_HAN if language == "zh" else _FEWEST),
    }
    yield from (name for name, met in seen.items() if met)


@lru_cache(maxsize=32)
def _han_pattern(name: str) -> re.Pattern[str]:
    words = [w.replace("_", " ") for w in str(table("worthiness")[name]["zh"]).split()]
    return re.compile("|".join(map(re.escape, words)))


def _worded(text: str, language: str) -> Iterator[str]:
    if language == "zh":
        yield from (name for name in WORDED if _han_pattern(name).search(text))
        return
    words = _LATIN.findall(text.lower())
    met = {name for word in words for name in _of_word(word)}
    whole = f" {' '.join(words)} "
    met |= {name for phrase, name in _entries().phrases if phrase in whole}
    yield from (name for name in WORDED if name in met)


@dataclass(frozen=True, slots=True)
class _Entries:
    """The English words by what they show: whole ones, beginnings, and phrases with a space round them."""

    whole: Mapping[str, frozenset[str]]
    beginnings: Mapping[str, frozenset[str]]
    phrases: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def _entries() -> _Entries:
    whole: dict[str, frozenset[str]] = {}
    beginnings: dict[str, frozenset[str]] = {}
    phrases: list[tuple[str, str]] = []
    for name in WORDED:
        for word in str(table("worthiness")[name]["en"]).split():
            if "_" in word:
                phrases.append((f" {word.replace('_', ' ')} ", name))
            else:
                kept = beginnings if word.endswith("*") else whole
                key = word.removesuffix("*")
                kept[key] = kept.get(key, frozenset()) | {name}
    return _Entries(whole, beginnings, tuple(phrases))


# A day's wire has some 20,000 different words.
@lru_cache(maxsize=65536)
def _of_word(word: str) -> frozenset[str]:
    """The traits that one English word shows. Looked up once: searching for all words took ten times as long."""
    entries = _entries()
    starts = (entries.beginnings.get(word[:n], frozenset()) for n in range(2, len(word) + 1))
    return entries.whole.get(word, frozenset()).union(*starts)
