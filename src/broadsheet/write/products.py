"""What is known of a product: lists read into items, items set as sentences, first-hand claims found."""

import re
from collections.abc import Iterator

from broadsheet.core import Finding

# A list is parted by semicolons or lines; only where there are none, by commas.
_LISTED = re.compile(r"[;；\n]+")
_COMMAS = re.compile(r"[,，、](?!\d{3}\b)\s*")
# What stands before an item, and what parts two.
_MARKS = " -•·*;；\t"
_ENDED = tuple('。！？.!?”"')
_FIRST_HAND = {
    "en": re.compile(
        r"\b(?:I|we|our (?:team|testers?|editors?|reviewers?))(?:'ve| have| had)?"
        r"(?: \w+ly| also)? (?:tried|tested|used|tasted|wore|bought|unboxed|drove|loved|liked|felt|noticed|measured"
        r"|found (?:it|that|the))\b"
        r"|\bafter (?:\w+ ){0,2}(?:days?|weeks?|months?|hours?|years?) (?:of (?:use|using|testing)|with (?:it|the))\b"
        r"|\bin (?:my|our) (?:hands|tests?|testing|experience|use)\b|\bhands[- ]on\b"
        r"|\bI(?:'m| am) (?:impressed|in love)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"亲测|亲身体验|亲自(?:试|体验|使用)|实测|上手体验|开箱体验|[试使]?用了[一二两三四五六七八九十几半\d]+(?:多|来)?个?"
        r"(?:天|周|星期|月|年|小时)"
        r"|我(?:们)?(?:自己)?(?:也|还|就|已经)?(?:用|试|试用|穿|吃|喝|买|入手|体验|尝)[了过着]"
        r"|(?:使用|体验|试用)下来|自用|回购了|入手后|到手后"
    ),
}
_DENIED = re.compile(
    r"(?:没有|未曾?|不曾|并非|无人|尚未|\bnot|\bnever|\bnobody|\bno one|n't)[^，。,.;]{0,12}$", re.IGNORECASE
)
_SAID = re.compile(r"“[^”]*”|\"[^\"\n]*\"|「[^」]*」")
_CLAIMED = {
    "en": "nobody here used the product: say who did, or leave it out",
    "zh": "没有人使用过该产品：应写明是谁的体验，或删去",
}


def items(text: str) -> list[str]:
    """The items of a list as a person writes one, each without its mark; an item keeps its own wording."""
    rows = _LISTED.split(text) if _LISTED.search(text.strip(" ;；\n")) else _COMMAS.split(text)
    return [r.strip(_MARKS) for r in rows if r.strip(_MARKS)]


def sentence(text: str, language: str) -> str:
    """A text as a sentence of its own: a capital and a stop."""
    stop = "" if text.endswith(_ENDED) else "。" if language == "zh" else "."
    return f"{text[0].upper()}{text[1:]}{stop}"


def inline(text: str) -> str:
    """A text to stand within a sentence, without its stop."""
    return text.rstrip("。.")


def first_hand(text: str, *, language: str) -> Iterator[Finding]:
    """An error for each claim to have used a product, unless it is denied or stands in somebody's quoted words."""
    said = [m.span() for m in _SAID.finditer(text)]
    for match in _FIRST_HAND[language].finditer(text):
        start, end = match.span()
        if _DENIED.search(text, max(0, start - 24), start) or any(a <= start and end <= b for a, b in said):
            continue
        yield Finding("review", "first_hand", "error", start, end, match.group(), _CLAIMED[language])
