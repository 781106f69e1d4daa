"""Is a file the one the catalogue promises? Hashes it once and notes the result beside it."""

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from broadsheet.core import IntegrityError

# Big enough that hashing runs at the disk's speed, small enough that a progress bar moves.
BLOCK = 4 * 1024 * 1024


def digest(path: Path, *, progress: Callable[[int], None] = lambda _: None) -> str:
    """The file's sha256 in hexadecimal; `progress` hears the bytes read so far."""
    running, done = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            running.update(block)
            done += len(block)
            progress(done)
    return running.hexdigest()


def is_sealed(path: Path, sha256: str) -> bool:
    """Whether the file was found to have this hash before and has not changed since (by size and time)."""
    try:
        return bool(json.loads(_beside(path).read_text(encoding="utf-8")) == _note(path, sha256))
    except (OSError, ValueError):
        return False


def verify(path: Path, sha256: str, *, progress: Callable[[int], None] = lambda _: None) -> None:
    """Raise `IntegrityError` unless the file has this hash; hashes only what is not sealed, then seals it."""
    if is_sealed(path, sha256):
        return
    found = digest(path, progress=progress)
    if found != sha256:
        raise IntegrityError(
            "the model file is not the one the catalogue promises; it is not used",
            asked=f"sha256 {sha256}",
            found=f"sha256 {found} ({path})",
            do="remove it with `broadsheet models remove` and pull it again",
        )
    seal(path, sha256)


def seal(path: Path, sha256: str) -> None:
    """Note beside the file that it has this hash. Where nothing can be written, it is hashed again next time."""
    with suppress(OSError):
        _beside(path).write_text(json.dumps(_note(path, sha256)), encoding="utf-8")


def break_seal(path: Path) -> None:
    """Remove the note."""
    _beside(path).unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".seal.json")


def _note(path: Path, sha256: str) -> dict[str, Any]:
    status = path.stat()
    return {"bytes": status.st_size, "modified_ns": status.st_mtime_ns, "sha256": sha256}
