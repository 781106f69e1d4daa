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
READ, READ_TOKENS = 100, 96
"""Whole texts are cheap to read: many of them, of usual length."""
HIDDEN = 6
"""One in six hidden, as BERT hides about one in seven (Devlin et al. 2019, section 3.1)."""

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


def read_at_once(tokenized: Sequence[Sequence[int]], *, context: int, gap: int | None) -> list[list[int]]:
    """The lines that a model which writes nothing is asked with, one word in `HIDDEN` hidden by `gap`."""
    longest = min(READ_TOKENS, context) if context else READ_TOKENS
    rows = [list(tokens[:longest]) for tokens in tokenized if len(tokens) > 1]
    return [hidden(row, gap) if gap is not None else row for row in rows[:READ]]


def hidden(tokens: Sequence[int], gap: int) -> list[int]:
    """`tokens` with every `HIDDEN`-th from the third on hidden."""
    return [gap if place % HIDDEN == 2 else token for place, token in enumerate(tokens)]
