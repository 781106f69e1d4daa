"""The report in two or three of its own sentences."""

from typing import Any

from broadsheet.core import Article
from broadsheet.nlp.summarise import summarise

VERSION = 1
REQUIRES: tuple[str, ...] = ()
# A report has told its news long before this, in characters; a book is not summed up by sentences.
READ = 40_000


def analyse(article: Article) -> list[dict[str, Any]]:
    """Rows `{"text", "start", "end"}` in the order of the text; `article.text[start:end] == text`."""
    text = article.text[:READ]
    return [{"text": text[start:end], "start": start, "end": end} for start, end in summarise(article.title, text)]
