"""The log of a run: a line of JSON for each thing told, cut back to the checkpoint the run goes on from."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from broadsheet.train.loop.checkpoints import write_atomically
from broadsheet.train.loop.events import Event

LOG = "log.jsonl"


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
                yield json.loads(line)
            except ValueError:
                continue


def cut(folder: Path, *, step: int) -> None:
    """Take away what was logged after `step`: the run will come by there again."""
    kept = [json.dumps(line, ensure_ascii=False) + "\n" for line in lines(folder) if line.get("step", 0) <= step]
    if (folder / LOG).exists():
        write_atomically(folder / LOG, "".join(kept))
