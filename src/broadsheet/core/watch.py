"""What somebody wants to hear of, and what was heard."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Watch:
    """Something watched: `kind` says how (`search`, ...), `value` what in its own fields, `name` is for people."""

    kind: str
    name: str
    value: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing a watch came upon. `key` tells it from the watch's others; `value` has at least a `title`.

    `article` is the report it is about, when there is one, and `seen` the time at which it was read.
    """

    watch: int
    key: str
    value: Mapping[str, Any] = field(default_factory=dict)
    article: int | None = None
    seen: datetime | None = None
