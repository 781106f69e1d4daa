"""Entities in a list: the most named, those that begin so, and what tells namesakes apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.core import Article, Entity, InvalidInputError, Stored
from broadsheet.knowledge.dossier import Label
from broadsheet.knowledge.folding import folded
from broadsheet.knowledge.labels import labels
from broadsheet.knowledge.lookup import TYPES
from broadsheet.knowledge.neighbours import neighbours
from broadsheet.store import Store

TELLING = 3  # neighbours that tell namesakes apart


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list: the entity and in how many reports it (or a spelling of it) is named."""

    label: Label
    articles: int


def listed(
    store: Store, *, type: str = "", prefix: str = "", limit: int = 50, before: tuple[int, int] | None = None
) -> list[Listed]:
    """The most named entities, or those of which a spelling begins with `prefix`; raises `InvalidInputError`."""
    if type and type not in TYPES:
        raise InvalidInputError("there is no such type of entity", asked=type, choices=TYPES)
    if not prefix.strip():
        found = store.entities.heads(type=type, limit=limit, before=before)
        return _listed(store, found)
    form = folded(prefix, "person") or prefix.strip().casefold()[:100]
    begun = store.entities.by_name(form, prefix=True, limit=4 * limit)
    heads = store.entities.get_many(list(dict.fromkeys(e.value.head or e.id for e in begun)))
    kept = [e for e in heads if not type or e.value.type == type]
    return _listed(store, sorted(kept, key=lambda e: -e.value.weight)[:limit])


def _listed(store: Store, found: Sequence[Stored[Entity]]) -> list[Listed]:
    named = labels(store, [e.id for e in found])
    return [Listed(named[e.id], e.value.weight) for e in found]


def told_apart(store: Store, found: Sequence[Stored[Entity]]) -> list[str]:
    """For each of several entities of one name its id, its type and whom it is named with."""
    told = []
    for stored in found:
        ids = [e.id for e in store.entities.spellings_of(stored.id)]
        beside = ", ".join(n.label.name("") for n in neighbours(store, ids, n=TELLING))
        told.append(f"{stored.id} {stored.value.name} ({stored.value.type}; {stored.value.weight}; {beside})")
    return told


def names_in(store: Store, articles: Sequence[Stored[Article]]) -> dict[int, dict[str, int]]:
    """For each article the spellings it uses and the id of the entity each stands for."""
    mentions = store.mentions.of_articles([a.id for a in articles])
    ids = sorted({entity for found in mentions.values() for entity in found})
    heads = {e.id: e.value.head or e.id for e in store.entities.get_many(ids)}
    return {
        a.id: {
            a.value.text[start:end]: heads[entity]
            for entity, spans in mentions.get(a.id, {}).items()
            for start, end in spans
            if entity in heads
        }
        for a in articles
    }
