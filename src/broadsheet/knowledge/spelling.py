"""Whether a Chinese and an English name sound alike: pinyin for Chinese people, rendered sounds for all others.

Pinyin follows GB/T 28039-2011 (Chinese personal names): surname first, the given name written as one word.
"""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from broadsheet.knowledge.folding import HAN, folded
from broadsheet.knowledge.tables import readings, words

LEAST_PART = 0.8  # of the consonants of each part of a name that is joined by its sound alone
LEAST_SOUND = 5  # consonants of a rendered name that is looked up by its sound alone
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
    (r"sch|sh|tch", "s"), (r"ph", "f"), (r"ck|qu", "k"), (r"wh", "w"), (r"gh", "g"), (r"(?<=\w)x", "ks"),
    (r"c(?=[eiy])", "s"), (r"g(?=[eiy])", "j"), (r"(?<=[aeiou])w", ""), (r"(?<=[aeiou])y", ""),
    (r"(?<=[aeiou])r(?![aeiou])", ""),
)  # fmt: skip
# Letters that are rendered in either of two ways: Smith 史密斯 and Beth 贝特, Rachel 蕾切尔 and Marchetti 马尔凯蒂.
_ENGLISH_EITHER = ({"th": "t", "ch": "s"}, {"th": "s", "ch": "k"}, {"th": "t", "ch": "k"}, {"th": "s", "ch": "s"})
_PINYIN_SOUNDS = ((r"^zh|^ch|^sh|^x", "s"), (r"^w(?=u)|^y(?=i)", ""), (r"ng$|n$", "n"), (r"^er$", "r"))
# 杰克 is Jack and 基特 is Kit.
_PINYIN_EITHER = ("s", "k")


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
    """How alike a rendering sounds, 0 to 1: the consonant classes of the two, aligned (Ratcliff and Obershelp).

    Of the ways in which either may be said the two that are most alike.
    """
    pairs = ((one, other) for one in _chinese_sounds(chinese) for other in _english_sounds(english))
    return max((_aligned(one, other) for one, other in pairs if len(one) > 1 and len(other) > 1), default=0.0)


@lru_cache(maxsize=262_144)
def _aligned(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def renders(chinese: str, english: str) -> bool:
    """Whether a name is the other's in full, part by part: its pinyin of three syllables, or each part its rendering.

    Two syllables are borne by many, and whole names of other people sound alike by chance.
    """
    if pinyin_agreement(chinese, english):
        return len(pinyin(chinese)) > 2
    parts, words = re.split("[·•]", chinese), folded(english, "person").split()
    if len(parts) < 2 or len(parts) != len(words):
        return False
    return all(_part_agreement(part, word) >= LEAST_PART for part, word in zip(parts, words, strict=True))


def _part_agreement(chinese: str, english: str) -> float:
    pairs = [(one, other) for one in _chinese_sounds(chinese) for other in _english_sounds(english)]
    return max((_aligned(one, other) for one, other in pairs if one and other), default=0.0)


def sounds_of(name: str) -> tuple[str, ...]:
    """The ways a name may sound: renderings of one name into the other language share one; Chinese names pinyin."""
    if HAN.search(name):
        if has_chinese_form(name):
            return ("".join(pinyin(name)),)
        return tuple(f"~{sound}" for sound in _chinese_sounds(name) if len(sound) >= LEAST_SOUND)
    words = folded(name, "person").split()
    orders = {"".join(words), "".join([*words[1:], *words[:1]])}
    return (*sorted(orders), *(f"~{sound}" for sound in _english_sounds(name) if len(sound) >= LEAST_SOUND))


@lru_cache(maxsize=65_536)
def _chinese_sounds(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_classes("".join(_said(s, either) for s in pinyin(name))) for either in _PINYIN_EITHER))


def _said(syllable: str, either: str) -> str:
    for pattern, sound in (*_PINYIN_SOUNDS, (r"^[jq]", either)):
        syllable = re.sub(pattern, sound, syllable)
    return syllable


@lru_cache(maxsize=65_536)
def _english_sounds(name: str) -> tuple[str, ...]:
    made = []
    for either in _ENGLISH_EITHER:
        written = folded(name, "person")
        for letters, sound in (*either.items(), *_ENGLISH_SOUNDS):
            written = re.sub(letters, sound, written)
        made.append(_classes(written))
    return tuple(dict.fromkeys(made))


def _classes(written: str) -> str:
    """The classes of the consonants, a leading vowel as `a`; doubled ones once."""
    letters = [_CLASSES.get(c, "") for c in written]
    made = ("a" if written[:1] in tuple("aeiou") else "") + "".join(letters)
    return re.sub(r"(.)\1+", r"\1", made)
