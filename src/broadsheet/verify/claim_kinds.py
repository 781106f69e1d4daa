"""What a sentence is: a fact stated, somebody's words passed on, an opinion of the writer's, a question."""

import re

from broadsheet.core.evidence import ClaimKind
from broadsheet.verify.judgement import is_opinion, is_question
from broadsheet.verify.tables import words

_REPORTING = words("words", "reporting")
_WORD = re.compile(r"[A-Za-z]+")
_HAN = re.compile(r"[\u3400-\u9fff]")


def kind_of(sentence: str) -> ClaimKind:
    """The kind of `sentence`. One that passes on what somebody said is an attribution, whatever was said."""
    if is_question(sentence):
        return "question"
    if _reports(sentence):
        return "attribution"
    return "opinion" if is_opinion(sentence) else "factual"


def _reports(sentence: str) -> bool:
    if _HAN.search(sentence):
        return any(w in sentence for w in _REPORTING if _HAN.search(w) and len(w) > 1)
    return any(w.lower() in _REPORTING for w in _WORD.findall(sentence))
