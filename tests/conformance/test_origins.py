"""What every origin of model files promises, tried on whatever is in the folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from broadsheet.core import SourceError
from broadsheet.models import Origin
from broadsheet.models.pull import origins
from broadsheet.models.way import Way
from tests.models.tiny import CONTENT, PARTS, URL, Hub, Index

PACKAGES = tuple(f"tiny-part{n}" for n in range(1, PARTS + 1))


def _file(folder: Path) -> Origin:
    path = folder / "a model.gguf"
    path.write_bytes(CONTENT)
    return Origin("file", url=path.as_uri())


RIGS: dict[str, Callable[[Path], Origin]] = {
    "file": _file,
    "package": lambda _: Origin("package", packages=PACKAGES, version="1.0"),
    "url": lambda _: Origin("url", url=URL),
}
DEAD = {
    "file": Origin("file", url="file:///nowhere/at/all.gguf"),
    "package": Origin("package", packages=PACKAGES, version="1.0"),
    "url": Origin("url", url=URL),
}


def way(folder: Path, *, dead: bool = False) -> Way:
    hub, index = Hub(), Index()
    if dead:
        hub.status = 503
        index.dead = set(range(1, PARTS + 1))
    return Way(folder, None, hub.get, index.download, lambda _: None)


@pytest.fixture(params=origins.names())
def kind(request: pytest.FixtureRequest) -> str:
    assert request.param in RIGS, f"give the origin {request.param} a rig here, so that it is tested"
    return str(request.param)


@pytest.mark.parametrize("start", [0, 1, 25_001, 60_000, len(CONTENT) - 1])
def test_it_gives_the_bytes_from_any_position_on(kind: str, start: int, tmp_path: Path) -> None:
    origin = RIGS[kind](tmp_path)
    assert b"".join(origins.load(kind).stream(origin, start, way(tmp_path))) == CONTENT[start:]


def test_it_says_when_it_can_not(kind: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        list(origins.load(kind).stream(DEAD[kind], 0, way(tmp_path, dead=True)))
