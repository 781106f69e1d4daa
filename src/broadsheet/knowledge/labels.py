"""The names an entity is shown by, one for each language."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from broadsheet.core import Entity, Stored
from broadsheet.knowledge.dossier import Label
from broadsheet.knowledge.folding import HAN, known_as
from broadsheet.store import Store


def labels(store: Store, ids: Iterable[int]) -> dict[int, Label]:
    """The label of each of `ids`, by the id asked for; a spelling has its head's."""
    asked = store.entities.get_many(list(dict.fromkeys(ids)))
    head_of = {e.id: e.value.head or e.id for e in asked}
    groups = store.entities.groups(sorted(set(head_of.values())))
    names = store.entities.names_of([e.id for group in groups.values() for e in group])
    made = {head: label(head, group, names) for head, group in groups.items()}
    return {id: made[head] for id, head in head_of.items() if head in made}


def label(head: int, group: Sequence[Stored[Entity]], names: Mapping[int, Sequence[tuple[str, int]]]) -> Label:
    """The label of the entity `head`, of its spellings `group` and the names each was met under."""
    lead = next((e for e in group if e.id == head), group[0])
    counted: Counter[str] = Counter()
    for one in group:
        counted.update(dict(names.get(one.id, ())))
    chosen = {language: best(found) for language, found in by_language(counted).items()}
    known = known_as(lead.value.name, lead.value.type)
    if known:
        chosen = {"en": known.en[0], "zh": known.zh[0]}
    elif lead.value.decided or not chosen:
        chosen[language_of(lead.value.name)] = lead.value.name
    return Label(head, lead.value.type, chosen)


def language_of(name: str) -> str:
    """`zh` for a name with Chinese characters, else `en`."""
    return "zh" if HAN.search(name) else "en"


def by_language(counted: Mapping[str, int]) -> dict[str, Counter[str]]:
    """Names with their counts, by language."""
    found: dict[str, Counter[str]] = {}
    for name, times in counted.items():
        found.setdefault(language_of(name), Counter())[name] = times
    return found


def best(counted: Mapping[str, int]) -> str:
    """The commonest name; of two words or more where one in ten mentions has those: Donald Trump, not Trump."""
    total = sum(counted.values())
    full = {n: t for n, t in counted.items() if (" " in n or "·" in n) and not n.isupper()}
    among = full if sum(full.values()) * 10 >= total else counted
    return max(among, key=lambda n: (among[n], len(n), n))
