"""A reader's own page as a feed: the first lines and why it is there, never the whole of another outlet's text."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from types import MappingProxyType
from xml.etree import ElementTree as ET  # only writes

from broadsheet.core import UnknownNameError
from broadsheet.publish.escaping import printable, safe
from broadsheet.publish.feeds._xml import ATOM, DC, add, document
from broadsheet.publish.site import Site

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One article of the page: where it is read, its first lines, and the `reason` for this reader."""

    id: int
    title: str
    url: str
    reason: str
    opening: str = ""
    outlet: str = ""
    language: str = ""
    published: datetime | None = None


def personal_feed(entries: Sequence[FeedEntry], format: str, site: Site) -> tuple[bytes, str]:
    """The page as `rss` (2.0), `atom` (RFC 4287) or `json` (JSON Feed 1.1), in its order, and the media type.

    It holds no time of making, so that it stays byte for byte the same while the page does. Raises `UnknownNameError`.
    """
    if format not in _FORMATS:
        raise UnknownNameError(f"there is no feed called {format!r}", asked=format, choices=sorted(_FORMATS))
    render, media_type = _FORMATS[format]
    return render(entries, site), f"{media_type}; charset=utf-8"


def _rss(entries: Sequence[FeedEntry], site: Site) -> bytes:
    root = ET.Element("rss", {"version": "2.0"})
    channel = add(root, "channel")
    add(channel, "title", site.title)
    add(channel, "link", site.url)
    add(channel, "description", site.description or site.title)
    if site.language:
        add(channel, "language", site.language)
    add(channel, f"{{{ATOM}}}link", href=site.feed_url, rel="self", type="application/rss+xml")
    for entry in entries:
        item = add(channel, "item")
        add(item, "title", entry.title)
        add(item, "link", entry.url)
        add(item, "guid", _id(entry, site), isPermaLink="false")
        if entry.published:
            add(item, "pubDate", format_datetime(entry.published))
        add(item, "description", _html(entry))
        if entry.outlet:
            add(item, f"{{{DC}}}creator", entry.outlet)
        if entry.language:
            add(item, f"{{{DC}}}language", entry.language)
    return document(root)


def _atom(entries: Sequence[FeedEntry], site: Site) -> bytes:
    root = ET.Element(_name("feed"))
    add(root, _name("title"), site.title)
    add(root, _name("id"), site.feed_url)
    add(root, _name("link"), href=site.url, rel="alternate")
    add(root, _name("link"), href=site.feed_url, rel="self")
    add(root, _name("updated"), max((e.published or _NEVER for e in entries), default=_NEVER).isoformat())
    for entry in entries:
        made = add(root, _name("entry"))
        add(made, _name("title"), entry.title)
        add(made, _name("id"), _id(entry, site))
        add(made, _name("link"), href=entry.url)
        add(made, _name("updated"), (entry.published or _NEVER).isoformat())
        add(add(made, _name("author")), _name("name"), entry.outlet or site.title)
        add(made, _name("summary"), _html(entry), type="html")
    return document(root)


def _json(entries: Sequence[FeedEntry], site: Site) -> bytes:
    items = [
        {
            "id": _id(entry, site),
            "url": entry.url,
            "title": printable(entry.title),
            "summary": printable(entry.reason),
            "content_html": _html(entry),
            "authors": [{"name": printable(entry.outlet)}] if entry.outlet else [],
            **({"date_published": entry.published.isoformat()} if entry.published else {}),
            **({"language": entry.language} if entry.language else {}),
        }
        for entry in entries
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": printable(site.title),
        "home_page_url": site.url,
        "feed_url": site.feed_url,
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode()


def _html(entry: FeedEntry) -> str:
    """The reason, then the first lines."""
    opening = f"<p>{safe(entry.opening)}</p>" if entry.opening else ""
    return f"<p><em>{safe(entry.reason)}</em></p>{opening}"


def _id(entry: FeedEntry, site: Site) -> str:
    return f"{site.url.rstrip('/')}/articles/{entry.id}"


def _name(tag: str) -> str:
    return f"{{{ATOM}}}{tag}"


_FORMATS: Mapping[str, tuple[Callable[[Sequence[FeedEntry], Site], bytes], str]] = MappingProxyType(
    {
        "rss": (_rss, "application/rss+xml"),
        "atom": (_atom, "application/atom+xml"),
        "json": (_json, "application/feed+json"),
    }
)
