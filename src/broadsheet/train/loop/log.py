"""The log of a run: a line of JSON for each thing told, cut back to the checkpoint the run goes on from."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from broadsheet.core.whole_files import written
from broadsheet.train.loop.events import Event

LOG = "log.jsonl"
# The end of a log that is read to know how far a run is: some hundreds of lines, whatever the log has become.
TAIL = 65_536


def append(folder: Path, event: Event) -> None:
    """One line more, handed to the system at once, so that a process that is killed has written it."""
    told = {"kind": type(event).__name__.lower(), **asdict(event)}
    line = json.dumps(told, default=lambda path: Path(path).name, ensure_ascii=False)
    with (folder / LOG).open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def lines(folder: Path) -> Iterator[dict[str, Any]]:
    """What was logged, oldest first; a last line that was cut off is not given."""
    path = folder / LOG
    if not path.exists():
        return
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            try:
                told = json.loads(line)
            except ValueError:
                continue
            if isinstance(told, dict):
                yield told


def latest(folder: Path, kind: str) -> dict[str, Any]:
    """The last line of a `kind` (`step`, `evaluated`) near the end of the log; empty when there is none."""
    try:
        with (folder / LOG).open("rb") as file:
            file.seek(max(file.seek(0, 2) - TAIL, 0))
            end = file.read().decode("utf-8", "replace")
    except FileNotFoundError:
        return {}
    for line in reversed(end.splitlines()):
        try:
            told = json.loads(line)
        except ValueError:  # the first may be cut by where reading began, the last by a kill
            continue
        if isinstance(told, dict) and told.get("kind") == kind:
            return told
    return {}


def cut(folder: Path, *, step: int) -> None:
    """Take away what was logged after `step`: the run will come by there again."""
    kept = [json.dumps(line, ensure_ascii=False) + "\n" for line in lines(folder) if line.get("step", 0) <= step]
    if (folder / LOG).exists():
        written(folder / LOG, "".join(kept).encode())
