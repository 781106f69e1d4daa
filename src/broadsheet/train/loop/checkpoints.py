"""Checkpoints on the disk: whole or not there. Nothing here knows what is in one.

One is written beside its place, with the hash of every file, brought to the disk, and only then given its name; so a
process may be killed, or the power go, at any moment, and what bears the name is whole or says that it is not.
"""

import json
import re
from collections.abc import Callable, Iterable
from hashlib import file_digest
from pathlib import Path

from broadsheet.core.whole_files import removed, swept, whole_folder

MANIFEST = "manifest.json"
_NAME = re.compile(r"step-(\d+)")
_DO = "make room, or keep fewer checkpoints, and run the same again: it goes on from the last one"


def save(folder: Path, step: int, *, write: Callable[[Path], None]) -> Path:
    """A checkpoint of `step` in `folder`, its files written by `write` into the folder it is given.

    Raises `DiskFullError` and `StoreError`; what was there before is then as it was.
    """
    place = folder / f"step-{step:06d}"
    with whole_folder(place, do=_DO) as unready:
        write(unready)
        files = sorted(path for path in unready.rglob("*") if path.is_file())
        manifest = {path.relative_to(unready).as_posix(): _digest(path) for path in files}
        (unready / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    return place


def newest(folder: Path) -> tuple[Path | None, list[str]]:
    """The newest checkpoint that is whole, and a sentence for each newer one that is not."""
    torn: list[str] = []
    for step, place in sorted(steps(folder).items(), reverse=True):
        fault = fault_of(place)
        if not fault:
            return place, torn
        torn.append(f"the checkpoint of step {step} is passed over: {fault}")
    return None, torn


def steps(folder: Path) -> dict[int, Path]:
    """The checkpoints in `folder` by step, whole or not."""
    found = ((_NAME.fullmatch(path.name), path) for path in folder.glob("step-*") if path.is_dir())
    return {int(match[1]): path for match, path in found if match}


def fault_of(place: Path) -> str:
    """What is wrong with a checkpoint; empty when every file has the hash that its manifest names."""
    try:
        manifest = json.loads((place / MANIFEST).read_bytes())
        wrong = [name for name, digest in manifest.items() if _digest(place / name) != digest]
    except (OSError, ValueError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"
    return f"{', '.join(wrong)} changed since" if wrong else ""


def prune(folder: Path, *, keep: int, spared: Iterable[int]) -> None:
    """Leave the newest `keep` checkpoints and the `spared` ones; what was half-written goes too."""
    found = steps(folder)
    for step in sorted(found)[:-keep]:
        if step not in set(spared):
            removed(found[step])
    swept(folder)


def drop_after(folder: Path, step: int) -> None:
    """Take away the checkpoints later than `step`: torn ones, which the run passes by again."""
    for later, place in steps(folder).items():
        if later > step:
            removed(place)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
