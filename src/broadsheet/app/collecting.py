"""Collecting: from what the user names, or follows, to articles in the store."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from broadsheet import ingest
from broadsheet.app.opened import Opened
from broadsheet.core import Article, BroadsheetError, ConflictError, DiskFullError, Source, Stored
from broadsheet.ingest import Problem
from broadsheet.store import SourceState, content_hash


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one item.

    `verdict` is new, same (kept already), near (a near-duplicate: its address is kept with the original), updated (the
    same address with other words), followed (a source) or failed; `article` is the id it is (or is a copy) of.
    """

    what: str
    verdict: str
    article: int | None = None
    title: str = ""
    error: BroadsheetError | None = None


WEB = ("http://", "https://")
OPML_BYTES = 5_000_000  # ten thousand feeds


class Collecting(Opened):
    """The part of the newsroom that takes articles in."""

    def ingest(
        self, what: str, *, kind: str = "", follow: bool = False, stdin: bytes | None = None
    ) -> Iterator[Ingested]:
        """Take in a feed, page, sitemap, OPML, file, folder or `-`; what fails is told and the rest goes on.

        With `follow` an address that could be read is polled from then on, as is all that an OPML file lists. Each item
        is kept before the next is looked at, so stopping half-way loses nothing.
        """
        listed = _subscriptions(what)
        if listed:
            yield from (self._follow(source) for source in listed)
            yield from self.poll()
            return
        web = self.web if what.startswith(WEB) else self._web
        well = False
        for item in ingest.read(what, http=web, kind=kind, stdin=stdin):
            taken = self._taken(item, what)
            well = well or taken.verdict != "failed"
            yield taken
        if follow and well:
            yield self._follow(Source(url=what, kind=kind))

    def open_sample(self) -> Iterator[Ingested]:
        """Take in the sample wire; articles that are there already are left alone."""
        for article in ingest.sample():
            yield self._taken(article, article.url)

    def holds_sample(self) -> bool:
        """Whether the sample wire is in this newsroom: what shows its reports has to say that they are fiction."""
        first = next(ingest.sample(), None)
        return first is not None and self.store.articles.by_url(first.url) is not None

    def poll(self) -> Iterator[Ingested]:
        """Ask every followed source that is due; one that fails is asked again later and later."""
        for stored in self.store.sources.due(self.now()):
            state = self.store.sources.state(stored.id)
            found = ingest.poll(stored.value, state, http=self.web, now=self.now(), known=self._is_known)
            brought: list[Article | Problem] = [*found.articles, *found.problems]
            yield from (self._taken(item, stored.value.url) for item in brought)
            followed = {s.value.url for s in self.store.sources.list()} if found.sources else set()
            yield from (self._follow(source) for source in found.sources if source.url not in followed)
            self.store.sources.record(stored.id, found.state)

    def add(self, article: Article) -> Ingested:
        """Take in one article; one that is kept already, or copies another, is told as such."""
        return self._taken(article, article.url or article.title)

    def sources(self) -> list[Stored[Source]]:
        """Every followed source."""
        return self.store.sources.list()

    def source_state(self, id: int) -> SourceState:
        """How polling it has gone; raises `NotFoundError`."""
        return self.store.sources.state(id)

    def unfollow(self, id: int) -> None:
        """Follow a source no longer; its articles stay. Raises `NotFoundError`."""
        self.store.sources.remove(id)

    def _is_known(self, url: str) -> bool:
        return self.store.articles.by_url(url) is not None

    def _follow(self, source: Source) -> Ingested:
        self.store.sources.follow(source)
        return Ingested(source.url, "followed", title=source.title)

    def _taken(self, item: Article | Problem, what: str) -> Ingested:
        if isinstance(item, Problem):
            return Ingested(item.what or what, "failed", error=item.error)
        try:
            added = ingest.add(item, self.store)
        except DiskFullError:
            raise  # nothing more can be kept: stop rather than fail thousands of times
        except ConflictError:  # another process kept the same article in between
            return Ingested(item.url or what, "same", self.store.articles.by_url(item.url), item.title)
        except BroadsheetError as error:
            return Ingested(item.url or what, "failed", title=item.title, error=error)
        if added.verdict.kind == "same" and self._has_changed(item, added.id):
            return self._replaced(item, added.id)
        verdict = "new" if added.is_kept else added.verdict.kind
        return Ingested(item.url or what, verdict, added.id, item.title)

    def _has_changed(self, article: Article, id: int) -> bool:
        """Whether this is the kept address with other words: a page that was corrected where it stands."""
        kept = self.article(id).value
        return bool(article.url) and kept.url == article.url and content_hash(kept) != content_hash(article)

    def _replaced(self, article: Article, id: int) -> Ingested:
        try:
            self.store.articles.replace(id, article)
            signature = ingest.sign(article.text)
            if signature:
                self.store.signatures.add(id, signature.bands, digest=signature.digest)
        except ConflictError:  # its new words are those of another article
            return Ingested(article.url, "same", id, article.title)
        return Ingested(article.url, "updated", id, article.title)


def _subscriptions(what: str) -> list[Source]:
    """The sources that an OPML file lists; empty when `what` is something else."""
    path = Path(what)
    if path.suffix.lower() not in (".opml", ".xml") or not path.is_file() or path.stat().st_size > OPML_BYTES:
        return []
    payload = path.read_bytes()
    if ingest.find_out(payload, url=what) != "opml":
        return []
    return list(ingest.sources_in(payload, url=what))
