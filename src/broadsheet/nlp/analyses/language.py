"""The language a report is in, as a BCP 47 primary tag, or "" when it can't be told."""

from broadsheet.core import Article
from broadsheet.nlp.language_detection import detect

VERSION = 1
REQUIRES: tuple[str, ...] = ()


def analyse(article: Article) -> str:
    """What the words say; where they say nothing (too short, no letters), what the source declared."""
    return detect(f"{article.title}\n{article.text}") or article.language
