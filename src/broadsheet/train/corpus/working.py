"""The folder in which a corpus is made: files that only grow, and a note of how far they are good.

A note is written after the files it speaks of are on disk. Whoever goes on after a stop, a crash or a power cut finds
the files cut back to the last note, so the result is that of never having stopped.
"""

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from broadsheet.core.json_objects import object_in
from broadsheet.core.whole_files import written

NOTE = "note.json"


class Work:
    """The files of one preparation, under `plan` (whatever decides the result); under another plan it starts empty."""

    def __init__(self, folder: Path, *, plan: str) -> None:
        self.folder, self.plan = folder, plan
        self._open: dict[str, IO[bytes]] = {}
        found = object_in(self.path(NOTE))
        if found.get("plan") != plan or not self._is_there(found.get("files", {})):
            shutil.rmtree(folder, ignore_errors=True)
            found = {}
        self.stage: str = found.get("stage", "")
        self.at: dict[str, Any] = found.get("at", {})
        self._lengths: dict[str, int] = found.get("files", {})
        self.folder.mkdir(parents=True, exist_ok=True)
        for name in self._lengths:
            self._cut(name)

    def path(self, name: str) -> Path:
        """Where the file `name` is."""
        return self.folder / name

    def append(self, name: str, content: bytes) -> None:
        """Add to the end of a file; it counts from the next note on."""
        if name not in self._open:
            if name not in self._lengths:
                self.path(name).unlink(missing_ok=True)
            self.path(name).parent.mkdir(parents=True, exist_ok=True)
            self._open[name] = self.path(name).open("ab")
        self._open[name].write(content)

    def note(self, stage: str, at: Mapping[str, Any]) -> None:
        """All that was appended is good, the next to do is `stage`, and `at` is where in it (in JSON's types)."""
        for name, file in self._open.items():
            file.flush()
            os.fsync(file.fileno())
            self._lengths[name] = file.tell()
        self.stage, self.at = stage, dict(at)
        told = {"plan": self.plan, "stage": stage, "at": self.at, "files": self._lengths}
        written(self.path(NOTE), json.dumps(told, ensure_ascii=False).encode())

    def close(self) -> None:
        """Close what is open; what was not noted is lost."""
        for file in self._open.values():
            file.close()
        self._open.clear()

    def remove(self) -> None:
        """The work is done: remove the folder."""
        self.close()
        shutil.rmtree(self.folder)

    def _is_there(self, lengths: Mapping[str, int]) -> bool:
        """Whether every file is there that a note speaks of; what was killed while it was put in place has none."""
        found = ((self.path(name), length) for name, length in lengths.items())
        return all(path.is_file() and path.stat().st_size >= length for path, length in found)

    def _cut(self, name: str) -> None:
        with self.path(name).open("ab") as file:
            file.truncate(self._lengths[name])
