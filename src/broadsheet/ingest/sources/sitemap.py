"""Sitemaps (sitemaps.org 0.9) with the news extension, sitemap indexes, plain lists of URLs, gzip included."""

import re
from collections.abc import Iterator
from typing import Any

from broadsheet.core import Entry, ParseError, Source
from broadsheet.ingest import clean, dates
from broadsheet.ingest.item import filled
from broadsheet.ingest.unpack import GZIP_MAGIC, gunzip
from broadsheet.ingest.xmltree import parsed

MAX_BYTES = 52_428_800  # sitemaps.org: a sitemap is at most 50 MB unpacked


def matches(payload: bytes, *, url: str = "", content_type: str = "") -> float:  # noqa: ARG001 (every source has this shape)
    """By its root element; a gzip file by its name."""
    if re.search(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", payload[:4096].replace(b"\x00", b"")):
        return 1.0
    return 0.8 if payload.startswith(GZIP_MAGIC) and ".xml" in url.lower() else 0.0


def entries(payload: bytes, *, url: str = "", content_type: str = "") -> Iterator[Entry | Source]:
    """The pages listed, or, for an index, the sitemaps, newest first where dates are given."""
    data = gunzip(payload, limit=MAX_BYTES) if payload.startswith(GZIP_MAGIC) else payload
    root = parsed(filled(data, what="sitemap"), content_type=content_type, what="a sitemap")
    name = _local(root)
    if name not in ("urlset", "sitemapindex"):
        raise ParseError("this is not a sitemap", asked=url, found=f"<{name}>")
    found = [_entry(element) for element in root if _local(element) in ("url", "sitemap")]
    listed = sorted((entry for entry in found if entry.url), key=_age)
    if name == "urlset":
        yield from listed
    else:
        yield from (Source(url=entry.url, kind="sitemap") for entry in listed)


def _local(element: Any) -> str:
    return element.tag.rsplit("}", 1)[-1].lower() if isinstance(element.tag, str) else ""


def _age(entry: Entry) -> float:
    moment = entry.published or entry.updated
    return -moment.timestamp() if moment else 0.0


def _entry(element: Any) -> Entry:
    words: dict[str, str] = {}
    for child in element.iter():
        words.setdefault(_local(child), clean.line(child.text or ""))
    return Entry(
        url=words.get("loc", ""),
        title=words.get("title", ""),
        outlet=words.get("name", ""),
        language=words.get("language", ""),
        published=dates.parse(words.get("publication_date", "")),
        updated=dates.parse(words.get("lastmod", "")),
        tags=tuple(tag.strip() for tag in words.get("keywords", "").split(",") if tag.strip()),
    )
