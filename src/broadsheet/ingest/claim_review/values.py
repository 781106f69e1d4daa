"""JSON-LD values as anyone writes them: a text may be a list, a person a string, a number "4 / 5"."""

import html
import math
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from broadsheet.ingest import dates

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_NUMBER = re.compile(r"\s*([-+]?\d+(?:[.,]\d+)?)\s*(?:/\s*\d+(?:\.\d+)?\s*|%\s*)?\Z")


def items(value: Any) -> Iterator[Any]:
    """The values of a property that may have one, several or none."""
    if isinstance(value, list):
        yield from (v for v in value if v is not None)
    elif value is not None:
        yield value


def text(value: Any, *, limit: int) -> str:
    """The first text of `value` on one line without mark-up, at most `limit` characters; empty when there is none."""
    for item in items(value):
        plain = item.get("@value", item.get("name", "")) if isinstance(item, Mapping) else item
        if isinstance(plain, str | int | float) and not isinstance(plain, bool):
            said = " ".join(html.unescape(_TAG.sub(" ", html.unescape(str(plain)))).split())
            if said:
                return said[:limit]
    return ""


def number(value: Any) -> float | None:
    """The number of `value`, which may be written as text (`4`, `4,5`, `4/5`, `80%`); None when it is none."""
    item = next(items(value), None)
    if isinstance(item, bool):
        return None
    if isinstance(item, int | float):
        return float(item) if math.isfinite(item) else None
    found = _NUMBER.match(item) if isinstance(item, str) else None
    return float(found[1].replace(",", ".")) if found else None


def address(value: Any, *, base: str) -> str:
    """The first http(s) address of `value`, resolved against `base`; empty when there is none."""
    for item in items(value):
        named = (item.get("url") or item.get("@id") or item.get("sameAs")) if isinstance(item, Mapping) else item
        reference = next(items(named), None)
        if isinstance(reference, str) and reference.strip() and (found := _web(reference.strip(), base)):
            return found
    return ""


def addresses(value: Any, *, base: str) -> tuple[str, ...]:
    """Every http(s) address of `value`, each once."""
    return tuple(dict.fromkeys(found for item in items(value) if (found := address(item, base=base))))


def _web(reference: str, base: str) -> str:
    try:
        whole = urljoin(base, reference)
        parts = urlsplit(whole)
    except ValueError:
        return ""
    return whole if parts.scheme in ("http", "https") and parts.netloc and len(whole) <= 2000 else ""


def moment(value: Any) -> datetime | None:
    """The date of `value` as an aware datetime, UTC where it names no zone; None when it is no date."""
    said = text(value, limit=100)
    return dates.parse(said) if said else None


def named(value: Any) -> str:
    """The name of a person or an organisation, which may be a string; several are joined with commas."""
    names = (text(item, limit=200) for item in items(value))
    return ", ".join(dict.fromkeys(n for n in names if n))[:300]
