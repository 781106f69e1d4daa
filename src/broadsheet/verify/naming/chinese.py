"""A Chinese name against the evidence: short forms, abbreviations, countries by one character, near spellings."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from broadsheet import nlp
from broadsheet.verify.naming.judgement import Judgement
from broadsheet.verify.record import Record
from broadsheet.verify.values import Name
from broadsheet.verify.values.aliases import aliases
from broadsheet.verify.values.names_zh import parts_of_person

# What may be added to a place or a body without making it another one: 美方, 中国队, 叙利亚政府, 南昌市.
_SUFFIX = re.compile(
    r"(?:方面|政府|当局|代表团|人民|民众|地区|市中心|内地|大陆|境内|全境|沿海|[东南西北中]部|国|方|军|队|段|籍|市|省|县|区|州|镇|乡|村|人|系|裔|族|语|路|街|大桥)\Z"
)
# The model takes a verb before a place for part of it: 旅美, 赴日, 驻华.
_PREFIX = re.compile(r"\A(?:旅|驻|赴|访|对|抗|在|来)(?=.)")
_PLAIN = re.compile(r"[《》〈〉“”\"·•・‧\s]")
# The evidence may spell out what a draft abbreviates; so many characters between two of the short form at most.
_GAP = 5
# How alike two names must be for one to be the other misspelt; bodies share words (大学, 医院) without being one.
ALIKE, ALIKE_BODY = 0.6, 0.85


def judge(name: Name, record: Record, rivals: Iterator[Name]) -> Judgement | None:
    """What is wrong with `name`, or None. `rivals` are names of the evidence's closest sentences, for corrections."""
    if len(_PLAIN.sub("", name.text)) < 2 or stands(name, record):
        return None
    if name.kind == "person":
        return _person(name, record, rivals)
    return _corrected(name, rivals) or Judgement("unsupported")


def stands(name: Name, record: Record) -> bool:
    """Whether the evidence has the name, a short or a long form of it, or its English for what the table knows."""
    text, kind = _PLAIN.sub("", name.text).lower(), name.kind
    known = record.folded
    if text in known or _by_alias(text, record):
        return True
    core = _PREFIX.sub("", _SUFFIX.sub("", text))
    if core != text and (core in known if len(core) > 1 else _country_of(core, record)):
        return True
    if kind == "person":
        return False
    return _abbreviates(text, kind, known) or _abbreviated(text, known) or _composed(text, record)


def _by_alias(text: str, record: Record) -> bool:
    if any(a in record.folded for a in aliases(text) if len(a) > 1 and not a.isascii()):
        return True
    if any(re.search(rf"(?<!\w){re.escape(a)}(?!\w)", record.text) for a in aliases(text) if a.isascii()):
        return True
    return 2 <= len(text) <= 4 and all(_country_of(c, record) for c in text)


def _country_of(char: str, record: Record) -> bool:
    """Whether one character (美, 俄) is the short form of a country the evidence names."""
    return any(len(a) > 1 and a in record.folded for a in aliases(char))


def _abbreviates(text: str, kind: str, known: str) -> bool:
    if len(text) > 6 or (len(text) < 3 and kind != "organisation"):
        return False
    pattern = f"[\u3400-\u9fff]{{0,{_GAP}}}?".join(re.escape(c) for c in text)
    return bool(re.search(pattern, known))


def _abbreviated(text: str, known: str) -> bool:
    """Whether the evidence has a short form of the whole: 世界卫生组织 as 世卫组织 or 世卫."""
    words = [w for w, _, _ in nlp.words(text)]
    if len(words) < 3 or any(len(w) < 2 for w in words):
        return False
    initials = "".join(w[0] for w in words)
    return initials in known or initials[:-1] + words[-1] in known


def _composed(text: str, record: Record) -> bool:
    """Whether one sentence of the evidence has all its words, though not side by side."""
    words = [w for w, _, _ in nlp.words(text)]
    if len(words) < 2 or max(map(len, words)) < 2:
        return False
    return any(all(w in p.text for w in words) for _, p in record.places)


def _person(name: Name, record: Record, rivals: Iterator[Name]) -> Judgement | None:
    parts = parts_of_person(name.text)
    if len(parts) > 1 and parts[-1].lower() in record.folded:
        return Judgement("fuller", "warning", found=parts[-1])
    others = list(rivals)
    # Nor does the model always see where a foreign name ends: 凯斯勇|救 for 凯斯|勇救.
    if any(r.text in (name.text[:-1], name.text[1:]) for r in others):
        return None
    if name.text.endswith("某") and name.text[0] + "某" in record.folded:
        return None
    return _corrected(name, others) or Judgement("unsupported")


def _corrected(name: Name, rivals: Iterable[Name]) -> Judgement | None:
    """A name of the evidence that this one must have been, being spelt nearly so."""
    others = [r for r in rivals if r.kind == name.kind and abs(len(r.text) - len(name.text)) <= 1]
    near = max(others, key=lambda r: _alike(name.text, r.text), default=None)
    least = ALIKE if name.kind == "person" else ALIKE_BODY
    if near is not None and _alike(name.text, near.text) >= least:
        return Judgement("spelling", found=near.text, fix=near.text)
    return None


def _alike(one: str, other: str) -> float:
    # Three-character names that differ in one are 2/3 alike; of two characters, half: those are never taken for one.
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one[0] == other[0] or len(one) > 3 else 0.0
