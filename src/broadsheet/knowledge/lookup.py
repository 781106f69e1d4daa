"""From what a person types to an entity: an id, a name in any spelling, or the ones it may mean."""

from difflib import get_close_matches

from broadsheet.core import Entity, NotFoundError, Stored
from broadsheet.knowledge.folding import LONGEST, folded, key_of
from broadsheet.knowledge.labels import labels
from broadsheet.store import Store

TYPES = ("person", "organisation", "place", "other")
NEAR = 5  # names offered for one that is unknown
# A name means one entity where the next one is named this many times less often: Washington the city, not the sailor.
DOMINANT = 20


def find(store: Store, asked: str) -> list[Stored[Entity]]:
    """The entities that `asked` (an id or a name) may mean, the most named first; one where it is clear.

    Raises `NotFoundError` with near names where it means none.
    """
    text = asked.strip()
    if text.isdecimal() and len(text) < 19:
        return [_head(store, store.entities.get(int(text)))]
    found = _named(store, text)
    if not found:
        near = suggestions(store, text)
        raise NotFoundError(
            "nobody and nothing of that name is in the archive",
            asked=text[:LONGEST],
            do="`broadsheet about --list` lists who is" if not near else "ask for one of these",
            choices=near,
        )
    return found


def called(store: Store, name: str, *, type: str = "") -> int | None:
    """The id of the entity (its head) that is `name`, of `type` where one is given; the most named of several."""
    found = [e for e in _named(store, name.strip()) if not type or e.value.type == type]
    exact = [e for e in found if e.value.name == name]
    return next((e.id for e in (*exact, *found)), None)


def other_names(store: Store, text: str) -> list[str]:
    """The main names, in either language, of what `text` alone names; none where it names nothing or several."""
    found = _named(store, text.strip())
    if len(found) != 1:
        return []
    names = labels(store, [found[0].id])[found[0].id].names.values()
    return [name for name in names if folded(name) != folded(text)]


def _named(store: Store, text: str) -> list[Stored[Entity]]:
    """Heads whose key or spelling is `text`, each once; those that are far less named than the first left out."""
    keys = {key_of(text, type) for type in TYPES} - {""}
    by_key = [e for found in store.entities.by_keys(keys).values() for e in found if e.value.articles]
    forms = sorted({folded(text, type) for type in TYPES} - {""})
    by_name = [e for form in forms for e in store.entities.by_name(form)]
    heads = {h.id: h for h in (_head(store, e) for e in (*by_key, *by_name)) if h.value.weight}
    ordered = sorted(heads.values(), key=lambda e: (-e.value.weight, e.id))
    return [e for e in ordered if e.value.weight * DOMINANT >= ordered[0].value.weight]


def _head(store: Store, stored: Stored[Entity]) -> Stored[Entity]:
    return store.entities.get(stored.value.head) if stored.value.head else stored


def suggestions(store: Store, text: str, *, n: int = NEAR) -> list[str]:
    """Names that begin alike or are spelt alike."""
    form = folded(text, "person")
    if not form:
        return []
    likely: dict[str, str] = {}
    for prefix in dict.fromkeys((form, form[:3], form[:2], form[:1])):
        for stored in store.entities.by_name(prefix, prefix=True, limit=100):
            likely.setdefault(folded(stored.value.name, stored.value.type), stored.value.name)
    close = get_close_matches(form, list(likely), n=n, cutoff=0.6)
    begun = [k for k in likely if k.startswith(form)]
    return [likely[k] for k in dict.fromkeys([*begun, *close])][:n]
