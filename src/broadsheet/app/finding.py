"""Finding: the archive searched, and what is like an article."""

from broadsheet.app.opened import Opened
from broadsheet.search import Filters, Hit


class Finding(Opened):
    """The part of the newsroom that searches."""

    def search(self, query: str, *, n: int = 20, filters: Filters | None = None) -> list[Hit]:
        """The best `n` hits by words and meaning together, in both languages; raises `InvalidInputError`."""
        return self.index.find(query, n=n, filters=filters or Filters())

    def related(self, article: int, n: int = 5) -> list[Hit]:
        """The `n` articles nearest in meaning to an article; raises `NotFoundError`."""
        self.article(article)
        return self.index.related(article, n)
