"""Hashtags out of a plan's own keywords: names whole and without titles of office; in Chinese words of the text too."""

import re
from collections.abc import Iterable

from broadsheet import nlp
from broadsheet.core import Article
from broadsheet.write.shapes import Ask, Plan

# Sums are no subject.
_HAN = re.compile("(?![十百千万亿])[\u4e00-\u9fff]{1,7}(?![元万亿])[\u4e00-\u9fff]")
_NAME = re.compile(r"[A-Z][\w'’]+(?: [A-Z][\w'’]+){0,2}")
_NOT_IN_A_TAG = re.compile(r"[^\w]")
_OFFICE = re.compile(
    r"^(?:(?:Prime|Deputy|Chief|Former|Health|Finance|Labour|Foreign|Interior) )*(?:Premier|President|Mayor|Minister"
    r"|Judge|Justice|Senator|Governor|Chancellor|Secretary|Officer|Superintendent|Professor|Doctor|Prosecutor|Dr|Mr|Mrs"
    r"|Ms|Sir|King|Queen|General|Captain)\.? "
)
# Chinese words of two characters are as often verbs as subjects: as tags they stand when they are names, and longer
# ones when a headline has them.
_COMMON_ZH = 2
_KINDS = frozenset({"person", "organisation", "place"})


def hashtags(plan: Plan, ask: Ask, *, n: int) -> list[str]:
    """At most `n` hashtags without their signs, the weightiest first; English words are run together."""
    if not n:
        return []
    title = plan.titles[0].text if plan.titles else ""
    text = "\n".join(p.text for p in (*plan.titles, *plan.points))
    notes = nlp.analyse(Article(title, text, language=ask.language), only=("keywords", "entities")).annotations
    names = [row["text"] for row in notes.get("entities", []) if row["type"] in _KINDS]
    shape = _HAN if ask.language == "zh" else _NAME
    rows = [row["text"] for row in notes.get("keywords", []) if row["text"] in text]
    found = [_OFFICE.sub("", _whole(word, names)) for word in rows if ask.language == "zh" or _is_named(word, names)]
    if ask.language == "zh":
        heads = " ".join(t.text for t in plan.titles)
        found = [w for w in found if _is_named(w, names) or (len(w) > _COMMON_ZH and w in heads)]
    tags = [_NOT_IN_A_TAG.sub("", word) for word in found if shape.fullmatch(word) and not _is_half(word, text)]
    return _apart(tags)[:n]


def _is_named(word: str, names: Iterable[str]) -> bool:
    return any(word in name or name in word for name in names)


def _whole(word: str, names: Iterable[str]) -> str:
    """The name that begins with `word`, when there is one: keywords may be cut from names."""
    return max((name for name in names if name.startswith(word)), key=len, default=word)


def _is_half(word: str, text: str) -> bool:
    """Whether an English name never stands without a further capital or number word behind it (Block of Block Nine)."""
    return word.isascii() and " " not in word and not re.search(rf"\b{re.escape(word)}\b(?! [A-Z\d])", text)


def _apart(tags: Iterable[str]) -> list[str]:
    """The tags, none of which holds another."""
    kept: list[str] = []
    for tag in tags:
        if not any(tag in other or other in tag for other in kept):
            kept.append(tag)
    return kept
