"""Whether a sentence says a thing, or denies it, plans it, or only reports that it may be."""

import re

from broadsheet.knowledge.sentence import Sentence

BEFORE = 40  # characters before a match that may turn its meaning

_EN = re.compile(
    r"\b(?:not|never|no longer|denie[sd]|deny|denying|reportedly|allegedly|alleged|may|might|could|would|will|wo|if|"
    r"unless|whether|rumou?red|speculat\w+|plan(?:s|ned|ning)?|intend(?:s|ed)?|hop(?:e|es|ed|ing)|"
    r"expected to|set to|due to|"
    r"seek(?:s|ing)?|ahead of|before|upcoming|want(?:s|ed)? to|propos\w+|refus\w+|fail(?:s|ed)? to|"
    r"without|false(?:ly)?|hoax|claim(?:s|ed)? that|n't)\b|n['’]t\b",
    re.IGNORECASE,
)
_ZH = re.compile(
    r"没有?|未[能曾有]?(?!来)|不[会是曾能]|并非|否认|拒绝|据称|据传|传闻|涉嫌|疑似|或将|可能|也许|如果|假如|若|拟|计划|"
    r"(?<![门名大老小主上中少战悍骁猛])将(?![军士领])|准备|预定|应邀|打算|有望|希望|是否|谣言|不实|"
    r"虚假|尚未|无意|取消"
)


def is_hedged(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the words of the match, or those before it in its clause, take the assertion back."""
    first = max(0, match.start() - BEFORE)
    clause = re.split(r"[,;:，；：]", sentence.marked[first : match.start()])[-1] + match.group()
    return bool((_ZH if sentence.language == "zh" else _EN).search(clause))
