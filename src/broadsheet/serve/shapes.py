"""Values as the JSON that the doors send."""

import math
from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from pathlib import PurePath
from typing import Any

from broadsheet.core import BroadsheetError, Stored

_LEAVES = frozenset({str, int, float, bool, type(None)})


def jsonable(value: Any) -> Any:
    """`value` made of dictionaries, lists, strings, numbers and None.

    A `Stored` value is shown flat, its id first; times are ISO 8601; a report's `passed` is called `pass`; a lone
    surrogate, which JSON can't carry, becomes U+FFFD, and a number that is none or endless becomes None.
    """
    if type(value) in _LEAVES:  # most of what a page is made of
        return _plain(value)
    if isinstance(value, Stored):
        return {"id": value.id, "created": jsonable(value.created), **jsonable(value.value)}
    if isinstance(value, BroadsheetError):
        return jsonable(value.as_dict())
    if is_dataclass(value) and not isinstance(value, type):
        return {said: jsonable(getattr(value, name)) for name, said in _names(type(value))}
    if isinstance(value, Mapping):
        return {str(k): jsonable(v) for k, v in value.items()}
    return _plain(value)


@cache
def _names(kind: Hashable) -> tuple[tuple[str, str], ...]:
    """The fields of a dataclass, each with what it is called in JSON."""
    rename = getattr(kind, "__pydantic_config__", {}).get("alias_generator", str)
    return tuple((f.name, rename(f.name)) for f in fields(kind))  # type: ignore[arg-type]


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode() if not value.isascii() else str(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [jsonable(v) for v in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, PurePath):
        return str(value)
    return _plain(value.item()) if hasattr(value, "item") else value  # a numpy number is a number
