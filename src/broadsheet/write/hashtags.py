"""Hashtags out of a plan's own keywords: the names first in English, where a plain word tells little."""

import re

from broadsheet import nlp
from broadsheet.core import Article
from broadsheet.write.shapes import Ask, Plan

_HAN = re.compile("[\u4e00-\u9fff]{2,8}")
_NAME = re.compile(r"[A-Z][\w'’]+(?: [A-Z][\w'’]+){0,2}")
_NOT_IN_A_TAG = re.compile(r"[^\w]")


def hashtags(plan: Plan, ask: Ask, *, n: int) -> list[str]:
    """At most `n` hashtags without their signs, the weightiest first; English words are run together."""
    if not n:
        return []
    title = plan.titles[0].text if plan.titles else ""
    text = " ".join(p.text for p in (*plan.titles, *plan.points))
    keywords = nlp.analyse(Article(title, text, language=ask.language), only=("keywords",)).annotations.get(
        "keywords", []
    )
    shape = _HAN if ask.language == "zh" else _NAME
    found = [row["text"] for row in keywords if shape.fullmatch(row["text"]) and row["text"] in text]
    return [_NOT_IN_A_TAG.sub("", word) for word in found[:n]]
