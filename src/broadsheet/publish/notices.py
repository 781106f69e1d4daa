"""Alerts as Atom (RFC 4287): an entry each, at the report it is about."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree as ET  # only writes

from broadsheet.core import Alert, Stored
from broadsheet.publish.feeds._xml import ATOM, add, document
from broadsheet.publish.site import Site

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def notices(alerts: Sequence[Stored[Alert]], site: Site, *, names: Mapping[int, str]) -> bytes:
    """The feed, in UTF-8, in the order given; `names` are those of the watches."""
    root = ET.Element(_name("feed"))
    add(root, _name("title"), site.title)
    add(root, _name("id"), site.feed_url or site.url)
    add(root, _name("link"), href=site.url, rel="alternate")
    add(root, _name("link"), href=site.feed_url or site.url, rel="self")
    add(root, _name("updated"), max((a.created for a in alerts), default=_NEVER).isoformat())
    add(add(root, _name("author")), _name("name"), site.title)
    for stored in alerts:
        _entry(root, stored, site=site, watch=names.get(stored.value.watch, ""))
    return document(root)


def _entry(root: ET.Element, stored: Stored[Alert], *, site: Site, watch: str) -> None:
    alert = stored.value
    base = site.url.rstrip("/")
    entry = add(root, _name("entry"))
    add(entry, _name("title"), str(alert.value.get("title", "")))
    add(entry, _name("id"), f"{base}/alerts#{stored.id}")
    add(entry, _name("link"), href=f"{base}/articles/{alert.article}" if alert.article else f"{base}/alerts")
    add(entry, _name("updated"), stored.created.isoformat())
    add(entry, _name("category"), term=watch)
    add(entry, _name("summary"), str(alert.value.get("snippet", "")))


def _name(tag: str) -> str:
    return f"{{{ATOM}}}{tag}"
