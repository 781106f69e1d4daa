"""The two plug folders: formats write one piece, feeds write many."""

import importlib
from collections.abc import Sequence
from typing import Protocol, cast

from broadsheet.core import Plugins, Publication, Stored
from broadsheet.publish.site import Site

# Importing a folder binds its name in this room's door; done here, it is done before the door binds its functions.
importlib.import_module("broadsheet.publish.feeds")
importlib.import_module("broadsheet.publish.formats")

__all__ = ["Feed", "Format", "Site", "feed", "feeds", "formats", "media_type", "render"]

_FORMATS = Plugins("broadsheet.publish.formats", "format")
_FEEDS = Plugins("broadsheet.publish.feeds", "feed format")


class Format(Protocol):
    """The shape of `formats/<name>.py`."""

    MEDIA_TYPE: str

    def render(self, stored: Stored[Publication]) -> bytes:
        """One piece with its labels, in UTF-8."""
        ...


class Feed(Protocol):
    """The shape of `feeds/<name>.py`."""

    MEDIA_TYPE: str

    def render(self, pieces: Sequence[Stored[Publication]], site: Site) -> bytes:
        """The pieces in the order given, each with its labels, in UTF-8."""
        ...


def formats() -> list[str]:
    """The names of the formats for one piece."""
    return _FORMATS.names()


def feeds() -> list[str]:
    """The names of the formats for many pieces."""
    return _FEEDS.names()


def media_type(name: str) -> str:
    """The media type of a format or a feed, with its charset where it has one; `UnknownNameError` for neither."""
    folder = _FEEDS if name in feeds() else _FORMATS
    return cast(Format, folder.load(name)).MEDIA_TYPE


def render(stored: Stored[Publication], name: str) -> bytes:
    """One published piece as `html`, `markdown` or another format; raises `UnknownNameError`."""
    return cast(Format, _FORMATS.load(name)).render(stored)


def feed(pieces: Sequence[Stored[Publication]], name: str, site: Site) -> bytes:
    """Published pieces as `rss`, `atom`, `json_feed` or another feed; raises `UnknownNameError`."""
    return cast(Feed, _FEEDS.load(name)).render(pieces, site)
