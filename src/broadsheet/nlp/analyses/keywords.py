"""The phrases that tell what a report is about."""

from typing import Any

from broadsheet.core import Article
from broadsheet.nlp.dateline import headline, opening
from broadsheet.nlp.keyphrases import keyphrases

VERSION = 2
REQUIRES: tuple[str, ...] = ()


def analyse(article: Article) -> list[dict[str, Any]]:
    """Up to ten rows `{"text", "score"}`, best first; the best one's score is 1. Datelines are skipped."""
    found = keyphrases(headline(article.title), article.text, begin=opening(article.text))
    return [{"text": text, "score": score} for text, score in found]
