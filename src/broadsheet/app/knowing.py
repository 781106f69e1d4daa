"""Knowing: who and what the archive is about."""

from collections.abc import Iterator, Mapping

from broadsheet import knowledge
from broadsheet.app.opened import Opened
from broadsheet.app.step import Step
from broadsheet.core import ConflictError, Entity, Evidence, Stored


class Knowing(Opened):
    """The part of the newsroom that knows who is who."""

    def entities(
        self, *, type: str = "", prefix: str = "", limit: int = 50, before: tuple[int, int] | None = None
    ) -> list[knowledge.Listed]:
        """The most named, or those whose name begins with `prefix`; `before` is the last (weight, id) of a page."""
        return knowledge.listed(self.store, type=type, prefix=prefix, limit=limit, before=before)

    def meant_by(self, asked: str) -> list[Stored[Entity]]:
        """The entities that a name or an id may mean; raises `NotFoundError` with near names."""
        return knowledge.find(self.store, asked)

    def about(self, asked: str | int) -> knowledge.Dossier:
        """The dossier of the entity called `asked` (a name in any spelling, or an id).

        Raises `NotFoundError` with near names, and `ConflictError` with the candidates where a name means several.
        """
        found = self.meant_by(str(asked))
        if len(found) > 1:
            told = knowledge.told_apart(self.store, found)
            raise ConflictError(
                "several bear this name", asked=str(asked), do="ask for one of these by its id", choices=told
            )
        return knowledge.about(self.store, found[0].id)

    def neighbourhood(self, id: int, *, depth: int = 1) -> knowledge.Graph:
        """The entity and what it is tied to, `depth` (1 or 2) steps away; raises `NotFoundError`."""
        return knowledge.neighbourhood(self.store, id, depth=depth)

    def export_graph(self, format: str, *, id: int | None = None, depth: int = 1) -> str:
        """The neighbourhood of an entity, or the most named of the archive, as `graphml` or `jsonld`.

        Raises `UnknownNameError` with the formats there are.
        """
        graph = knowledge.archive(self.store) if id is None else self.neighbourhood(id, depth=depth)
        return knowledge.export(graph, format, site=self.settings.site)

    def names_in(self, article: int) -> Mapping[str, int]:
        """For each spelling of a name in an article the id of the entity it stands for."""
        return knowledge.names_in(self.store, [self.article(article)])[article]

    def merge_entities(self, id: int, into: int) -> None:
        """Make two entities one, for good; raises `NotFoundError`, and `ConflictError` where they are one already."""
        knowledge.merge(self.store, id, into)

    def split_entity(self, id: int) -> None:
        """Take a spelling out of the entity it was joined to, for good; raises `NotFoundError` and `ConflictError`."""
        knowledge.split(self.store, id)

    def rename_entity(self, id: int, name: str, *, type: str = "") -> None:
        """Call an entity something else, for good; raises `NotFoundError` and `InvalidInputError`."""
        knowledge.rename(self.store, id, name, type=type)

    def evidence_about(self, asked: str | int, *, language: str = "") -> list[Evidence]:
        """What the archive says of an entity as evidence: its cited sentences, gathered by article."""
        return knowledge.evidence(self.about(asked), language=language)

    def _link(self) -> Iterator[Step]:
        """Link what waits into the graph, then join the spellings that are one across languages, a batch at a time."""
        waiting, done = knowledge.pending(self.store), 0
        while linked := knowledge.link_some(self.store):
            done += len(linked)
            yield Step("knowledge", done, max(waiting, done))
        while knowledge.align_some(self.store, embed=self.embedder.embed, model=self.embedder.name):
            yield Step("knowledge", done, max(waiting, done))
