"""Whether a Chinese and an English name sound alike: pinyin for Chinese people, rendered sounds for all others.

Pinyin follows GB/T 28039-2011 (Chinese personal names): surname first, the given name written as one word.
"""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from broadsheet.knowledge.folding import HAN, folded
from broadsheet.knowledge.tables import readings, words

# Compound surnames; every other surname is one character.
COMPOUND = frozenset(
    {"欧阳", "司马", "诸葛", "上官", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "东方", "南宫", "端木"}
)
# Surnames read otherwise than the character is elsewhere.
SURNAME_READINGS = {
    "单": "shan",
    "解": "xie",
    "仇": "qiu",
    "查": "zha",
    "曾": "zeng",
    "区": "ou",
    "朴": "piao",
    "翟": "zhai",
}
SURNAME_READINGS |= {
    "盖": "ge",
    "缪": "miao",
    "宓": "mi",
    "覃": "qin",
    "尉": "yu",
    "万": "wan",
    "卜": "bu",
    "乐": "yue",
}

# Consonants that renderings into Chinese do not keep apart, each group under one letter.
_CLASSES = {
    c: g
    for g, cs in {"p": "bpfvw", "t": "td", "k": "kgqcx", "s": "szjy", "l": "lr", "m": "mn", "h": "h"}.items()
    for c in cs
}
_ENGLISH_SOUNDS = (
    (r"sch|sh|tch|ch", "s"), (r"ph", "f"), (r"th", "t"), (r"ck|qu", "k"), (r"wh", "w"), (r"gh", "g"),
    (r"c(?=[eiy])", "s"), (r"g(?=[eiy])", "j"), (r"(?<=[aeiou])w", ""), (r"(?<=[aeiou])y", ""),
    (r"(?<=[aeiou])r(?![aeiou])", ""),
)  # fmt: skip
_PINYIN_SOUNDS = ((r"^zh|^ch|^sh|^x|^q|^j", "s"), (r"^w(?=u)|^y(?=i)", ""), (r"ng$|n$", "n"), (r"^er$", "r"))


@lru_cache(maxsize=65_536)
def pinyin(name: str) -> tuple[str, ...]:
    """The syllables of a Chinese name, the surname as surnames are read; empty where a character is unknown."""
    table = readings()
    han = [c for c in name if HAN.match(c)]
    sounds = [table.get(c, "") for c in han]
    if sounds and han[0] in SURNAME_READINGS:
        sounds[0] = SURNAME_READINGS[han[0]]
    return tuple(sounds) if all(sounds) else ()


def has_chinese_form(name: str) -> bool:
    """Whether it is built as a Chinese person's name: a surname of the common 400 and one or two characters more."""
    return (
        len(name) in (2, 3, 4)
        and (name[0] in words("surnames") or name[:2] in COMPOUND)
        and not re.search(r"[·•]", name)
    )


def pinyin_agreement(chinese: str, english: str) -> float:
    """1 where `english` is the pinyin of `chinese` with its surname first or last, .9 without regard to ü, else 0."""
    sounds = pinyin(chinese)
    if not 2 <= len(sounds) <= 4:
        return 0.0
    cut = 2 if chinese[:2] in COMPOUND else 1
    surname, given = "".join(sounds[:cut]), "".join(sounds[cut:])
    written = folded(english, "person").replace(" ", "")
    orders = {surname + given, given + surname}
    if written in {o.replace("v", "u") for o in orders}:
        return 1.0
    return 0.9 if written in {o.replace("v", "yu") for o in orders} else 0.0


def sound_agreement(chinese: str, english: str) -> float:
    """How alike a rendering sounds, 0 to 1: the consonant classes of the two, aligned (Ratcliff and Obershelp)."""
    one, other = _chinese_sounds(chinese), _english_sounds(english)
    if len(one) < 2 or len(other) < 2:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


@lru_cache(maxsize=65_536)
def _chinese_sounds(name: str) -> str:
    made = ""
    for syllable in pinyin(name):
        for pattern, sound in _PINYIN_SOUNDS:
            syllable = re.sub(pattern, sound, syllable)  # noqa: PLW2901 - each rule works on what the last one left
        made += syllable
    return _classes(made)


@lru_cache(maxsize=65_536)
def _english_sounds(name: str) -> str:
    written = folded(name, "person")
    for pattern, sound in _ENGLISH_SOUNDS:
        written = re.sub(pattern, sound, written)
    return _classes(written)


def _classes(written: str) -> str:
    """The classes of the consonants, a leading vowel as `a`; doubled ones once."""
    letters = [_CLASSES.get(c, "") for c in written]
    made = ("a" if written[:1] in tuple("aeiou") else "") + "".join(letters)
    return re.sub(r"(.)\1+", r"\1", made)
