"""The slips that a rule can be sure of, in Chinese and English.

Chinese punctuation follows GB/T 15834-2011 (full-width marks, `……` for an ellipsis) and GB/T 15835-2011 (figures).
"""

import re
from functools import lru_cache

from broadsheet.write.revising.swapping import Put, Swap, words_of
from broadsheet.write.revising.tables import table

_HAN = "\u3400-\u9fff"
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_FULL_WIDTH = {0xFF10 + i: 0x30 + i for i in range(10)}
_FULL_WIDTH |= {0xFF21 + i: 0x41 + i for i in range(26)} | {0xFF41 + i: 0x61 + i for i in range(26)}
# Words that stand twice in good Chinese and English are never taken for a slip.
_TWICE_EN = "had|that|is|ha|no|very|bye|so|long|really|many|pom|tut|yo|boo|aye|dum|can|who|her"
_TWICE_ZH = "的的|了了(?!解|然|望|结|却|无|心|一|事)|是是(?!非)|在在|和和(?!睦|气|平)|有有|被被|将将(?!军|领|士|要|来)"
# Spelt with a vowel and said with a consonant, and the other way round.
_SAID_Y = r"(?:u(?:ni(?!n|m)|s(?:e|u|a)|tili|tensil|biq|ran)|eu|ewe|one(?!r)|once|ouija)"
_SILENT_H = r"(?:hour|honest|honou?r|heir)"


@lru_cache(maxsize=2)
def slips(language: str) -> tuple[Swap, ...]:
    """The swaps that put a text in `language` (zh, en) right, in the order they are done."""
    return (*(_chinese() if language == "zh" else _english()), *_both())


def _both() -> list[Swap]:
    return [
        Swap(re.compile(r"(?<=\S)[ \t\u00a0]{2,}(?=\S)"), " "),
        Swap(re.compile(r"[ \t]+(?=\n|\Z)"), "", quoted=True),
    ]


def _chinese() -> list[Swap]:
    """Words first, then marks; marks are put right within quotations too, since a speaker has none."""
    words = words_of(table("slips", "zh")["words"].items(), language="zh")
    marks: list[tuple[str, Put]] = [
        (r'"([^"\n]*[H][^"\n]*)"', r"“\1”"),
        (r"(?<=[H”」》）]) +(?=[,;:?!.](?!\d))", ""),
        (r"(?<=[H”」》）])([,;:?!]+)(?=\s*[H“「《”」]|\s*\Z|\s*\n) ?", _widened),
        (r"(?<=[H”」》）])\.(?=\s*\Z|\s*\n|[H“「”])", "。"),
        (r"\(([^()\n]*[H][^()\n]*)\)", r"（\1）"),
        (r"([，、；：！？])\1+", r"\1"),
        (r"。{3,}|(?<!…)…(?!…)|\.{3,}|…{3,}", "……"),
        (r"(?<!。)。。(?!。)", "。"),
        (r"，(?=[。！？；])|、(?=[，。！？；])|(?<=[。！？；])[，、]", ""),
        (r"(?<=[H，。；：！？、“”（）《》])[ \u00a0]+(?=[H，。；：！？、“”（）《》])", ""),
        (r"(?<=[H])[ \u00a0]+(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])[ \u00a0]+(?=[H])|(?<=\d)[ \u00a0]+(?=%)", ""),
    ]
    return [
        Swap(re.compile("[０-９Ａ-Ｚａ-ｚ]+"), lambda m: m.group().translate(_FULL_WIDTH)),
        *words,
        *(Swap(re.compile(pattern.replace("H", _HAN)), put, quoted=True) for pattern, put in marks),
        Swap(re.compile(rf"(?:{_TWICE_ZH})"), lambda m: m.group()[0]),
    ]


def _english() -> list[Swap]:
    return [
        *words_of(table("slips", "en")["words"].items(), language="en"),
        Swap(re.compile(rf"\b(?!(?:{_TWICE_EN})\b)([A-Za-z]+) \1\b", re.IGNORECASE), r"\1"),
        Swap(re.compile(rf"\b(a)(?= (?!{_SAID_Y})[aeiou]\w|\s{_SILENT_H})", re.IGNORECASE), r"\1n"),
        Swap(re.compile(rf"\b(a)n(?= (?!{_SILENT_H})[bcdfghjklmnpqrstvwxyz][a-z]+|\s{_SAID_Y}\w)"), r"\1"),
        Swap(re.compile(r"(?<=\w) +(?=[,;:?!](?![)\w(])|\.(?:\s|\Z))|(?<=\w) +(?=,\w)"), ""),
        Swap(re.compile(r"(?<=[a-z]),(?=[A-Za-z])"), ", "),
        Swap(re.compile(r"(?<=[a-z]{2})([.?!])(?=[A-Z][a-z]+ )"), r"\1 "),
        Swap(re.compile(r"([,;:])\1+"), r"\1"),
        Swap(re.compile(r"([?!])\1+"), r"\1"),
        Swap(re.compile(r"(?<!\.)\.\.(?!\.)"), "."),
        Swap(re.compile(r"\( +|(?<=\S) +(?=\))"), lambda m: m.group().strip()),
        Swap(re.compile(r"\bi(?=(?:['’](?:m|ve|ll|d))?[ ,.?!])(?!\.e)"), "I"),
        Swap(re.compile(r"(?<=[a-z]{2}[.?!] )([a-z])(?=[a-z]+ [a-z])"), lambda m: m.group().upper()),
        Swap(
            re.compile(r"\b(1|one) (hour|day|week|month|year|minute|person|mile|kilometre|dollar)s\b(?!['’])"), r"\1 \2"
        ),
        Swap(
            re.compile(
                r"\b((?:[2-9]|[1-9]\d+|two|three|four|five|six|seven|eight|nine|ten) )"
                r"(hour|day|week|month|year)\b(?! [a-z-]+|-|['’])"
            ),
            r"\1\2s",
        ),
    ]


def _widened(match: re.Match[str]) -> str:
    return "".join(_WIDE[mark] for mark in match[1])
