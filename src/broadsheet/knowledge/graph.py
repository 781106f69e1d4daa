"""A part of the graph as a value: entities, and the ties between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.core import InvalidInputError
from broadsheet.knowledge.about import READ, cite
from broadsheet.knowledge.dossier import Citation, Fact, Label
from broadsheet.knowledge.facts import facts
from broadsheet.knowledge.labels import labels
from broadsheet.knowledge.neighbours import neighbours
from broadsheet.store import Store

FIRST_RING, SECOND_RING = 18, 4  # neighbours drawn of the entity, and of each of its neighbours: what an eye can follow
EXPORTED = 300  # entities of the whole archive: what a drawing program opens at once
SAID = 400  # newest statements of one entity that ties are made of
TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Node:
    """An entity of the graph: how many reports name it, and how many steps it is from where the graph was asked for."""

    label: Label
    articles: int
    distance: int = 0


@dataclass(frozen=True, slots=True)
class Tie:
    """What joins two: named `together` in that many reports, or a relation with the sentences that say so."""

    source: int
    target: int
    kind: str
    weight: float
    value: str = ""
    confidence: float = 0.0
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes by id, ties between them; `centre` is the node it was made for, or None."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    centre: int | None = None


def neighbourhood(store: Store, id: int, *, depth: int = 1) -> Graph:
    """The entity `id` (or its head) and its strongest neighbours, theirs too where `depth` is 2.

    Raises `NotFoundError`, and `InvalidInputError` for another depth.
    """
    if depth not in (1, 2):
        raise InvalidInputError("a neighbourhood is 1 or 2 steps deep", asked=str(depth), choices=("1", "2"))
    asked = store.entities.get(id)
    centre = asked.value.head or asked.id
    distances, together = {centre: 0}, []
    ring = [centre]
    for step, width in enumerate((FIRST_RING, SECOND_RING)[:depth], start=1):
        reached = []
        for one in ring:
            for near in neighbours(store, _spellings(store, one), n=width):
                together.append(Tie(one, near.label.id, TOGETHER, float(near.together), confidence=near.weight))
                if near.label.id not in distances:
                    distances[near.label.id] = step
                    reached.append(near.label.id)
        ring = reached
    return _graph(store, distances, together, centre=centre)


def archive(store: Store, *, n: int = EXPORTED) -> Graph:
    """The `n` most named entities and what joins them."""
    found = [e.id for e in store.entities.heads(limit=n)]
    together = [
        Tie(one, near.label.id, TOGETHER, float(near.together), confidence=near.weight)
        for one in found
        for near in neighbours(store, _spellings(store, one), n=FIRST_RING)
    ]
    return _graph(store, dict.fromkeys(found, 0), together, centre=None)


def _spellings(store: Store, id: int) -> list[int]:
    return [e.id for e in store.entities.spellings_of(id)]


def _graph(store: Store, distances: dict[int, int], together: Sequence[Tie], *, centre: int | None) -> Graph:
    named = labels(store, distances)
    weights = {e.id: e.value.weight for e in store.entities.get_many(list(distances))}
    nodes = [Node(named[id], weights[id], distance) for id, distance in distances.items() if id in named]
    known = {node.label.id for node in nodes}
    pairs: dict[tuple[int, int], Tie] = {}
    for tie in together:
        if tie.source in known and tie.target in known:
            pairs.setdefault((min(tie.source, tie.target), max(tie.source, tie.target)), tie)
    said = _said(store, [centre] if centre is not None else sorted(known), known)
    return Graph(tuple(nodes), (*said, *pairs.values()), centre)


def _said(store: Store, ids: Sequence[int], known: set[int]) -> list[Tie]:
    """The facts between entities of the graph, each with its sentences."""
    found: dict[tuple[int, int, str, str], Tie] = {}
    for id in ids:
        for fact in _facts(store, id):
            if fact.object is not None and fact.subject.id in known and fact.object.id in known:
                tie = _tie(fact, fact.object)
                found.setdefault((tie.source, tie.target, tie.kind, tie.value), tie)
    return list(found.values())


def _facts(store: Store, id: int) -> list[Fact]:
    said = store.mentions.statements(_spellings(store, id), limit=SAID)
    articles = {a.id: a for a in store.articles.leads(sorted({s.article for s in said}), characters=READ)}
    named = labels(store, {i for s in said for i in (s.subject, s.object) if i is not None})
    held = [s for s in said if s.article in articles]
    return facts(held, named, lambda s: cite(articles[s.article], s.start, s.end))


def _tie(fact: Fact, other: Label) -> Tie:
    return Tie(
        source=fact.subject.id,
        target=other.id,
        kind=fact.kind,
        weight=fact.parts["sentences"],
        value=fact.value,
        confidence=fact.confidence,
        citations=fact.citations,
    )
