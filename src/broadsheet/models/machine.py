"""What this machine has for models: memory, cores, disk; and which model of the catalogue it can carry."""

import os
import shutil
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from broadsheet.models.catalogue import Entry

# What the newsroom itself, its index and the desktop need beside a model.
RESERVE = 1_500_000_000
BOTH = ("zh", "en")
# Every token reads the whole file once: 9 tokens a second of a 1.1 GB model on two cores were 5 GB a second a core, and
# beyond some eight cores the memory has no more to give.
BYTES_A_CORE = 5e9
MOST_CORES = 8
# A person reads some four words a second; a model slower than this is waited for.
LEAST_PACE = 3.0


@dataclass(frozen=True, slots=True)
class Machine:
    """`memory` there is and `free` of it, `disk` free where models are kept, in bytes; `cores` this process may use."""

    memory: int
    free: int
    disk: int
    cores: int


def this_machine(folder: Path, *, proc: Path = Path("/proc"), cgroup: Path = Path("/sys/fs/cgroup")) -> Machine:
    """What is here now. Memory is what the kernel calls available, or less where a container may use less."""
    told = _meminfo(proc / "meminfo")
    total = told.get("MemTotal") or os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    free = told.get("MemAvailable", total)
    limit = _number(cgroup / "memory.max")
    if limit is not None and limit < total:
        free = min(free, limit - (_number(cgroup / "memory.current") or 0))
        total = limit
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Machine(total, max(free, 0), _disk(folder), cores)


def fits(entry: Entry, machine: Machine) -> bool:
    """Whether the machine has the memory to run it beside the newsroom, counting what is used now as given back."""
    return entry.memory + RESERVE <= machine.memory


def advised(
    entries: Iterable[Entry], machine: Machine, *, here: Collection[str] = (), languages: Sequence[str] = BOTH
) -> Entry | None:
    """The largest model for prose that fits into the memory free now and onto the disk, and isn't waited for; or None.

    Of two that need the same, the one with more ways to get it. Those that are `here` need no more disk.
    """
    able = _fitting(entries, machine, here, languages)
    quick = [e for e in able if pace(e, machine) >= LEAST_PACE] or sorted(able, key=lambda e: e.memory)[:1]
    return max(quick, key=lambda e: (e.memory, len(e.origins)), default=None)


def advised_for_labels(
    entries: Iterable[Entry], machine: Machine, *, here: Collection[str] = (), languages: Sequence[str] = BOTH
) -> Entry | None:
    """The smallest model that knows the languages and fits: labels are asked for by the thousand."""
    return min(_fitting(entries, machine, here, languages), key=lambda e: e.memory, default=None)


def pace(entry: Entry, machine: Machine) -> float:
    """About how many tokens a second the model writes here, reckoned from its size and the cores."""
    return min(machine.cores, MOST_CORES) * BYTES_A_CORE / entry.bytes


def _fitting(
    entries: Iterable[Entry], machine: Machine, here: Collection[str], languages: Sequence[str]
) -> list[Entry]:
    able = [e for e in entries if set(languages) <= set(e.languages) and e.memory + RESERVE <= machine.free]
    return [e for e in able if e.name in here or e.bytes <= machine.disk]


def _meminfo(path: Path) -> dict[str, int]:
    try:
        rows = [line.split() for line in path.read_text().splitlines()]
    except OSError:
        return {}
    return {row[0].rstrip(":"): int(row[1]) * 1024 for row in rows if len(row) > 1 and row[1].isdecimal()}


def _number(path: Path) -> int | None:
    try:
        return int(path.read_text())
    except (OSError, ValueError):
        return None


def _disk(folder: Path) -> int:
    """Free bytes where `folder` is or will be."""
    for place in (folder, *folder.parents):
        if place.exists():
            return shutil.disk_usage(place).free
    return 0
