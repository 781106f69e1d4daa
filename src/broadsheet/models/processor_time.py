"""How much processor time a process has used."""

import os
import subprocess
import time
from pathlib import Path

# `ps` answers at once; a machine on which it hangs has worse troubles.
PS_SECONDS = 5.0


def processor_seconds(pid: int | None = None, *, proc: Path = Path("/proc")) -> float:
    """Seconds of processor time, in user and system mode, of process `pid` with its ended children.

    None is this process. 0 when the process is gone. Reads proc(5) `stat`, fields 14 to 17; where there is none, asks
    `ps -o time=` (POSIX.1-2017), which every Unix has.
    """
    if pid is None:
        return time.process_time()
    try:
        stat = (proc / str(pid) / "stat").read_text()
    except OSError:
        return 0.0 if proc.joinpath("self").exists() else _by_ps(pid)
    # The second field is the program's name in brackets and may hold anything, so what counts starts after it.
    fields = stat.rpartition(")")[2].split()
    return sum(int(ticks) for ticks in fields[11:15]) / os.sysconf("SC_CLK_TCK")


def _by_ps(pid: int) -> float:
    try:
        done = subprocess.run(  # noqa: S603 - a number is all that is given to it
            ["ps", "-o", "time=", "-p", str(pid)],  # noqa: S607 - POSIX says what ps is, not where
            capture_output=True,
            text=True,
            timeout=PS_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return 0.0
    return clock_seconds(done.stdout.strip())


def clock_seconds(said: str) -> float:
    """`[[dd-]hh:]mm:ss[.ff]` as seconds; 0 for anything else."""
    days, _, clock = said.rpartition("-")
    try:
        parts = [float(part) for part in clock.split(":")]
        return float(days or 0) * 86400 + sum(part * float(60**n) for n, part in enumerate(reversed(parts)))
    except ValueError:
        return 0.0
