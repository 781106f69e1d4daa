"""The report in two or three of its own sentences."""

from typing import Any

from broadsheet.core import Article
from broadsheet.nlp.summarise import summarise

VERSION = 1
REQUIRES: tuple[str, ...] = ()


def analyse(article: Article) -> list[dict[str, Any]]:
    """Rows `{"text", "start", "end"}` in the order of the text; `article.text[start:end] == text`."""
    text = article.text
    return [{"text": text[start:end], "start": start, "end": end} for start, end in summarise(article.title, text)]
