"""Understanding: whatever the archive has that is not analysed, indexed or joined into stories yet, is."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from broadsheet import nlp
from broadsheet.app.owning import OwnAnalyses
from broadsheet.app.step import Step
from broadsheet.app.telling import Telling
from broadsheet.core import Article, InvalidInputError, Stored

BATCH = 64  # articles an analysis transaction: small enough to stop soon, large enough to write seldom
INDEXED = 256  # articles indexed between two steps: some seconds


class Understanding(Telling, OwnAnalyses):
    """The part of the newsroom that reads what was taken in."""

    def refresh(self) -> Iterator[Step]:
        """Analyse, index and join into stories whatever is pending. Stopped between two steps it goes on from there."""
        yield from self._analyse()
        yield from self._index()
        yield from self._join()

    def _index(self) -> Iterator[Step]:
        total, done = self.store.articles.count(), 0
        while changed := self.index.update(limit=INDEXED):
            done += changed
            yield Step("index", done, max(total, done))
        if done:
            yield Step("index", done, done)

    def _analyse(self) -> Iterator[Step]:
        own = self.own_analyses()
        versions = {name: nlp.version(name, own) for name in nlp.analyses(own)}
        waiting = max((self.store.annotations.count_pending(n, v) for n, v in versions.items()), default=0)
        done = 0
        while pending := self._pending(versions):
            for stored in self.store.articles.get_many(sorted(pending)):
                self._annotate(stored, pending[stored.id], versions)
                done += 1
                if done % BATCH == 0:
                    yield Step("analyse", done, max(waiting, done))
        if done:
            yield Step("analyse", done, done)

    def _pending(self, versions: Mapping[str, int]) -> dict[int, list[str]]:
        """For up to a batch of articles, the analyses each lacks at its present version, in dependency order."""
        lacking: dict[int, list[str]] = {}
        for name, version in versions.items():
            for id in self.store.annotations.pending(name, version, limit=BATCH):
                lacking.setdefault(id, []).append(name)
        return lacking

    def _annotate(self, stored: Stored[Article], names: Sequence[str], versions: Mapping[str, int]) -> None:
        notes = nlp.analyse(stored.value, only=names, own=self.own_analyses()).annotations
        # An analysis that failed on this article is kept as None, so that it is not tried for ever.
        self.store.annotations.put((stored.id, name, versions[name], notes.get(name)) for name in names)

    def analyse(
        self,
        text: str,
        *,
        title: str = "",
        language: str = "",
        published: datetime | None = None,
        only: Sequence[str] | None = None,
    ) -> dict[str, Any]:
        """The annotations of one text, which is not kept; its "yesterday" is the day before `published`.

        Raises `InvalidInputError` when there is no text.
        """
        if not text.strip() and not title.strip():
            raise InvalidInputError("there is no text to analyse", found="an empty text")
        article = Article(title=title, text=text, language=language, published=published)
        return dict(nlp.analyse(article, only=only, own=self.own_analyses()).annotations)
