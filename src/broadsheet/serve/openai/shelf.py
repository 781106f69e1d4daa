"""Which models can be asked here, by the ids that a client says."""

from collections.abc import Mapping

from broadsheet import models
from broadsheet.app import Newsroom
from broadsheet.app.models import NONE
from broadsheet.models import LanguageModel
from broadsheet.serve.openai.refusals import RefusedError

STUB = "stub"
# What a server or the training room has is theirs to list; any of it may be asked for by name.
ELSEWHERE = ("openai", "openai-text", "lab")


def writers(room: Newsroom) -> list[str]:
    """The language models that are here: the one that writes first, the catalogue's, those trained here, the stub."""
    installed = (m.name for m in room.models() if m.installed)
    listed = [room.model_name(), *installed, *(m.name for m in room.own_models()), STUB]
    return [name for name in dict.fromkeys(listed) if name != NONE]


def embedders(room: Newsroom) -> list[str]:
    """The models that make vectors of texts."""
    return [room.embedder.name]


def owners(room: Newsroom) -> Mapping[str, str]:
    """Whose each model is said to be: of the catalogue its licence, of those trained here the engine that answers."""
    own = {model.name: f"trained here, run by {model.way}" for model in room.own_models()}
    return {model.name: model.licence for model in room.models()} | own


def writer(room: Newsroom, name: str) -> LanguageModel:
    """The language model that `name` means; raises `RefusedError` (404) with the names there are.

    A file of this machine may be asked for only where the settings name it.
    """
    there = writers(room)
    backend, _, what = name.partition(":")
    if name not in there and not (backend in ELSEWHERE and what):
        if name in {entry.name for entry in models.catalogue()}:
            raise _missing(name, f"it is not on this machine yet: broadsheet models pull {name}")
        raise _missing(name, f"there are {', '.join([*there, *embedders(room)])}")
    found = room.language_model(name)
    if found is None:
        raise _missing(name, "no language model is set")
    return found


def check_embedder(room: Newsroom, name: str) -> None:
    """Raise `RefusedError` (404) unless `name` makes vectors here."""
    if name not in embedders(room):
        raise _missing(name, f"vectors are made by {', '.join(embedders(room))}")


def _missing(name: str, why: str) -> RefusedError:
    return RefusedError(
        f"The model '{name}' does not exist here: {why}.", status=404, param="model", code="model_not_found"
    )
