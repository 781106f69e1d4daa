"""What a report is about, in IPTC Media Topics."""

from typing import Any

from broadsheet.core import Article
from broadsheet.nlp.taxonomy import topic_label
from broadsheet.nlp.topic_scores import score

VERSION = 2
REQUIRES = ("language",)
MOST = 3


def analyse(article: Article) -> list[dict[str, Any]]:
    """Up to three rows `{"id", "label", "score", "parts", "words"}`, best first.

    The label is in the article's language (English for all but Chinese); `parts` sum to `score`, 0 to 1; `words` are
    those in the text that point to the topic.
    """
    language = str(article.annotations["language"])
    return [
        {
            "id": found.id,
            "label": topic_label(found.id, language),
            "score": round(found.score, 4),
            "parts": {name: round(part, 4) for name, part in found.parts.items()},
            "words": list(found.words),
        }
        for found in score(article.title, article.text)[:MOST]
    ]
