"""What an editor decides of entities: two are one, one is two, it is called so. Kept, and never undone by machine."""

from broadsheet.core import ConflictError, InvalidInputError
from broadsheet.knowledge.folding import LONGEST, folded
from broadsheet.knowledge.lookup import TYPES
from broadsheet.store import Store


def merge(store: Store, id: int, into: int) -> None:
    """Make `id` a spelling of `into`; raises `NotFoundError`, and `ConflictError` where they are one already."""
    one, other = store.entities.get(id), store.entities.get(into)
    head = other.value.head or other.id
    mine = one.value.head or one.id
    if mine == head:
        raise ConflictError("these are one already", asked=f"{id} into {into}")
    store.entities.set_head(mine, head, why={"editor": 1.0}, decided=True)


def split(store: Store, id: int) -> None:
    """Let a spelling stand for itself; raises `NotFoundError`, and `ConflictError` where it does already."""
    one = store.entities.get(id)
    if one.value.head is None:
        raise ConflictError(
            "this stands for itself already",
            asked=str(id),
            do="split one of its spellings: `broadsheet about` lists them",
        )
    store.entities.keep_apart(id, one.value.head)
    store.entities.set_head(id, None, why={}, decided=True)


def rename(store: Store, id: int, name: str, *, type: str = "") -> None:
    """Call an entity `name`, of `type` where given; raises `NotFoundError` and `InvalidInputError`."""
    plain = " ".join(name.split())
    if not folded(plain) or len(plain) > LONGEST:
        raise InvalidInputError("this can't be a name", asked=name[:LONGEST], do=f"give 1 to {LONGEST} characters")
    if type and type not in TYPES:
        raise InvalidInputError("there is no such type of entity", asked=type, choices=TYPES)
    store.entities.rename(id, plain, type=type)
    store.entities.note_names([(id, plain, folded(plain, type or store.entities.get(id).value.type), 0)])
