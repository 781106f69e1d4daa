"""A newsroom served by processes of its own on loopback, what asks it, and what it takes of the machine."""

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_START_SECONDS = 900


class Client:
    """One kept connection to the server."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_START_SECONDS)

    def get(self, path: str) -> dict[str, object]:
        """What is at `path`."""
        self._connection.request("GET", f"/api/v1{path}")
        return self._answer()

    def post(self, path: str, body: object) -> dict[str, object]:
        """The answer to `body`."""
        self._connection.request("POST", f"/api/v1{path}", json.dumps(body), {"Content-Type": "application/json"})
        return self._answer()

    def _answer(self) -> dict[str, object]:
        answer = self._connection.getresponse()
        told: dict[str, object] = json.loads(answer.read())
        if answer.status >= 400:
            raise RuntimeError(f"{answer.status}: {told}")
        return told


@contextmanager
def served(home: Path, *, workers: int = 1) -> Iterator[tuple[int, int]]:
    """A server of the newsroom in `home`: its port and process."""
    command = [str(Path(sys.executable).with_name("broadsheet")), "--home", str(home), "serve", "--port", "0"]
    command += ["--workers", str(workers)] if workers > 1 else []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        try:
            found = next(m for line in process.stdout if (m := re.search(r"http://[\w.]+:(\d+)", line)))
            threading.Thread(target=process.stdout.read, daemon=True).start()
            _wait(int(found.group(1)), process)
            yield int(found.group(1)), process.pid
        finally:
            process.terminate()


def _wait(port: int, process: "subprocess.Popen[str]") -> None:
    """Until the server answers; raises `RuntimeError` when it is gone."""
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError("the server did not start")


def cpu(pid: int) -> float:
    """CPU seconds so far of a process and those it started."""
    return sum(_cpu(each) for each in processes(pid))


def memory(pid: int) -> float:
    """GiB that a process and those it started hold together: what they share is counted once (proc(5), Pss)."""
    held = 0
    for each in processes(pid):
        with suppress(OSError):
            lines = Path(f"/proc/{each}/smaps_rollup").read_text(encoding="ascii").splitlines()
            held += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return held / 2**20


def processes(pid: int) -> list[int]:
    """A process and those it started that are there."""
    found = [pid]
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError):
            if (process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1] == str(pid):
                found.append(int(process.name))
    return found


def _cpu(pid: int) -> float:
    with suppress(OSError):
        parts = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0
