"""Which writing systems a text is in. It knows characters, not words."""

import re
from collections.abc import Mapping

# Runs by script; the order decides nothing, the classes are disjoint. Only what a newsroom is likely to meet is named.
_CLASSES: Mapping[str, str] = {
    "han": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f々〇",
    "kana": "\u3041-\u3096\u30a1-\u30fa\u30fc\u31f0-\u31ff\uff66-\uff9d",
    "hangul": "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3",
    "latin": "A-Za-zªºÀ-ÖØ-öø-\u024f\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a",
    "cyrillic": "\u0400-\u052f",
    "arabic": "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\ufb50-\ufdfb\ufe70-\ufefc",
    "greek": "\u0370-\u03ff\u1f00-\u1fff",
    "hebrew": "\u05d0-\u05ea",
    "devanagari": "\u0904-\u0939\u093e-\u094d\u0958-\u0961",
    "bengali": "\u0985-\u09b9\u09be-\u09cd",
    "tamil": "\u0b85-\u0bb9\u0bbe-\u0bcd",
    "thai": "\u0e01-\u0e3a\u0e40-\u0e4e",
    "georgian": "\u10a0-\u10ff",
    "armenian": "\u0531-\u0556\u0561-\u0587",
    "tibetan": "\u0f40-\u0fbc",
    "khmer": "\u1780-\u17b3",
}
_RUN = re.compile("|".join(f"(?P<{name}>[{chars}]+)" for name, chars in _CLASSES.items()))

# Characters to a word, for weighing scripts against each other: a Chinese word has 1.6 characters on average, so a
# run of Han counts by its characters and a run of an alphabet as one word.
_CHARACTERS_A_WORD: Mapping[str, float] = {"han": 1.6, "kana": 3.0, "thai": 4.5, "tibetan": 3.0, "khmer": 4.5}

HAN = re.compile(f"[{_CLASSES['han']}]")
HAN_RUN = re.compile(f"[{_CLASSES['han']}]+")
WIDE = re.compile(f"[{_CLASSES['han']}{_CLASSES['kana']}]")


def weigh(text: str) -> dict[str, float]:
    """How many words' worth of each script `text` holds; scripts that do not occur are left out."""
    weights: dict[str, float] = {}
    for run in _RUN.finditer(text):
        name = run.lastgroup or ""
        per_word = _CHARACTERS_A_WORD.get(name)
        worth = len(run.group()) / per_word if per_word else 1.0
        weights[name] = weights.get(name, 0.0) + worth
    return weights


def is_chinese(text: str) -> bool:
    """Whether Han outweighs every other script in `text`; it says nothing of Japanese in Han alone."""
    weights = weigh(text)
    return weights.get("han", 0.0) > 0 and max(weights, key=lambda s: weights[s]) == "han"
