"""Which language models there are, which one writes, and fetching them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from broadsheet import models
from broadsheet.app.opened import Opened
from broadsheet.models import LanguageModel, Progress

NONE = "none"


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """A model of the catalogue: is it on this machine, is it the one that writes; described in each language."""

    name: str
    description: Mapping[str, str]
    licence: str
    bytes: int
    installed: bool
    chosen: bool
    pulling: Mapping[str, Any] | None = None


class ModelShelf(Opened):
    """The part of the newsroom that has the models."""

    @property
    def models_folder(self) -> Path:
        """Where models are kept, for all newsrooms of this user."""
        return Path(self.settings.models_folder)

    def model_name(self) -> str:
        """The model that writes when nothing else is asked: the setting, else the best one installed, else `none`."""
        if self.settings.model:
            return self.settings.model
        installed = set(models.installed(self.models_folder))
        return next((e.name for e in models.catalogue() if e.name in installed), NONE)

    def language_model(self, name: str | None = None) -> LanguageModel | None:
        """The model called `name` (None: the newsroom's own choice), loaded once; None for `none`.

        Raises `UnknownNameError` and `MissingModelError`, which names the command that gets it.
        """
        wanted = name or self.model_name()
        if wanted == NONE:
            return None
        with self._lock:
            if wanted not in self._language_models:
                server = {"base_url": self.settings.base_url, "api_key": self.settings.api_key}
                settings = {k: v for k, v in server.items() if v}
                self._language_models[wanted] = models.load(wanted, folder=self.models_folder, settings=settings)
            return self._language_models[wanted]

    def models(self) -> list[ModelStatus]:
        """Every model of the catalogue and what is known of it here."""
        installed, chosen = set(models.installed(self.models_folder)), self.model_name()
        return [
            ModelStatus(e.name, e.description, e.licence, e.bytes, e.name in installed, e.name == chosen)
            for e in models.catalogue()
        ]

    def pull_model(self, name: str, *, progress: Callable[[Progress], None]) -> Path:
        """Fetch a model of the catalogue, verified by its hash; what was fetched before is not fetched again."""
        return models.pull(name, self.models_folder, progress=progress)

    def remove_model(self, name: str) -> None:
        """Take a model off this machine; raises `UnknownNameError`."""
        with self._lock:
            loaded = self._language_models.pop(name, None)
        if loaded:
            models.close(loaded)
        models.remove(name, self.models_folder)
