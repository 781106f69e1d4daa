"""Articles into the graph: each name becomes an entity that is known already, or a new one."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence

from broadsheet.core import Article, Entity, Statement, Stored
from broadsheet.knowledge.folding import HAN, folded, known_as
from broadsheet.knowledge.named import Named
from broadsheet.knowledge.namesakes import Namesakes, is_common
from broadsheet.knowledge.reading import VERSION, Reading, read
from broadsheet.store import Linked, Store

BATCH = 512  # articles a transaction: four seconds; what is known of namesakes is read once in each
Mark = tuple[str, str]  # (family, key)


def pending(store: Store) -> int:
    """How many articles are not linked yet, or were by an older version."""
    return store.mentions.count_pending(VERSION)


def link_some(store: Store, *, limit: int = BATCH) -> list[int]:
    """Link up to `limit` articles that wait, oldest first; returns their ids."""
    ids = store.mentions.pending(VERSION, limit=limit)
    link(store, store.articles.get_many(ids))
    return ids


def link(store: Store, batch: Sequence[Stored[Article]]) -> None:
    """Link articles, in the place of what was known of them. An article names one entity once, however often."""
    readings = {stored.id: read(stored.value) for stored in batch}
    ids = _resolve(store, batch, readings)
    found = [_linked(stored, readings[stored.id], ids[stored.id]) for stored in batch]
    store.mentions.keep(found, VERSION)
    _note_names(store, readings, ids)


def _resolve(store: Store, batch: Sequence[Stored[Article]], readings: Mapping[int, Reading]) -> dict[int, list[int]]:
    """For each article the entity ids of its names, in their order; new entities are kept."""
    keys = {n.key for reading in readings.values() for n in reading.names}
    known = {mark: list(found) for mark, found in store.entities.by_keys(keys).items()}
    fresh: dict[Mark, list[Named]] = {}
    for named in (n for reading in readings.values() for n in reading.names):
        if _mark(named, known) not in known:
            fresh.setdefault(_mark(named, fresh), []).append(named)
    made = _added(store, [_entity(_typical(found), sense=0) for found in fresh.values()])
    known |= {mark: [stored] for mark, stored in zip(fresh, made, strict=True)}
    namesakes = Namesakes(store)
    return {stored.id: _chosen(store, namesakes, readings[stored.id], known=known, article=stored) for stored in batch}


def _chosen(
    store: Store,
    namesakes: Namesakes,
    reading: Reading,
    *,
    known: dict[Mark, list[Stored[Entity]]],
    article: Stored[Article],
) -> list[int]:
    """The entity of each name of one article."""
    places = _places(reading, known)
    return [_choose(store, namesakes, named, known=known, places=places, article=article) for named in reading.names]


def _mark(named: Named, known: Container[Mark]) -> Mark:
    """Where a name is looked up: a full name that is known as a person's is not a place's, however it was tagged here.

    Taggers disagree with themselves; a short name (Washington, Jordan) may well be both.
    """
    own, other = (named.family, named.key), ("thing" if named.family == "person" else "person", named.key)
    is_full = len(named.key) > 2 if HAN.search(named.key) else " " in named.key
    return other if is_full and own not in known and other in known else own


def _typical(found: Sequence[Named]) -> Named:
    """The one of a new entity's readings whose type is the commonest."""
    types = Counter(n.type for n in found)
    return max(found, key=lambda n: types[n.type])


def _choose(
    store: Store,
    namesakes: Namesakes,
    named: Named,
    *,
    known: dict[Mark, list[Stored[Entity]]],
    places: Sequence[int],
    article: Stored[Article],
) -> int:
    mark = _mark(named, known)
    candidates = known[mark]
    if not is_common(named):
        return candidates[0].id
    mine = namesakes.of(candidates, company=places, article=article)
    if mine is None:
        mine = _added(store, [_entity(named, sense=len(candidates))])[0]
        known[mark].append(mine)
    namesakes.note(mine.id, company=places, article=article)
    return mine.id


def _places(reading: Reading, known: Mapping[Mark, Sequence[Stored[Entity]]]) -> list[int]:
    """The entities of an article that only one thing is called: the company that tells namesakes apart."""
    return [known[_mark(n, known)][0].id for n in reading.names if not is_common(n)]


def _added(store: Store, found: Sequence[Entity]) -> list[Stored[Entity]]:
    return store.entities.get_many(store.entities.add(found)) if found else []


def _entity(named: Named, *, sense: int) -> Entity:
    one = known_as(named.name, named.type)
    chinese = bool(HAN.search(named.name))
    name = named.name if one is None else (one.zh[0] if chinese else one.en[0])
    language = "" if one else ("zh" if chinese else "en")
    return Entity(named.key, named.family, named.type, name, language, sense)


def _linked(stored: Stored[Article], reading: Reading, ids: Sequence[int]) -> Linked:
    at = stored.value.published or stored.created
    spans: dict[int, list[tuple[int, int]]] = {}
    for named, id in zip(reading.names, ids, strict=True):
        spans.setdefault(id, []).extend(named.spans)
    statements = [
        Statement(
            article=stored.id,
            kind=said.kind,
            subject=ids[said.subject],
            object=ids[said.object] if said.object is not None else None,
            value=said.value,
            start=said.start,
            end=said.end,
            at=at,
            hedged=said.hedged,
        )
        for said in reading.statements
    ]
    return Linked(stored.id, at, spans, statements)


def _note_names(store: Store, readings: Mapping[int, Reading], ids: Mapping[int, Sequence[int]]) -> None:
    times: Counter[tuple[int, str, str]] = Counter()
    for article, reading in readings.items():
        for named, id in zip(reading.names, ids[article], strict=True):
            for spelling, n in named.spellings.items():
                times[id, spelling, folded(spelling, named.type)] += n
            times.update({(id, alias, folded(alias, named.type)): 1 for alias in _fitting(named)})
    store.entities.note_names((*key, n) for key, n in times.items())


def _fitting(named: Named) -> Iterable[str]:
    """The aliases a text gives that are names, not the words around one."""
    return (alias for alias in named.aliases if folded(alias, named.type))
