"""What kind of thing a reader's comment is, by its phrases and its form, in Chinese and English."""

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.nlp.resources import sections_of
from broadsheet.nlp.scripts import HAN

KINDS = (
    "praise",
    "criticism",
    "question",
    "suggestion",
    "agreement",
    "disagreement",
    "correction",
    "abuse",
    "spam",
    "other",
)
# What a telling phrase of a kind adds to its log odds, and one that many comments have; a kind's phrases add up to so
# much at most. A comment that says nothing of any kind is `other`, by so much. Set on the half marked `fit`.
STRONG = 2.2
WEAK = 0.8
MOST = 5.0
OTHER = 0.5
# What a comment of a purely good or bad tone adds to praise or criticism.
TONE = 1.5
# Insults outweigh the question or the praise they come in, and an advertisement's promises its courtesies.
OUTWEIGHS = {"abuse": 1.3, "spam": 1.2, "correction": 1.1}


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase or form that was met at `start` to `end`: the kind it tells of, and what it adds to its log odds."""

    kind: str
    start: int
    end: int
    weight: float


_QUESTION_WORD = (
    r"does|do|did|can|could|is|are|was|were|will|would|when|where|who|whose|why(?! not)|"
    r"how(?! about)|what(?! an?\b)|which|has|have"
)
# Forms: what no list of phrases holds.
_FORMS: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    ("question", STRONG, re.compile(r"[?？](?=[\s?？!！”\"')]*$)")),
    ("question", STRONG, re.compile(rf"^\W*(?:{_QUESTION_WORD})\b", re.IGNORECASE)),
    ("question", STRONG, re.compile(r"(?:吗|呢|没有|不会|能不能|是不是|多少钱一.|哪[一几]?.)(?=[。.!！~～]*$)")),
    ("question", WEAK, re.compile(r"(?:什么|为何|哪|几[点号月]|谁|到底)")),
    (
        "correction",
        STRONG,
        re.compile(r"[是叫][^，,。！？]{1,10}[，,]?\s?(?:而?不是|非)[^，,。！？]{1,10}(?=[。.!！]*$)"),
    ),
    ("correction", STRONG, re.compile(r"不是[^，,。！？]{1,8}[，,]\s?(?:而?是)[^，,。！？]{1,8}(?=[。.!！]*$)")),
    ("correction", STRONG, re.compile(r"[“\"「‘'][^”\"」’']{1,20}[”\"」’'](?:应|是)")),
    (
        "correction",
        STRONG,
        re.compile(r"\b(?:is|was|from|on|in|are|were)\b[^.!?]{1,40},? (?:and )?not \w+[^.!?]{0,25}$"),
    ),
    (
        "correction",
        WEAK,
        re.compile(
            r"第[一二三四五六七八九十\d]+段|文中|正文|标题|\b(?:second|third|first|last) paragraph\b", re.IGNORECASE
        ),
    ),
    (
        "spam",
        STRONG,
        re.compile(r"https?://|www\.|(?<!\d)1\d{10}(?!\d)|(?:微信|qq|vx|扣扣)\W{0,3}[a-z0-9]{3,}", re.IGNORECASE),
    ),
    (
        "spam",
        WEAK,
        re.compile(r"[\d一二三四五六七八九十百千]+(?:元|块|万|折|%|％| ?dollars| ?kilos)|[$￥¥€£]\d|\b[A-Z]{4,}\d*\b"),
    ),
    (
        "criticism",
        WEAK,
        re.compile(
            r"\b(?:still (?:no|not|out)|yet another|nobody|no one|not a single|only once|never)\b", re.IGNORECASE
        ),
    ),
    ("criticism", WEAK, re.compile(r"(?:还没|还不|又是|天天|年年|半天|居然|竟然|连[^，。]{1,6}都|谁来管|没人)")),
    ("disagreement", WEAK, re.compile(r"(?:我倒觉得|话不能|不这么|也不能|并不能|难道|就等于)")),
    ("suggestion", WEAK, re.compile(r"(?:就更好了|可以.{0,8}(?:设|增|加|改|做)|请.{0,10}(?:加强|增加|重视))")),
    (
        "suggestion",
        STRONG,
        re.compile(
            r"\b(?:would be (?:great|welcome|good|nice|better)|ought to|next time|perhaps you|perhaps they)\b",
            re.IGNORECASE,
        ),
    ),
)


def cues(text: str) -> list[Cue]:
    """The cues of a comment by place; of two phrases that overlap the longer counts, forms count beside them."""
    found: list[Cue] = []
    end = -1
    for match in _phrases().finditer(text.lower()):
        if match.start() < end:
            continue
        end = match.end()
        found.extend(Cue(kind, *match.span(), weight) for kind, weight in _told()[match.group()])
    for kind, weight, form in _FORMS:
        found.extend(Cue(kind, *match.span(), weight) for match in list(form.finditer(text))[:2])
    return sorted(found, key=lambda cue: (cue.start, cue.end))


def likelihoods(found: list[Cue], *, tone: float) -> dict[str, float]:
    """How likely each kind is by the cues met and the comment's tone (-1 to 1, its sentiment); they sum to 1."""
    sums: defaultdict[str, float] = defaultdict(float)
    sums["praise" if tone > 0 else "criticism"] = TONE * abs(tone)
    for cue in found:
        sums[cue.kind] = min(MOST, sums[cue.kind] + cue.weight * OUTWEIGHS.get(cue.kind, 1.0))
    sums["other"] += OTHER
    odds = {kind: math.exp(sums[kind]) for kind in KINDS}
    whole = sum(odds.values())
    return {kind: one / whole for kind, one in odds.items()}


@lru_cache(maxsize=1)
def _told() -> dict[str, tuple[tuple[str, float], ...]]:
    """For each phrase the kinds it tells of, with weights."""
    told: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for title, terms in sections_of("comment_cues").items():
        for term in terms:
            told[term.lower()].append((title.rstrip("!"), STRONG if title.endswith("!") else WEAK))
    return {term: tuple(kinds) for term, kinds in told.items()}


@lru_cache(maxsize=1)
def _phrases() -> re.Pattern[str]:
    """All phrases, longest first; those in letters stand between word borders."""
    ordered = sorted(_told(), key=len, reverse=True)
    return re.compile("|".join(_whole(term) for term in ordered))


def _whole(term: str) -> str:
    if HAN.search(term):
        return re.escape(term)
    before = r"(?<![a-z])" if term[0].isalpha() else ""
    return before + re.escape(term) + (r"(?![a-z])" if term[-1].isalpha() else "")
