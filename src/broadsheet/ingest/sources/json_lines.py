"""JSON lines of articles (or one JSON array of them): our own field names and the common ones of other tools."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from broadsheet.core import Article, BroadsheetError, ParseError
from broadsheet.ingest.decode import decode
from broadsheet.ingest.fields import article
from broadsheet.ingest.item import Item, filled
from broadsheet.ingest.jsonlines import rows
from broadsheet.ingest.problem import Problem


def matches(payload: bytes, *, url: str = "", content_type: str = "") -> float:
    """By its first character and its name."""
    head = payload[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    named = url.lower().endswith((".jsonl", ".ndjson", ".json")) or "json" in content_type.lower()
    if head.startswith((b"{", b"[")):
        return 0.85 if named else 0.5
    return 0.6 if named else 0.0


def entries(payload: bytes, *, url: str = "", content_type: str = "") -> Iterator[Item]:
    """An article for each line; a bad line is a `Problem` with its number."""
    data = filled(payload, what="file")
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        return _array(data, url, content_type)
    return rows(data, url=url, content_type=content_type, read=_one)


def _one(row: Mapping[str, Any]) -> Article:
    return article(row)


def _array(payload: bytes, url: str, content_type: str) -> Iterator[Item]:
    try:
        found = json.loads(decode(payload, content_type=content_type), strict=False)
    except (ValueError, RecursionError) as error:
        raise ParseError("this is not JSON", asked=url, found=str(error)) from error
    for number, row in enumerate(found, start=1):
        try:
            if not isinstance(row, dict):
                raise ParseError("the item is not a JSON object", found=repr(row)[:60])
            yield article(row)
        except BroadsheetError as error:
            yield Problem(f"{url or 'input'} item {number}", error)
