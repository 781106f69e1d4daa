"""What every part of this room reads off a report: when it came, and in which language."""

from broadsheet.core import Article, Stored

_HOUR = 3600.0


def moment(article: Stored[Article]) -> float:
    """When it was published, in hours since 1970; when it was stored, if it bears no date."""
    return (article.value.published or article.created).timestamp() / _HOUR


def language_of(article: Article) -> str:
    """The language it bears, else the one that was read off it, else none."""
    return article.language or str(article.annotations.get("language") or "")
