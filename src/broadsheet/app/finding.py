"""Finding: the archive searched, and what is like an article."""

from collections.abc import Mapping, Sequence

from broadsheet import knowledge
from broadsheet.app.opened import Opened
from broadsheet.core import Article, Stored
from broadsheet.search import Filters, Found, Hit

_FEW_WORDS = 3  # a longer query is a sentence, and each word looked up takes a millisecond
_READ = 400
"""Characters of a text that a list of reports needs."""


class Finding(Opened):
    """The part of the newsroom that searches."""

    def search(self, query: str, *, n: int = 20, filters: Filters | None = None) -> list[Hit]:
        """The best `n` hits by words and meaning together, in both languages; raises `InvalidInputError`."""
        return list(self.find(query, n=n, filters=filters).hits)

    def find(self, query: str, *, n: int = 20, filters: Filters | None = None) -> Found:
        """As `search`, with all that was looked at and advice on the query. Who is named is found under other names."""
        return self.index.search(query, n=n, filters=filters or Filters(), expand=self._other_names)

    def _other_names(self, query: str) -> list[str]:
        """The other names of what a query, or a word of one that has few, names: Huawei for 华为."""
        words = query.split()
        asked = dict.fromkeys([query, *(words if len(words) <= _FEW_WORDS else ())])
        return [name for text in asked for name in knowledge.other_names(self.store, text)]

    def facets(self, articles: Sequence[int]) -> Mapping[str, Mapping[str, int]]:
        """How many of `articles` are of which `language`, `outlet`, `topic` and `sentiment`."""
        return self.index.counts(articles)

    def leads(self, articles: Sequence[int]) -> dict[int, Article]:
        """Those of `articles` that are here, the beginning of the text alone and without annotations."""
        kept: list[Stored[Article]] = self.store.articles.leads(articles, characters=_READ)
        return {stored.id: stored.value for stored in kept}

    def related(self, article: int, n: int = 5) -> list[Hit]:
        """The `n` articles nearest in meaning to an article; raises `NotFoundError`."""
        self.article(article)
        return self.index.related(article, n)
