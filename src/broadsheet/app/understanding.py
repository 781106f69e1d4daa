"""Understanding: whatever the archive has that is not analysed, indexed or joined into stories yet, is."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from broadsheet import nlp
from broadsheet.app.analysing import FEW, Analysing
from broadsheet.app.knowing import Knowing
from broadsheet.app.step import Step
from broadsheet.app.telling import Telling
from broadsheet.app.watching import Watching
from broadsheet.core import Article, InvalidInputError


class Understanding(Telling, Knowing, Analysing, Watching):
    """The part of the newsroom that reads what was taken in."""

    def refresh(self) -> Iterator[Step]:
        """Analyse, index, join into stories, link names: whatever is pending. Stopped between two steps it goes on.

        Then whoever watches for something is told of what is new.
        """
        yield from self._analyse()
        yield from self._index()
        yield from self._join()
        yield from self._link()
        yield from self._watch_over()

    def _index(self) -> Iterator[Step]:
        bare = len(self.store.vectors.pending(self.embedder.name, limit=FEW))
        with self.embedder.over(self.processes(bare)):
            for done, total in self.index.updating():
                yield Step("index", done, total)

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
