"""Long sentences cut in two where a new one could begin as it stands; no word is added but a capital."""

import re
from collections.abc import Iterator

from broadsheet.write.measures import length
from broadsheet.write.revising.stretches import Stretch, joined, sentences

# Sentences up to this length are read in one breath: words in English, characters in Chinese (plain-language guides
# give 20 to 25 words and about 40 characters).
_BREATH = {"en": 22, "zh": 40}
# A part shorter than this is no sentence.
_LEAST = {"en": 5, "zh": 8}
_VERB = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|said|says|took|came|went|made|began|fell|rose"
    r"|found|gave|left|led|met|won|lost|\w{3,}ed)"
)
_JOINT_EN = re.compile(
    rf"; (?=\w)|,? (?=(?:but|so) (?:the|a|an|it|he|she|they|we|this|that|there|[A-Z]\w+)\b)"
    rf"|, and (?=(?:the|a|an|it|he|she|they|we|there|[A-Z]\w+)\b(?: [\w'’-]+){{0,4}}? {_VERB}\b)"
)
_JOINT_ZH = re.compile(r"；|，(?=(?:同时|此外|另外|与此同时|但是?|不过|然而|因此|所以|随后|之后|目前|其中))")
_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|\"[^\"]*\"|（[^）]*）|\([^)]*\)")


def split(text: str, *, language: str) -> str:
    """`text` with its long sentences cut; one with a list or a quotation at the joint stays whole."""
    done = []
    for line in text.splitlines(keepends=True) or [text]:
        rows = sentences(line, language=language)
        done += [Stretch(_cut(r.text, language), r.gap, r.start) for r in rows]
    return joined(done)


def _cut(sentence: str, language: str) -> str:
    if length(sentence, language) <= _BREATH[language] and "；" not in sentence and ";" not in sentence:
        return sentence
    for first, second in _joints(sentence, language):
        parts = (sentence[:first], sentence[second:])
        if all(length(part, language) >= _LEAST[language] for part in parts):
            head, rest = parts
            stop = "。" if language == "zh" else "."
            gap = "" if language == "zh" else " "
            return head + stop + gap + _cut(rest[0].upper() + rest[1:] if language == "en" else rest, language)
    return sentence


def _joints(sentence: str, language: str) -> Iterator[tuple[int, int]]:
    closed = [m.span() for m in _QUOTED.finditer(sentence)]
    for match in (_JOINT_ZH if language == "zh" else _JOINT_EN).finditer(sentence):
        inside = any(a < match.end() and match.start() < b for a, b in closed)
        listed = match.group() == ", and " and "," in sentence[: match.start()]
        if not inside and not listed:
            yield match.span()
