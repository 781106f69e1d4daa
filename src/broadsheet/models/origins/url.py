"""A model file at an https address, fetched from where the last attempt ended (HTTP range requests, RFC 9110 §14)."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from broadsheet.core import FetchError
from broadsheet.models.catalogue import Origin
from broadsheet.models.way import Way


def stream(origin: Origin, start: int, way: Way) -> Iterator[bytes]:
    """The bytes at the address from `start` on; raises `FetchError` on a bad status or a broken connection."""
    import httpx

    host = urlsplit(origin.url).hostname or origin.url
    way.say(host)
    try:
        with way.get(origin.url, start) as response:
            if response.status_code not in (200, 206):
                raise FetchError(f"{host} does not give the model", asked=origin.url, found=f"{response.status_code}")
            yield from _from(response.iter_bytes(), 0 if response.status_code == 206 else start)
    except httpx.HTTPError as error:
        raise FetchError(f"{host} can't be reached", asked=origin.url, found=str(error) or repr(error)) from error


def _from(blocks: Iterator[bytes], skip: int) -> Iterator[bytes]:
    """The blocks without their first `skip` bytes: a server that ignores ranges sends everything again."""
    for block in blocks:
        if skip < len(block):
            yield block[skip:]
        skip = max(0, skip - len(block))
