"""A model file the user already has, given by its path."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from broadsheet.core import FetchError
from broadsheet.models.catalogue import Origin
from broadsheet.models.seal import BLOCK
from broadsheet.models.way import Way


def stream(origin: Origin, start: int, way: Way) -> Iterator[bytes]:
    """The file's bytes from `start` on; raises `FetchError` when it can't be read."""
    path = Path(unquote(urlsplit(origin.url).path))
    way.say(path.name)
    try:
        with path.open("rb") as file:
            file.seek(start)
            while block := file.read(BLOCK):
                yield block
    except OSError as error:
        raise FetchError("the given model file can't be read", asked=str(path), found=str(error)) from error
