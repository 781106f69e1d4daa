"""What a copy is asked with where the caller gives nothing better: lines of the sample wire, and awkward ones."""

import re
from collections.abc import Sequence
from itertools import chain

from broadsheet.ingest import sample

EACH = 190
"""Lines of each language; with the awkward ones that makes four hundred."""
PROMPTS = 20
PROMPT_TOKENS = 12
"""Long enough that a fault in the positions shows, short enough for the smallest context trained here."""
ANSWER_TOKENS = 20

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_END = re.compile(r"(?<=[。！？])|(?<=[.!?])\s+|\n+")
# What tokenizers are known to differ in: blanks, digits, case, marks that join, letters beyond the first plane.
_AWKWARD = (
    "  two blanks before, two between  words, and two after  ",
    "tab\there",
    "1234567 12,345.67 3.14% 2026-11-23 09:05",
    "don't, we'll, they've, I'M, IT'S, o’clock",
    "ＡＢＣ　全角１２３，（括号）",
    "中文English混排ABC123中文",
    "——……《》「」【】、；：",
    "naïve façade Ångström Zürich İstanbul",
    "e\u0301 as two signs, é as one",
    "👩‍👩‍👧‍👦 🏳️‍🌈 🇨🇳 😀😀😀",
    "𠮷野家 𡃁 𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
    "https://example.org/a?b=c&d=%E4%B8%AD#e",
    "snake_case camelCase kebab-case C++ C#",
    "a\u00a0b\u200bc\ufeffd",
    "ﬁ ﬂ ㎏ ① Ⅳ ½",
    "हिन्दी العربية עברית ไทย 한국어 日本語テキスト",
    "!!!???...,,,;;;",
    "x" * 60,
    "哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈",
    "0.1 + 0.2 = 0.30000000000000004",
)


def lines() -> list[str]:
    """Four hundred lines, Chinese and English in turn, then the awkward ones; the same every time."""
    found = [line.strip() for a in sample() for line in _END.split(f"{a.title}\n{a.text}") if len(line.strip()) > 3]
    distinct = list(dict.fromkeys(found))
    chinese = [line for line in distinct if _CHINESE.search(line)][:EACH]
    english = [line for line in distinct if not _CHINESE.search(line)][:EACH]
    return [*chain.from_iterable(zip(chinese, english, strict=True)), *_AWKWARD]


def prompts(tokenized: Sequence[Sequence[int]], *, context: int) -> list[list[int]]:
    """The first lines that are long enough, cut to a prompt that leaves room for an answer in `context` (0: any)."""
    longest = min(PROMPT_TOKENS, context // 2) if context else PROMPT_TOKENS
    usable = [list(tokens[:longest]) for tokens in tokenized if len(tokens) > 1]
    return usable[:PROMPTS]
