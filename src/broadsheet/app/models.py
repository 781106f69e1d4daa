"""Which language models there are, which one writes, and fetching them."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from broadsheet import models
from broadsheet.app.accounting import Accounting
from broadsheet.app.model_settings import TASKS, ServerSettings, Task
from broadsheet.app.spending import SERVERS
from broadsheet.core import MissingError, ModelError, UnknownNameError
from broadsheet.models import (
    Books,
    Chain,
    Idling,
    ImageModel,
    LanguageModel,
    Link,
    Metered,
    Options,
    Origin,
    Progress,
    meter_of,
)
from broadsheet.models.backends.lab import LAB
from broadsheet.models.machine import fits

NONE = "none"


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """A model of the catalogue: is it on this machine, is it the one that writes; described in each language.

    `bytes` is the file, `memory` what it takes to run, in bytes; `origins` are the places it can come from; `fits`
    says whether this machine has the memory for it.
    """

    name: str
    description: Mapping[str, str]
    licence: str
    bytes: int
    installed: bool
    chosen: bool
    pulling: Mapping[str, Any] | None = None
    memory: int = 0
    languages: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    fits: bool = True


class ModelShelf(Accounting):
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

    def language_model(self, name: str | None = None, *, task: Task = "prose") -> LanguageModel | None:
        """The model called `name`, or for None those of `task` in turn; loaded once; None for `none`.

        A task's models are those its setting names, else the newsroom's own choice, then the setting's fall-back. Where
        none of them can be had and `none` ends the list, the answer is None. Raises `UnknownNameError` and
        `MissingModelError`, which names the command that gets it.
        """
        names = (name,) if name else self.task_models(task)
        wanted = [n for n in names if n != NONE]
        if not wanted:
            return None
        job = uuid4().hex
        links = [Link(n, partial(self._metered, n, job=job, task=task)) for n in wanted]
        chain = Chain(links, clock=time.monotonic, job=job)
        try:
            chain.first()
        except (MissingError, UnknownNameError, ModelError):
            if NONE not in names:
                raise
            return None
        return chain

    def task_models(self, task: Task) -> tuple[str, ...]:
        """The names asked for `task`, in order, `none` last where templates and extraction may stand in.

        Raises `UnknownNameError` when there is no such task.
        """
        if task not in TASKS:
            raise UnknownNameError(f"there is no task {task!r}", asked=task, choices=TASKS)
        told = self.settings.models
        names = dict.fromkeys((*(getattr(told, task) or (self.model_name(),)), *told.fallback))
        before = list(names)[: list(names).index(NONE)] if NONE in names else list(names)
        return (*before, NONE) if NONE in names else tuple(before)

    def image_model(self, name: str) -> ImageModel:
        """The image model called `name` (`openai:MODEL`); raises `UnknownNameError` and `ModelInputError`."""
        return models.load_image_model(name, settings=self._told(name))

    def is_ready(self, name: str) -> bool:
        """Whether the model called `name` can be loaded; a server is not asked."""
        try:
            with self._lock:
                self._loaded(name)
        except (MissingError, UnknownNameError, ModelError):
            return False
        return True

    def _metered(self, name: str, *, job: str, task: Task) -> LanguageModel:
        """The model called `name`, loaded once, with its cost kept under `job`."""
        with self._lock:
            model = self._loaded(name)
            meter, idling = self._meters[name]
        elsewhere = name.startswith(SERVERS)
        return Metered(
            model,
            meter,
            Books(
                before=(lambda prompt, _: self._afford(prompt)) if elsewhere else _nothing,
                after=self._keep(job, task),
                begun=idling.begun,
                ended=idling.ended,
            ),
        )

    def _loaded(self, name: str) -> LanguageModel:
        if name not in self._language_models:
            model = models.load(name, folder=self.models_folder, settings=self._told(name))
            seconds = self.settings.models.idle_minutes * 60.0
            idling = Idling(partial(models.close, model), seconds=seconds, clock=time.monotonic)
            self._language_models[name], self._meters[name] = model, (meter_of(model), idling)
        return self._language_models[name]

    def _told(self, name: str) -> dict[str, str]:
        """The settings of the model's backend, each as it is written; what is left out it knows itself."""
        server = self.settings.server if name.startswith(SERVERS) else ServerSettings(retries=0)
        told = {
            "base_url": self.settings.base_url,
            "api_key": self.settings.api_key,
            "dialect": server.dialect,
            "timeout": f"{server.timeout:g}" if server.timeout else "",
            "deadline": f"{server.deadline:g}" if server.deadline else "",
            "retries": str(server.retries) if name.startswith(SERVERS) else "",
            "lab": str(self.home / LAB),
        }
        return {name: value for name, value in told.items() if value}

    def models(self) -> list[ModelStatus]:
        """Every model of the catalogue and what is known of it here."""
        installed, chosen = set(models.installed(self.models_folder)), self.model_name()
        machine = models.this_machine(self.models_folder)
        return [
            ModelStatus(
                e.name,
                e.description,
                e.licence,
                e.bytes,
                e.name in installed,
                e.name == chosen,
                memory=e.memory,
                languages=e.languages,
                origins=tuple(dict.fromkeys(_host(o) for o in e.origins)),
                fits=fits(e, machine),
            )
            for e in models.catalogue()
        ]

    def pull_model(self, name: str, *, progress: Callable[[Progress], None]) -> Path:
        """Fetch a model of the catalogue, verified by its hash; what was fetched before is not fetched again."""
        return models.pull(name, self.models_folder, progress=progress)

    def remove_model(self, name: str) -> None:
        """Take a model off this machine; raises `UnknownNameError`."""
        with self._lock:
            loaded = self._language_models.pop(name, None)
            self._meters.pop(name, None)
        if loaded:
            models.close(loaded)
        models.remove(name, self.models_folder)


def _nothing(_prompt: int, _options: Options) -> None:
    """A model of this machine costs no money."""


def _host(origin: Origin) -> str:
    """Where it comes from, in a word: the host of an address, or the index of packages."""
    return urlsplit(origin.url).hostname or origin.kind if origin.kind == "url" else "PyPI"
