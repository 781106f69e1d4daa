"""The languages of a report's passages, where it has more than one."""

from typing import Any

from broadsheet.core import Article
from broadsheet.nlp.language_spans import spans

VERSION = 1
REQUIRES = ("language",)


def analyse(article: Article) -> list[dict[str, Any]]:
    """Rows `{"language", "start", "end"}` in order that cover the whole text; one row for a text in one language."""
    found = spans(article.text, str(article.annotations["language"]))
    return [{"language": language, "start": start, "end": end} for language, start, end in found]
