"""RSS 0.9x, 1.0, 2.0, Atom 0.3, 1.0 and CDF feeds, well-formed or not, through feedparser."""

import calendar
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from broadsheet.core import Entry, ParseError
from broadsheet.ingest import dates, decode
from broadsheet.ingest.item import filled
from broadsheet.ingest.xmlguard import check_xml

_ROOT = re.compile(rb"<(?:\w+:)?(rss|rdf|feed|channel)[\s>]", re.IGNORECASE)
_HAN_DATE = re.compile("[年月]")
_TYPES = ("rss", "atom", "rdf")


def matches(payload: bytes, *, url: str = "", content_type: str = "") -> float:
    """By its root element, wherever the prolog ends; a declared type or file name counts little."""
    head = payload[:8192].replace(b"\x00", b"")
    if _ROOT.search(head) and b"<html" not in head.lower():
        return 0.95
    looks_xml = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
    named = any(word in content_type.lower() for word in _TYPES) or url.lower().endswith((".rss", ".atom", ".rdf"))
    if named and b"<html" not in head.lower():
        return 0.6
    return 0.2 if looks_xml and url.lower().endswith(".xml") else 0.0


def entries(payload: bytes, *, url: str = "", content_type: str = "") -> Iterator[Entry]:
    """The feed's entries in its order; what feedparser cannot make sense of is a `ParseError`."""
    check_xml(filled(payload, what="feed"))
    feed = _parsed(payload, url, content_type)
    if not feed.version and not feed.entries and not _ROOT.search(payload[:8192]):
        raise ParseError(
            "this is not a feed",
            asked=url,
            found=_why(feed, payload),
            do="give a feed's URL, or --kind page for a page",
        )
    about = feed.feed
    for entry in feed.entries:
        yield _entry(entry, about)


def _why(feed: Any, payload: bytes) -> str:
    """What stands in a feed's place: the parser's complaint where it has a line, else how the thing begins."""
    reason = feed.get("bozo_exception")
    has_line = hasattr(reason, "getLineNumber")  # others are about headers, which a file has none of
    return f"{reason}" if has_line else payload[:60].decode("utf-8", "replace")


def _parsed(payload: bytes, url: str, content_type: str) -> Any:
    """What feedparser makes of it; read again in the encoding that makes sense when the declared one makes none."""
    import feedparser

    headers = {"content-type": content_type, "content-location": url}
    headers = {name: value for name, value in headers.items() if value}
    feed = feedparser.parse(BytesIO(payload), response_headers=headers)
    words = " ".join(f"{e.get('title', '')} {e.get('summary', '')}" for e in feed.entries[:20])
    if feed.entries and decode.plausible(words + str(feed.feed.get("title", ""))):
        return feed
    text = decode.decode(payload, content_type=content_type)
    mended = re.sub(r"(<\?xml[^>]*?)\s+encoding\s*=\s*[\"'][^\"']*[\"']", r"\1", text, count=1)
    headers["content-type"] = "application/xml; charset=utf-8"
    again = feedparser.parse(BytesIO(mended.encode("utf-8", "replace")), response_headers=headers)
    is_better = len(again.entries) >= len(feed.entries) and decode.plausible(str(again.entries))
    return again if again.version and is_better else feed


def _moment(entry: Any, *names: str) -> datetime | None:
    for name in names:
        # feedparser takes 2026年11月2日 for a Korean date of another day.
        written = str(entry.get(name, ""))
        chinese = dates.parse(written, zone=dates.BEIJING) if _HAN_DATE.search(written) else None
        if chinese is not None:
            return chinese
        parsed = entry.get(f"{name}_parsed")
        if parsed:
            try:
                return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
            except (ValueError, OverflowError, OSError):
                continue
    return None


def _content(entry: Any) -> str:
    """The longest of what the entry carries in full."""
    values = [str(part.get("value", "")) for part in entry.get("content", [])]
    return max(values, key=len, default="")


def _url(entry: Any) -> str:
    link = str(entry.get("link", ""))
    return link if link.startswith(("http://", "https://")) else ""


def _entry(entry: Any, about: Any) -> Entry:
    source = entry.get("source") or {}
    terms = [str(tag.get("label") or tag.get("term") or "") for tag in entry.get("tags", [])]
    return Entry(
        url=_url(entry),
        title=str(entry.get("title", "")),
        html=_content(entry),
        summary=str(entry.get("summary", "")),
        author=str(entry.get("author", "")),
        outlet=str(source.get("title") or about.get("title") or ""),
        language=str((entry.get("title_detail") or {}).get("language") or about.get("language") or ""),
        section=terms[0] if terms else "",
        published=_moment(entry, "published", "created"),
        updated=_moment(entry, "updated"),
        guid=str(entry.get("id", "")),
        tags=tuple(dict.fromkeys(term for term in terms if term)),
    )
