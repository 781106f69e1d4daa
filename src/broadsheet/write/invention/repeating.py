"""Sentences that say again what a long invented text has said: small models fall into loops."""

import re
from collections.abc import Sequence

# Words (in Chinese characters) that make up one unit of comparison.
_RUN = {"en": 4, "zh": 5}
# A sentence of which this share of runs stood before says nothing new.
_MOST = 0.5
_TOKENS = {"en": re.compile(r"[A-Za-z']+"), "zh": re.compile(r"[\u3400-\u9fff]")}


def repeats(sentence: str, before: Sequence[str], *, language: str) -> bool:
    """Whether a sentence repeats what stands before it; a short one only when it is the same."""
    if sentence in before:
        return True
    own = _runs(sentence, language)
    seen = {run for text in before for run in _runs(text, language)}
    return bool(own) and sum(run in seen for run in own) / len(own) > _MOST


def _runs(text: str, language: str) -> list[tuple[str, ...]]:
    tokens = [t.lower() for t in _TOKENS[language].findall(text)]
    size = _RUN[language]
    return [tuple(tokens[i : i + size]) for i in range(len(tokens) - size + 1)]
