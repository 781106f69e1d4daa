"""The layers of a model by the names of its weights: which lie where, which are held still, how fast each learns."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from broadsheet.core import UnknownNameError

_LAYER = re.compile(r"^(?P<stem>.*?(?:(?:^|\.)(?:layers|layer|h|block)\.|_l))(?P<number>\d+)(?=\.|_|$)")
_EMBEDDING = re.compile(
    r"^(?:.*?\.)?(?:embeddings?|word_embeddings|word_embeddings_layernorm|embeddings_project|rel_embeddings"
    r"|embed_(?:tokens|positions|in)|layernorm_embedding|wte|wpe|shared)\."
)
_RANGE = re.compile(r"layers\.(\d+)(?:-(\d+))?")
HEAD, BODY, EMBEDDINGS = "head.", "body", "embeddings"

Place = tuple[int, int]


def place_of(name: str) -> Place:
    """How high the weight `name` lies: embeddings, then layers, an encoder's below a decoder's, then all the rest."""
    if _EMBEDDING.match(name):
        return (0, 0)
    found = _LAYER.match(name)
    if found is None:
        return (3, 0)
    return (2 if "decoder" in found["stem"] else 1, int(found["number"]))


def rates(names: Iterable[str], *, decay: float) -> tuple[tuple[str, float], ...]:
    """What the rate is multiplied by, by the beginning of names: n^(l-1) = n^l / decay from the top down.

    Source: Howard and Ruder 2018, section 3.2; what is above the layers, the head among it, learns at the full rate.
    """
    if decay == 1:
        return ()
    places: dict[str, Place] = {}
    for name in names:
        found = _EMBEDDING.match(name) or _LAYER.match(name)
        if found is not None:
            places.setdefault(found[0] + ("" if found[0].endswith(".") else _after(name, found.end())), place_of(name))
    order = sorted(set(places.values()), reverse=True)
    return tuple((beginning, decay ** -(order.index(place) + 1)) for beginning, place in places.items())


def hold_still(model: Any, asked: Sequence[str]) -> list[str]:
    """Let the weights that `asked` names learn no more; gives their names. Raises `UnknownNameError` for none."""
    held: list[str] = []
    weights = dict(model.named_parameters())
    for one in asked:
        chosen = [name for name in weights if _is_of(name, one)]
        if not chosen:
            raise UnknownNameError(
                f"the model has no weight called {one!r}", asked=f"tuning.freeze={one}", choices=_choices(weights)
            )
        held += chosen
    for name in held:
        weights[name].requires_grad_(requires_grad=False)
    return sorted(set(held))


def _is_of(name: str, asked: str) -> bool:
    if asked == EMBEDDINGS:
        return place_of(name) == (0, 0)
    if asked == BODY:
        return not name.startswith(HEAD)
    found = _RANGE.fullmatch(asked)
    if found is not None:
        kind, number = place_of(name)
        return kind in (1, 2) and int(found[1]) <= number <= int(found[2] or found[1])
    return name.startswith((asked, f"body.{asked}"))


def _after(name: str, end: int) -> str:
    return name[end] if end < len(name) else ""


def _choices(names: Iterable[str]) -> list[str]:
    numbers = sorted({place_of(name)[1] for name in names if place_of(name)[0] in (1, 2)})
    return [EMBEDDINGS, BODY, *(f"layers.{number}" for number in numbers)]
