"""A web page or HTML file: its main text, title, author, date and outlet, through trafilatura."""

import re
from collections.abc import Iterator

from broadsheet.core import Article
from broadsheet.ingest import extract
from broadsheet.ingest.item import filled

_MARKUP = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_FRAGMENT = re.compile(rb"<(?:p|div|article|h1|h2|table|section|main)[\s>]", re.IGNORECASE)


def matches(payload: bytes, *, url: str = "", content_type: str = "") -> float:
    """By its mark-up; a fragment counts when the name or the type says HTML."""
    head = payload[:16_384].replace(b"\x00", b"")
    named = "html" in content_type.lower() or url.lower().split("?")[0].endswith((".html", ".htm", ".xhtml"))
    if _MARKUP.search(head):
        return 0.9
    if named:
        return 0.85
    return 0.4 if head.lstrip().startswith(b"<") and _FRAGMENT.search(head) else 0.0


def entries(payload: bytes, *, url: str = "", content_type: str = "") -> Iterator[Article]:
    """The one article of the page; raises `ParseError` when it has none."""
    address = url if url.startswith(("http://", "https://")) else ""
    yield extract.article(filled(payload, what="page"), url=address, content_type=content_type)
