"""Where the data of the evaluations stands, and what it hashes to. Knows nothing of what is measured on it."""

import hashlib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

# What `make test` fetches from the package index, and the sample wire inside the package.
FETCHED = Path(__file__).parent.parent / ".cache" / "fixtures"
PACKAGED = Path(str(files("broadsheet.ingest")))
# Labels that were made here.
OWN = Path(__file__).parent


def roots(given: Path | None) -> list[Path]:
    """The folders that are searched: the one given, what was fetched, what is in the package and here."""
    return [*([given] if given else []), *sorted(FETCHED.glob("*/")), PACKAGED, OWN]


def find(name: str, folders: Sequence[Path]) -> Path | None:
    """The file or folder called `name` in the first of the folders that has it."""
    return next((folder / name for folder in folders if (folder / name).exists()), None)


def digest(path: Path) -> str:
    """SHA-256 of a file, or of the names and contents of the files of a folder."""
    inside = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix != ".pyc") if path.is_dir() else [path]
    total = hashlib.sha256()
    for file in inside:
        total.update(f"{file.relative_to(path)}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()
