"""From a name to a model that answers."""

from collections.abc import Mapping
from pathlib import Path
from typing import cast

from broadsheet.core import MissingModelError, Plugins, UnknownNameError
from broadsheet.models import gguf, seal
from broadsheet.models.catalogue import catalogue, file_of, find
from broadsheet.models.language_model import LanguageModel

backends = Plugins("broadsheet.models.backends", "backend of language models")
_NAMED = {
    "ctranslate2": "FOLDER",
    "file": "PATH.gguf",
    "lab": "NAME",
    "llamacpp": "PATH.gguf",
    "onnx": "FOLDER",
    "openai": "MODEL",
    "openai-text": "MODEL",
    "transformers": "FOLDER",
}


def load(name: str, *, folder: Path, settings: Mapping[str, str] | None = None) -> LanguageModel:
    """The model called `name`, ready to `generate`; an embedded one starts its process at the first call.

    `name` is a catalogue name, `file:PATH` or `llamacpp:PATH` for a GGUF file, `BACKEND:MODEL` (`openai:gpt-4o-mini`,
    `openai-text:MODEL` for its text completions, `transformers:FOLDER`, `lab:NAME`) or a backend that needs no more
    (`stub`). `folder` is where pulled models are; `settings` are strings by name, each backend reads its own. Raises
    `UnknownNameError`; `MissingModelError`, naming the command that gets it; `MissingExtraError`; `IntegrityError`.
    """
    given = settings or {}
    backend, colon, what = name.partition(":")
    if backend == "openai-text":
        given = {**given, "protocol": "completions"}
    backend = {"llamacpp": "embedded", "openai-text": "openai"}.get(backend, backend)
    if name in {entry.name for entry in catalogue()}:
        return _load("embedded", str(_verified(name, folder)), folder=folder, settings={**given, "name": name})
    if backend == "file" and what:
        gguf.check_header(Path(what))
        return _load("embedded", what, folder=folder, settings={**given, "name": name})
    if backend not in backends.names():
        raise UnknownNameError(f"there is no model called {name!r}", asked=name, choices=_choices())
    if backend == "embedded":
        gguf.check_header(Path(what))
    return _load(backend, what if colon else "", folder=folder, settings={**given, "name": name})


def close(model: LanguageModel) -> None:
    """End what the model holds: its process, its connections. A closed model may be used again and starts anew."""
    end = getattr(model, "close", None)
    if end is not None:
        end()


def _load(backend: str, what: str, *, folder: Path, settings: Mapping[str, str]) -> LanguageModel:
    return cast(LanguageModel, backends.load(backend).load(what, folder=folder, settings=settings))


def _verified(name: str, folder: Path) -> Path:
    entry, path = find(name), file_of(name, folder)
    if not path.is_file():
        raise MissingModelError(
            f"the model {name!r} is not on this machine",
            asked=name,
            do=f"broadsheet models pull {name} ({entry.bytes / 1e6:,.0f} MB)",
        )
    gguf.check_header(path)
    seal.verify(path, entry.sha256)
    return path


def _choices() -> list[str]:
    return [*(entry.name for entry in catalogue()), *(f"{name}:{what}" for name, what in _NAMED.items()), "stub"]
