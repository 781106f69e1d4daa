"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from broadsheet.core import Entry, ParseError
from broadsheet.ingest import dates, decode
from broadsheet.ingest.item import Item, filled
from broadsheet.ingest.problem import Problem


def matches(payload: bytes, *, url: str = "", content_type: str = "") -> float:  # noqa: ARG001 (every source has this shape)
    """By the version URL every JSON Feed starts with."""
    head = payload[:4096].replace(b"\\/", b"/").replace(b"\x00", b"")
    if head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"{") and b"jsonfeed.org/version" in head:
        return 1.0
    return 0.7 if "feed+json" in content_type.lower() else 0.0


def entries(payload: bytes, *, url: str = "", content_type: str = "") -> Iterator[Item]:
    """The feed's items; one that is no object is a `Problem`, a feed that is no feed a `ParseError`."""
    text = decode.decode(filled(payload, what="feed"), content_type=content_type)
    try:
        feed = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise ParseError("this is not a JSON Feed", asked=url, found=str(error)) from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise ParseError("this is not a JSON Feed", asked=url, found="no list of items")
    base = _text(feed.get("feed_url")) or url or _text(feed.get("home_page_url"))
    for number, item in enumerate(feed["items"], start=1):
        if isinstance(item, dict):
            yield _entry(item, feed, base)
        else:
            yield Problem(
                f"{url or 'feed'} item {number}", ParseError("the item is not an object", found=repr(item)[:60])
            )


def _text(value: object) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""


def _authors(*holders: Mapping[str, Any]) -> str:
    for holder in holders:
        listed = holder.get("authors")
        people = listed if isinstance(listed, list) else [holder.get("author")]  # 1.0 had one author
        names = [_text(p.get("name")) for p in people if isinstance(p, dict)]
        if any(names):
            return ", ".join(name for name in names if name)
    return ""


def _entry(item: Mapping[str, Any], feed: Mapping[str, Any], base: str) -> Entry:
    link = _text(item.get("url")) or _text(item.get("external_url"))
    tags = item.get("tags")
    return Entry(
        url=urljoin(base, link) if link else "",
        title=_text(item.get("title")),
        html=_text(item.get("content_html")),
        text=_text(item.get("content_text")),
        summary=_text(item.get("summary")),
        author=_authors(item, feed),
        outlet=_text(feed.get("title")),
        language=_text(item.get("language")) or _text(feed.get("language")),
        published=dates.parse(_text(item.get("date_published"))),
        updated=dates.parse(_text(item.get("date_modified"))),
        guid=_text(item.get("id")),
        tags=tuple(map(_text, tags)) if isinstance(tags, list) else (),
    )
