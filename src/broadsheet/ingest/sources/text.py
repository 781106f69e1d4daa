"""A plain text file: one article, its first line the title when it looks like one."""

import re
from collections.abc import Iterator

from broadsheet.core import Article, ParseError
from broadsheet.ingest.decode import decode
from broadsheet.ingest.item import filled
from broadsheet.ingest.titles import titled

_BINARY = re.compile("[\x00-\x08\x0e-\x1f]")


def matches(payload: bytes, *, url: str = "", content_type: str = "") -> float:
    """Last choice for whatever is text; a `.txt` name makes it sure."""
    if url.lower().endswith((".txt", ".text")):
        return 0.8
    if content_type.lower().startswith("text/plain"):
        return 0.3
    return 0.1 if not _is_binary(payload[:4096]) else 0.0


def _is_binary(payload: bytes) -> bool:
    text = decode(payload)
    return len(_BINARY.findall(text)) > 0.05 * len(text)


def entries(payload: bytes, *, url: str = "", content_type: str = "") -> Iterator[Article]:
    """The one article; raises `ParseError` when the file is not text."""
    if _is_binary(filled(payload, what="text")):
        raise ParseError("this is not a text file", asked=url, found=repr(payload[:40]))
    title, text = titled(decode(payload, content_type=content_type))
    yield Article(title=title, text=text)
