"""Values as the JSON that the doors send."""

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from broadsheet.core import BroadsheetError, Stored


def jsonable(value: Any) -> Any:
    """`value` made of dictionaries, lists, strings, numbers and None.

    A `Stored` value is shown flat, its id first; times are ISO 8601; a report's `passed` is called `pass`; a lone
    surrogate, which JSON can't carry, becomes U+FFFD, and a number that is none or endless becomes None.
    """
    if isinstance(value, Stored):
        return {"id": value.id, "created": jsonable(value.created), **jsonable(value.value)}
    if isinstance(value, BroadsheetError):
        return jsonable(value.as_dict())
    if is_dataclass(value) and not isinstance(value, type):
        rename = getattr(value, "__pydantic_config__", {}).get("alias_generator", str)
        return {rename(f.name): jsonable(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(k): jsonable(v) for k, v in value.items()}
    return _plain(value)


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
