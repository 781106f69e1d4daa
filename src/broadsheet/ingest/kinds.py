"""Finds out what kind of source a payload is by asking every plugin, and reads it with the right one."""

from collections.abc import Iterator

from broadsheet.core import ParseError, Plugins, Source
from broadsheet.ingest.item import Item, filled

FORMATS = Plugins("broadsheet.ingest.sources", "source kind")


def find_out(payload: bytes, *, url: str = "", content_type: str = "") -> str:
    """The name of the plugin that is surest; raises `ParseError` when none recognises the payload."""
    look = payload[:65_536]
    sure = [(FORMATS.load(name).matches(look, url=url, content_type=content_type), name) for name in FORMATS.names()]
    best, name = max(sure, key=lambda pair: pair[0])
    if best <= 0:
        raise ParseError(
            "this is not a kind of source that can be read", asked=url, found=repr(look[:40]), choices=FORMATS.names()
        )
    return name


def items(payload: bytes, *, url: str = "", content_type: str = "", kind: str = "") -> Iterator[Item]:
    """What `payload` lists, read as `kind` or as what it is found to be.

    Raises `UnknownNameError` for a kind there is not, and what the plugin's `entries` raises.
    """
    filled(payload, what="source")
    name = kind or find_out(payload, url=url, content_type=content_type)
    found: Iterator[Item] = FORMATS.load(name).entries(payload, url=url, content_type=content_type)
    return found


def sources_in(payload: bytes, *, url: str = "", content_type: str = "") -> Iterator[Source]:
    """The sources a list of sources names, to be followed: an OPML's feeds, a sitemap index's sitemaps."""
    return (item for item in items(payload, url=url, content_type=content_type) if isinstance(item, Source))
