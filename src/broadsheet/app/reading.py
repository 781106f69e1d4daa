"""Reading: readers, what they did and the page each gets."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from threading import BoundedSemaphore
from typing import get_args

from broadsheet.app.opened import Opened
from broadsheet.core import Context, Event, FrontPage, InvalidInputError, Reader, UnknownNameError
from broadsheet.core.event import Action
from broadsheet.core.reader import reader_name

PAGES_AT_ONCE = 1
"""Pages made side by side in one process, in turn beyond that: they are work for the interpreter, which is one."""


class Reading(Opened):
    """The part of the newsroom that faces readers."""

    def reader(self, name: str) -> Reader:
        """The reader called `name`; a new one follows nothing. Raises `InvalidInputError` for an unusable name."""
        return self.store.readers.get(reader_name(name))

    def readers(self) -> list[Reader]:
        """Every reader who has settings, by name."""
        return self.store.readers.list()

    def put_reader(self, reader: Reader) -> None:
        """Keep a reader's settings; from now on what they did counts for nobody, or again, as they say there."""
        before = self.store.readers.get(reader_name(reader.name))
        self.store.readers.put(reader)
        if before.personalised != reader.personalised:
            self.recommender.relearn(reader)

    def follow(self, name: str, topic: str) -> Reader:
        """Follow a topic for a reader."""
        reader = self.reader(name)
        if topic.strip() and topic not in reader.topics:
            self.put_reader(replace(reader, topics=(*reader.topics, topic.strip())))
        return self.reader(name)

    def unfollow_topic(self, name: str, topic: str) -> Reader:
        """Follow a topic no longer."""
        reader = self.reader(name)
        self.put_reader(replace(reader, topics=tuple(t for t in reader.topics if t != topic)))
        return self.reader(name)

    def front_page(self, name: str, *, n: int = 30, language: str = "", context: Context | None = None) -> FrontPage:
        """The page of `n` that reader `name` gets now, with reasons in `language`.

        `context` is what is known of the moment: where the page will stand, from what it is asked.
        """
        if not 1 <= n <= 200:
            raise InvalidInputError("a front page has 1 to 200 items", asked=str(n))
        reader = self.reader(name)
        spoken = language or next(iter(reader.languages), "") or self.settings.language or "en"
        asked = context or Context()
        with self._pages:
            return self.recommender.front_page(reader, n=n, now=self.edition(), language=spoken, context=asked)

    def read(  # noqa: PLR0913 - an act is told as it is: by whom, of what, when, where it stood
        self,
        name: str,
        article: int,
        *,
        action: str = "click",
        key: str = "",
        value: float = 1.0,
        page: str = "",
        position: int = 0,
    ) -> None:
        """Record what a reader did; one `key` counts once. Raises `NotFoundError`, `UnknownNameError`.

        `page` and `position` say on which served page it happened, and where, from 1.
        """
        if action not in get_args(Action):
            raise UnknownNameError(f"there is no act called {action!r}", asked=action, choices=get_args(Action))
        self.article(article)
        told = {"value": value, "page": page, "position": position}
        act = Event(key or uuid.uuid4().hex, reader_name(name), action, self.now(), article, **told)  # type: ignore[arg-type]
        self.observe([act])

    def observe(self, events: Sequence[Event]) -> int:
        """Keep readers' acts, on disk and known to the next page when this returns; returns how many were new.

        Raises `InvalidInputError`, and keeps none, when one has an unusable reader's name or lacks what it is about.
        """
        for event in events:
            if event.article is None and event.action not in ("follow", "unfollow"):
                raise InvalidInputError("this act is about no article", asked=f"{event.action} by {event.reader}")
        return self.recommender.observe([replace(e, reader=reader_name(e.reader)) for e in events])

    @cached_property
    def _pages(self) -> BoundedSemaphore:
        """Held while a page is made."""
        with self._lock:
            return BoundedSemaphore(PAGES_AT_ONCE)
