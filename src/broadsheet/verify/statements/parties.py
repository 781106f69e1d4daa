"""Whether two words for a speaker can mean one: name and title, surname, pronoun, an office and its holder."""

import re
from functools import lru_cache

from broadsheet.verify.tables import words

_HAN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[\w'’-]+")
_PRONOUNS = words("words", "pronouns") | {
    "我",
    "我们",
    "i",
    "we",
    "you",
    "who",
    "the company",
    "该公司",
    "双方",
    "有人",
}
_TITLES_ZH = re.compile("|".join(sorted(words("sayings", "titles_zh"), key=len, reverse=True)))
_TITLES_EN = words("sayings", "titles_en")
# So many characters between a name and an office in the evidence make the one the holder of the other.
_BESIDE = 6


def different(one: str, other: str, evidence: str) -> bool:
    """Whether `one` and `other` are surely two speakers: by their names and by what the evidence puts together."""
    if one.lower() in _PRONOUNS or other.lower() in _PRONOUNS:
        return False
    return _different_zh(one, other, evidence) if _HAN.search(one + other) else _different_en(one, other, evidence)


def names_of(who: str) -> frozenset[str]:
    """What tells a speaker from others: pairs of Han characters or words, titles left out."""
    return _pairs_of(who) if _HAN.search(who) else _names_of(who)


def is_proper(who: str) -> bool:
    """Whether it is a name and no common noun: in English by its capitals; in Chinese, where none shows, always."""
    if _HAN.search(who):
        return True
    return any(w[0].isupper() and w.lower() not in _TITLES_EN for w in _WORD.findall(who)[_leading(who) :])


def _leading(who: str) -> int:
    # The first word of a sentence has a capital whatever it is; a name of one word is taken for a name.
    return int(" " in who and not who.istitle())


def _different_zh(one: str, other: str, evidence: str) -> bool:
    if one in other or other in one or one[-2:] == other[-2:]:
        return False
    mine, theirs = _pairs_of(one), _pairs_of(other)
    if not mine or not theirs or mine & theirs:
        return False
    # 市长 is 陈伟 where the evidence writes 市长陈伟, or 陈伟市长 a little further off.
    return not any(_together(a, b, evidence) for a in (one, one[-3:]) for b in (other, other[-3:]))


@lru_cache(maxsize=1024)
def _pairs_of(who: str) -> frozenset[str]:
    bare = _TITLES_ZH.sub(" ", who)
    return frozenset(run[i : i + 2] for run in _HAN.findall(bare) for i in range(len(run) - 1))


def _together(one: str, other: str, evidence: str) -> bool:
    gap = rf"[^，。；！？\s]{{0,{_BESIDE}}}"
    return bool(re.search(f"{re.escape(one)}{gap}{re.escape(other)}|{re.escape(other)}{gap}{re.escape(one)}", evidence))


def _different_en(one: str, other: str, evidence: str) -> bool:
    mine, theirs = _names_of(one), _names_of(other)
    if not mine or not theirs or mine & theirs:
        return False
    initials = {"".join(w[0] for w in _WORD.findall(s) if w[0].isupper()).lower() for s in (one, other)}
    if initials & (mine | theirs):
        return False
    last = sorted(mine, key=len)[-1], sorted(theirs, key=len)[-1]
    first, second = (rf"\b{re.escape(name)}\b" for name in last)
    near = rf"{first}[^.;]{{0,30}}{second}|{second}[^.;]{{0,30}}{first}"
    said = r"\b(?:said|says|told|while|but|and)\b"
    together = re.search(near, evidence.lower())
    return together is None or bool(re.search(said, together.group()))


@lru_cache(maxsize=1024)
def _names_of(who: str) -> frozenset[str]:
    return frozenset(
        w.removesuffix("'s").removesuffix("’s")
        for w in _WORD.findall(who.lower())
        if w not in _TITLES_EN and len(w) > 1
    )
