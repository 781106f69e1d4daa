"""Which of a reader's questions a sentence answers, told by its values, its names and its words in both languages.

It does not understand the sentence: a cause or a plan told without any of these words is not found.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from broadsheet import nlp
from broadsheet.core import Article
from broadsheet.verify.reading import read

Aspect = Literal["who", "when", "where", "why", "figures", "said", "next"]

# A plan, an expectation, or what is still being looked into.
AHEAD = re.compile(
    r"\b(?:will|would|is to|are to|is due|are due|expected to|due to (?:\w+ ){0,2}(?:open|begin|start|end|be)"
    r"|plans? to|planned|scheduled|next (?:week|month|year|spring|summer|autumn|winter|\w+day)|until|by the end of"
    r"|no immediate|not yet|unclear|under investigation|are investigating)\b"
    r"|将(?:于|在|会|由|从|对|把|继续)|拟|预计|计划|即将|有望|下一步|接下来|尚不清楚|尚未|正在调查|进一步调查"
)
_CAUSE = re.compile(
    r"\b(?:because|due to (?!open|begin|start|end|be\b)|caused|blamed|owing to|as a result of|the cause|the reason"
    r"|triggered|sparked|in response to|stem(?:s|med) from|in order to|so that"
    r"|after (?:an? )?(?:\w+ ){0,3}(?:failed|failure|found|cracks?|fault))\b"
    r"|因(?!此|而)|由于|原因|缘于|源于|导致|引发|所致|造成(?!\d)|为了|旨在|祸首",
    re.IGNORECASE,
)
_COUNTED_BY = frozenset({"", "day", "month", "times"})
_KINDS: dict[str, Aspect] = {"person": "who", "organisation": "who", "place": "where"}
# A day has to be named for a sentence to tell when; a year alone is background.
_A_MONTH = 31


def aspects(text: str, *, language: str, published: datetime | None = None) -> frozenset[Aspect]:
    """The questions that `text` answers; `published` is the day its relative dates count from."""
    return frozenset(_by_words(text, published)) | frozenset(
        _KINDS[row["type"]] for row in names(text, language=language) if row["type"] in _KINDS
    )


def names(text: str, *, language: str) -> Sequence[dict[str, Any]]:
    """The people, bodies, places, amounts, dates and quotations in `text`, as the entity analysis gives them."""
    found = nlp.analyse(Article("", text, language=language), only=("entities",)).annotations
    return list(found.get("entities", []))


def _by_words(text: str, published: datetime | None) -> set[Aspect]:
    values = read(text, published=published)
    found: set[Aspect] = set()
    if _CAUSE.search(text):
        found.add("why")
    if AHEAD.search(text):
        found.add("next")
    if values.quotations:
        found.add("said")
    if values.clock_times or any(d.first and d.days <= _A_MONTH for d in values.dates):
        found.add("when")
    if any(not q.ordinal and (q.digits or q.unit not in _COUNTED_BY) for q in values.quantities):
        found.add("figures")
    return found
