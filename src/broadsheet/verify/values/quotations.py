"""Quotations in a text, with who is said to speak, and where the same words stand in another text."""

import re
from collections.abc import Iterator

from broadsheet import nlp
from broadsheet.verify.values.shapes import Quotation

_MARKS = re.compile(
    r"“(?P<a>[^“”]{1,2000})”|「(?P<b>[^「」]{1,2000})」|『(?P<c>[^『』]{1,2000})』"
    r"|(?<![\w\"])\"(?P<d>[^\"\n]{1,2000})\"(?![\w])|(?<!\w)‘(?P<e>[^‘\n]{1,600}?[^‘\s])’(?!\w)"
)
_SAY_ZH = r"(?:说|表示|称|指出|认为|强调|介绍|透露|告诉|坦言|写道|回应|宣布|呼吁|警告|补充|解释|感叹|谈到|道)"
_SAY_EN = (
    r"(?:said|says|told|added|adds|wrote|writes|tweeted|announced|stated|warned|argued|explained|asked|noted|insisted"
    r"|declared)"
)
_TITLE_NAME = (
    r"(?:(?:Mr|Mrs|Ms|Dr|Sir|President|Minister|Senator|Prof)\.?\s)?[A-Z][\w'’.-]+"
    r"(?:\s(?:[A-Z][\w'’.-]+|of|de|al|bin|van|von))*"
)
_BEFORE_ZH = re.compile(rf"(?P<who>[^，。；！？,;:：\s“”「」]{{1,30}}?){_SAY_ZH}[^，。“”]{{0,12}}[，,:：]?\s?\Z")
_AFTER_ZH = re.compile(rf"\A[，,。]?\s?(?P<who>[^，。；！？,;:：\s“”]{{1,20}}?){_SAY_ZH}")
_BEFORE_EN = re.compile(rf"(?P<who>{_TITLE_NAME})[^.!?\"“”]{{0,60}}?\b{_SAY_EN}\b[^.!?\"“”]{{0,60}}?[,:]?\s?\Z")
# What he is may stand before the name, without a capital: farmer Tom Gray, the city's deputy mayor Sue Park.
_OFFICE_EN = r"(?:[a-z][\w'’-]*\s){0,5}"
_AFTER_EN = re.compile(
    rf"\A[,.]?\s?(?:{_SAY_EN}\s{_OFFICE_EN}(?P<who>{_TITLE_NAME})"
    rf"|{_OFFICE_EN}(?P<who2>{_TITLE_NAME})(?:,[^,.]{{0,60}},)?\s{_SAY_EN}\b)"
)
_REACH = 90  # characters looked at on either side for the speaker; wire sentences name them within one clause
_FOLD = re.compile(r"[^\w%％]+")
_KEPT = re.compile(r"[\w%％]+")
_GAP = re.compile(r"…+|\.{3,}|\[[^\]]*\]")


def find_quotations(text: str) -> Iterator[Quotation]:
    """The quotations of `text` in order: what stands in “”, 「」, 『』, straight or single curly marks."""
    for m in _MARKS.finditer(text):
        words = next(g for g in m.groups() if g is not None)
        if words.strip():
            yield Quotation(m.group(), m.start(), m.end(), words, speaker_of(text, m.start(), m.end()))


def speaker_of(text: str, start: int, end: int) -> str:
    """Who is said to speak the words at `text[start:end]`, as written; empty when nobody is."""
    before = re.split(r"[。！？\n]", text[max(0, start - _REACH) : start])[-1]
    after = text[end : end + _REACH]
    for pattern, side in ((_BEFORE_EN, before), (_BEFORE_ZH, before), (_AFTER_EN, after), (_AFTER_ZH, after)):
        if found := pattern.search(side):
            groups = found.groupdict()
            who = str(groups.get("who") or groups.get("who2") or "").strip()
            # "However, she said": the capital is the sentence's, and nobody speaks who could be compared.
            return "" if nlp.is_stop(who) and who.isascii() else who
    return ""


def fold(text: str) -> str:
    """`text` in lower case without spaces and punctuation, so that only words and figures are compared."""
    return _FOLD.sub("", text.lower())


def folded(text: str) -> tuple[str, list[int]]:
    """`fold(text)` and, for each of its characters, where it stood in `text`."""
    offsets = [i for m in _KEPT.finditer(text) for i in range(m.start(), m.end())]
    # A few letters (İ) become two in lower case; they are left as they are, so that places stay.
    lower = "".join(low if len(low := text[i].lower()) == 1 else text[i] for i in offsets)
    return lower, offsets


def pieces(words: str) -> list[str]:
    """The folded stretches of a quotation between its ellipses and bracketed additions, empty ones left out."""
    return [f for part in _GAP.split(words) if (f := fold(part))]
