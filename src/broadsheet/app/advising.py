"""Advice on models: what this machine can carry, which to fetch, and whether those of all tasks fit together."""

from collections.abc import Iterator

from broadsheet import models
from broadsheet.app.fact import Fact
from broadsheet.app.model_settings import TASKS
from broadsheet.app.models import NONE, ModelShelf
from broadsheet.models import Entry, Machine
from broadsheet.models.machine import RESERVE, pace

# Below this the analyses alone make the machine swap: the embedder, the tagger and the index take about as much.
LEAST_MEMORY = 1_000_000_000


class Advising(ModelShelf):
    """The part of the newsroom that knows its machine."""

    def machine(self) -> Machine:
        """Memory, cores and disk as they are now."""
        return models.this_machine(self.models_folder)

    def advice(self) -> list[Fact]:
        """Memory, cores, the models advised for prose and for labels with their numbers, and whether all fit."""
        machine = self.machine()
        return [*_room(machine), *self._advised(machine), *self._together(machine)]

    def _advised(self, machine: Machine) -> Iterator[Fact]:
        installed = set(models.installed(self.models_folder))
        for name, best in (
            ("advised for prose", models.advised(models.catalogue(), machine, here=installed)),
            ("advised for labels", models.advised_for_labels(models.catalogue(), machine, here=installed)),
        ):
            if best is None:
                least = min(e.memory for e in models.catalogue())
                found = f"none: the smallest needs {_gb(least + RESERVE)} of memory, {_gb(machine.free)} are free"
                yield Fact(name, found, ok=False, do="drafts come from templates; or ask a server with openai:NAME")
            else:
                yield Fact(name, _numbers(best, machine, is_here=best.name in installed))

    def _together(self, machine: Machine) -> Iterator[Fact]:
        """Whether the models of all tasks can be in memory at once."""
        known = {entry.name: entry for entry in models.catalogue()}
        wanted = {self.task_models(task)[0] for task in TASKS} - {NONE}
        needed = sum(known[name].memory for name in wanted if name in known)
        if not needed:
            return
        names = ", ".join(sorted(wanted))
        found = f"{names}: {_gb(needed)} of {_gb(machine.memory - RESERVE)}"
        do = "name smaller models in [models], or the same one for several tasks"
        yield Fact("models together", found, needed + RESERVE <= machine.memory, do)


def _room(machine: Machine) -> Iterator[Fact]:
    found = f"{_gb(machine.free)} free of {_gb(machine.memory)}"
    yield Fact("memory", found, machine.free >= LEAST_MEMORY, "close other programs; the newsroom needs 1 GB")
    yield Fact("cores", str(machine.cores))


def _numbers(entry: Entry, machine: Machine, *, is_here: bool) -> str:
    needed = f"needs {_gb(entry.memory)} of {_gb(machine.free)} free memory, about {pace(entry, machine):.0f} tokens/s"
    if is_here:
        return f"{entry.name}: {needed}; it is here"
    disk = f"{_gb(entry.bytes)} of {_gb(machine.disk)} disk"
    return f"{entry.name}: {needed}, {disk}; broadsheet models pull {entry.name}"


def _gb(bytes: int) -> str:
    return f"{bytes / 1e9:.1f} GB"
