"""How much memory a newsroom and its processes had at most, as Linux counts it; elsewhere its own alone."""

import os
import resource
from contextlib import suppress
from pathlib import Path

_MIB = 1024
_PROCESSES = Path("/proc")


class Peaks:
    """The highest resident sets seen so far, in MiB: of this process, and of the largest it started."""

    def __init__(self) -> None:
        self.own = self.child = 0

    def look(self) -> None:
        """Look again: a process that ended between two looks is not counted after the last one."""
        self.own = max(self.own, _highest(_PROCESSES / "self") or _without_linux())
        for process in _children(os.getpid()):
            self.child = max(self.child, _highest(process))

    def __str__(self) -> str:
        return f"at most {self.own} MiB" + (f", each process {self.child} MiB" if self.child else "")


def _highest(process: Path) -> int:
    with suppress(OSError, ValueError):  # it may end while it is read
        for line in (process / "status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) // _MIB
    return 0


def _children(parent: int) -> list[Path]:
    found = []
    for process in _PROCESSES.glob("[0-9]*"):
        with suppress(OSError, IndexError):
            # The name, in brackets, may hold anything; behind it are the state and the parent.
            if (process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1] == str(parent):
                found.append(process)
    return found


def _without_linux() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _MIB
