"""Readers and all that is theirs; here, their page as a feed."""

from broadsheet import publish
from broadsheet.app.lettering import Lettering
from broadsheet.app.likening import Likening
from broadsheet.core import Article, Context
from broadsheet.publish import FeedEntry

FEED_ITEMS = 30
_FIRST_LINES = {"zh": 120, "en": 280}  # characters: enough to choose by, and no copy of the article


class Readership(Lettering, Likening):
    """The part of the newsroom that serves readers."""

    def reader_feed(self, key: str, format: str = "rss") -> tuple[bytes, str]:
        """The page of the reader whose feed has `key`, as `rss`, `atom` or `json`, and its media type.

        Raises `NotFoundError` for a key that is none and `UnknownNameError` for a format.
        """
        reader = self.reader_of_feed(key)
        page = self.front_page(reader.name, n=FEED_ITEMS, context=Context(surface="feed"))
        found = {a.id: a.value for a in self.store.articles.get_many([item.article for item in page.items])}
        entries = [
            FeedEntry(
                id=item.article,
                title=item.title or found[item.article].title,
                url=self.article_url(item.article, found[item.article]),
                reason=item.reason,
                opening=first_lines(found[item.article]),
                outlet=found[item.article].outlet,
                language=found[item.article].language,
                published=found[item.article].published,
            )
            for item in page.items
            if item.article in found
        ]
        return publish.personal_feed(entries, format, self._feed_site(key, format, language=page.language))

    def feed_url(self, key: str, format: str = "rss") -> str:
        """The address of the feed with `key`."""
        ending = "xml" if format == "rss" else format
        return f"{self.settings.site.rstrip('/')}/feeds/readers/{key}.{ending}"

    def article_url(self, id: int, article: Article) -> str:
        """Where an article is read: at its outlet, or here when it came without an address."""
        there = article.url.startswith(("http://", "https://")) and "sample" not in article.tags
        return article.url if there else f"{self.settings.site.rstrip('/')}/articles/{id}"

    def _feed_site(self, key: str, format: str, *, language: str) -> publish.Site:
        title = "我的头版" if language == "zh" else "My front page"
        return publish.Site(
            title=f"{self.settings.name}: {title}",
            url=self.settings.site,
            language=language,
            feed_url=self.feed_url(key, format),
        )


def first_lines(article: Article) -> str:
    """The first paragraph that is a sentence, cut at a length that is no copy."""
    most = _FIRST_LINES.get(article.language, _FIRST_LINES["en"])
    lines = [line.strip() for line in article.text.split("\n") if line.strip()]
    text = next((line for line in lines if line[-1] in ".。！？!?”"), lines[0] if lines else "")
    if len(text) <= most:
        return text
    cut = text[:most]
    return (cut if article.language == "zh" else cut.rpartition(" ")[0] or cut) + "…"
