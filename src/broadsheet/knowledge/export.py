"""A graph in a format that other programs read: each file of `exports/` is one."""

from typing import Protocol

from broadsheet.core import Plugins
from broadsheet.knowledge.graph import Graph

EXPORTS = Plugins("broadsheet.knowledge.exports", "export format")


class _Format(Protocol):
    MEDIA: str

    def dumps(self, graph: Graph, *, site: str) -> str: ...


def _format(name: str) -> _Format:
    found: _Format = EXPORTS.load(name)
    return found


def export_formats() -> list[str]:
    """The formats there are."""
    return EXPORTS.names()


def export(graph: Graph, format: str, *, site: str = "") -> str:
    """The graph in a format; `site` is the address that ids begin with. Raises `UnknownNameError`."""
    return _format(format).dumps(graph, site=site)


def media_type(format: str) -> str:
    """The media type of a format; raises `UnknownNameError`."""
    return _format(format).MEDIA
