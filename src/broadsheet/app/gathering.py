"""What may be written from: sources that are named, and what the archive has on a topic."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from broadsheet import ingest, search, write
from broadsheet.app.knowing import Knowing
from broadsheet.core import Article, EmptyEvidenceError, Evidence, Stored

TOPIC_SOURCES = 12  # hits looked at for a topic; those of one story are written from
# Below this an article only happens to share a word with a topic. On the sample wire three words of a headline find
# their report with .355 and more in 99 of 100 cases; headlines of other years and subjects reach .19.
ON_TOPIC = 0.2


def as_evidence(stored: Stored[Article]) -> Evidence:
    """An article as something that may be relied on."""
    a = stored.value
    return Evidence(f"article:{stored.id}", a.text, a.title, a.outlet, a.url, a.language, a.published)


def _is_table(source: str) -> bool:
    """Whether a source that holds no articles may be a table of figures."""
    return source.lower().endswith((".csv", ".tsv")) and Path(source).is_file()


class Gathering(Knowing):
    """The part of the newsroom that finds what to write from."""

    def evidence(self, sources: Sequence[str]) -> list[Evidence]:
        """What is named: article ids (`42` or `article:42`), `story:5`, `entity:7`, files, folders, addresses.

        Raises what reading raises.
        """
        return [e for source in sources for e in self._read(source)]

    def _read(self, source: str) -> Iterator[Evidence]:
        id = source.removeprefix("article:")
        if id.isdecimal() and not Path(source).exists():
            yield as_evidence(self.article(int(id)))
            return
        if source.startswith("entity:"):
            yield from self.evidence_about(source.removeprefix("entity:"))
            return
        if source.startswith("story:") and source[6:].isdecimal():
            reports = self.store.stories.get(int(source[6:])).value.articles
            yield from map(as_evidence, self.store.articles.get_many(reports))
            return
        is_web = source.startswith(("http://", "https://"))
        for item in ingest.read(source, http=self.web if is_web else None):
            if isinstance(item, ingest.Problem):
                if _is_table(source):
                    yield write.table_evidence(Path(source).read_bytes(), name=source)
                    return
                raise item.error
            if isinstance(item, Article):
                yield replace(as_evidence(Stored(0, item, self.now())), source=item.url or source)

    def about_topic(self, topic: str, *, language: str = "", given: bool = False) -> list[Evidence]:
        """The reports of the archive that tell of one event on a topic, the best first.

        Raises `EmptyEvidenceError` when nothing there is about it, unless facts are `given` to write from.
        """
        filters = search.Filters(language=language)
        hits = self._on_topic(topic, filters) or self._on_topic(topic, search.Filters())
        found = self.store.articles.get_many(self._of_one_story([h.article for h in hits]))
        if not found and not given:
            raise EmptyEvidenceError(
                "the archive has nothing on this topic, so there is nothing to write news from",
                asked=topic,
                do="name sources with --source, give facts with --fact, ingest some first, or ask for a kind that is"
                " marked as invented: fiction, poem, script",
            )
        return [as_evidence(a) for a in found]

    def _on_topic(self, topic: str, filters: search.Filters) -> list[search.Hit]:
        return [h for h in self.index.find(topic, n=TOPIC_SOURCES, filters=filters) if h.score >= ON_TOPIC]

    def _of_one_story(self, ids: Sequence[int]) -> Sequence[int]:
        """The best hit and the others that tell of the same event: a brief that mixes events is about none."""
        if not ids:
            return ids
        members = self.store.stories.members()
        event = members.get(ids[0])
        return [id for id in ids if id == ids[0] or (event is not None and members.get(id) == event)]


def used(evidence: Sequence[Evidence], language: str) -> str:
    """The note that says which reports of the archive a text is written from."""
    named = [f"{e.title} ({e.outlet})" if e.outlet else e.title for e in evidence]
    lead = "档案中用到的报道：" if language == "zh" else "Reports used from the archive: "
    return lead + "; ".join(named)
