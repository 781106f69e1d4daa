"""What a sentence is: a fact stated, somebody's words passed on, an opinion of the writer's, a question."""

import re
from functools import lru_cache

from broadsheet.core.evidence import ClaimKind
from broadsheet.verify.statements.sayings import asks, sayings
from broadsheet.verify.tables import table
from broadsheet.verify.terms import plain

_HAN = re.compile(r"[\u3400-\u9fff]")


@lru_cache(maxsize=4096)
def kind_of(sentence: str) -> ClaimKind:
    """The kind of `sentence`. One that passes on what somebody said is an attribution, whatever was said or asked."""
    if _passes_on(sentence):
        return "attribution"
    if asks(sentence):
        return "question"
    return "opinion" if _has(sentence, "own", "urging", "judging") else "factual"


def is_view(sentence: str) -> bool:
    """Whether it says of itself that it is the writer's view or urging, of which no evidence can have the words.

    A judgement (wonderful) is none: what is judged may be invented.
    """
    return not _passes_on(sentence) and _has(sentence, "own", "urging")


def _passes_on(sentence: str) -> bool:
    return bool(sayings(sentence)) or _has(sentence, "unnamed")


def _has(sentence: str, *keys: str) -> bool:
    text = plain(sentence)
    language = "zh" if _HAN.search(text) else "en"
    return any(_pattern(key, language).search(text) for key in keys)


@lru_cache(maxsize=16)
def _pattern(key: str, language: str) -> re.Pattern[str]:
    words = [word.replace("_", " ") for word in str(table("kinds")[f"{key}_{language}"]).split()]
    edges = (r"(?:\b|\A)(?:", r")(?!\w)") if language == "en" else ("(?:", ")")
    return re.compile(edges[0] + "|".join(words) + edges[1], re.IGNORECASE)
