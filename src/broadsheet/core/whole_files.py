"""Files that are whole or not there: written beside, forced to the disk, then renamed."""

import os
from pathlib import Path


def written(path: Path, content: bytes) -> None:
    """Put `content` at `path` at once; its folder is made when there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
