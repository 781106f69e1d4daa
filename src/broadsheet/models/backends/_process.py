"""Keeping an engine's process: started when first needed, started again when it died, gone when we are."""

import json
import secrets
import selectors
import shutil
import subprocess
import sys
import tempfile
import threading
import weakref
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from broadsheet.core import MissingExtraError, ModelError

# How long a process may take to leave when asked, before it is killed: it has nothing to save.
FAREWELL_SECONDS = 2.0
# What of the engine's log an error shows.
TAIL = 400


@dataclass(frozen=True, slots=True)
class Load:
    """What the process is to load: a file, `slots` answers at a time of `context` tokens each.

    `threads` 0 lets the engine choose; `wait` is how its threads wait for work (`passive` or `active`). `adapter` is a
    LoRA adapter in GGUF to be added to the weights, or empty.
    """

    path: str
    slots: int
    context: int
    threads: int
    wait: str
    adapter: str = ""


class Process:
    """An engine behind a Unix socket in a folder that only this user can open, with a key on top."""

    def __init__(self, load: Load, *, startup: float) -> None:
        self._load = load
        self._startup = startup
        self._lock = threading.Lock()
        self._child: _Child | None = None

    def client(self, timeout: float) -> Any:
        """An `httpx.Client` for the running engine, which is started if there is none. The caller closes it."""
        import httpx

        with self._lock:
            if self._child is None or self._child.popen.poll() is not None:
                self._drop()
                self._child = _start(self._load, self._startup)
            child = self._child
        return httpx.Client(
            transport=httpx.HTTPTransport(uds=child.socket),
            base_url="http://engine/v1",
            headers={"Authorization": f"Bearer {child.key}"},
            timeout=httpx.Timeout(timeout, connect=5.0),
            trust_env=False,
        )

    def obituary(self) -> str:
        """Why the process is no longer there, or empty while it runs."""
        child = self._child
        if child is None:
            return ""
        with suppress(subprocess.TimeoutExpired):
            # The socket closes a moment before the process is gone.
            child.popen.wait(FAREWELL_SECONDS)
        code = child.popen.poll()
        return "" if code is None else f"its process ended ({_cause(code)}) {_tail(child.log)}".strip()

    def pid(self) -> int | None:
        """The process's id while it runs."""
        child = self._child
        return child.popen.pid if child is not None and child.popen.poll() is None else None

    def stop(self) -> None:
        """End the process. The next call starts another."""
        with self._lock:
            self._drop()

    def _drop(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


@dataclass(slots=True, weakref_slot=True)
class _Child:
    popen: "subprocess.Popen[str]"
    socket: str
    key: str
    log: IO[bytes]
    end: Any = None


def _start(load: Load, startup: float) -> _Child:
    folder = tempfile.mkdtemp(prefix="broadsheet-")
    log = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process; _end closes it
    command = [sys.executable, "-P", "-m", "broadsheet.models.backends._engine"]
    popen = subprocess.Popen(  # noqa: S603 - our own module, no shell
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
        start_new_session=True,  # Ctrl-C is for the parent to answer
    )
    child = _Child(popen, str(Path(folder) / "engine"), secrets.token_urlsafe(24), log)
    child.socket += ".sock"
    child.end = weakref.finalize(child, _end, popen, folder, log)
    try:
        _say(popen, json.dumps({**asdict(load), "socket": child.socket, "key": child.key}))
        _await_ready(child, load, startup)
    except BaseException:
        child.end()
        raise
    return child


def _say(popen: "subprocess.Popen[str]", line: str) -> None:
    if popen.stdin is not None:
        with suppress(BrokenPipeError):
            popen.stdin.write(line + "\n")
            popen.stdin.flush()


def _await_ready(child: _Child, load: Load, startup: float) -> None:
    """Wait for the one line of the child, at most `startup` seconds."""
    stdout = child.popen.stdout
    with selectors.DefaultSelector() as selector:
        selector.register(stdout, selectors.EVENT_READ)  # type: ignore[arg-type]
        line = stdout.readline() if stdout is not None and selector.select(startup) else None
    if line is None:
        raise ModelError(
            "the model did not load in time",
            asked=load.path,
            found=f"nothing after {startup:g} s",
            do="raise the setting `startup`, or choose a smaller model",
        )
    report = json.loads(line) if line.strip() else {"error": f"its process ended ({_cause(child.popen.wait())})"}
    if "ready" in report:
        return
    if "xllamacpp" in report["error"] and "ModuleNotFoundError" in report["error"]:
        raise MissingExtraError("the engine xllamacpp is not installed", do="pip install xllamacpp")
    raise ModelError(
        "the model could not be loaded",
        asked=load.path,
        found=f"{report['error']} {_tail(child.log)}".strip(),
        do="check that the file is a language model and that there is memory for it",
    )


def _cause(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"code {code}"


def _tail(log: IO[bytes]) -> str:
    with suppress(OSError, ValueError):
        log.seek(0, 2)
        log.seek(max(0, log.tell() - TAIL))
        return log.read().decode("utf-8", "replace").strip()
    return ""


def _end(popen: "subprocess.Popen[str]", folder: str, log: IO[bytes]) -> None:
    """Close the pipe, which is the sign to leave; kill what stays; collect it, so that no zombie is left."""
    for pipe in (popen.stdin, popen.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    try:
        popen.wait(FAREWELL_SECONDS)
    except subprocess.TimeoutExpired:
        popen.kill()
        popen.wait()
    log.close()
    shutil.rmtree(folder, ignore_errors=True)
