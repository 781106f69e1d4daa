"""A version's card: what it was learnt from, how it measured, and whether it was let through."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from broadsheet.core import IntegrityError


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with its 95 % interval; for a comparison the new version's less the other's."""

    value: float
    low: float
    high: float
    cases: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of one version.

    `since` and `until` bound the pages it was learnt from (ISO 8601); `pages`, `articles` and `clicks` count what was
    used; `columns` are its features, `scale` what its values are multiplied by. `figures` are its own on the newest
    pages, which it did not learn from (AUC, MRR, nDCG@5, nDCG@10 as MIND counts them, and `even`: nDCG@10 with clicks
    weighted against their place), `beside` the same of what served then (`against`), `gains` the differences the gate
    judged. `refused` are the gate's reasons, none: it passed. `chances` (base, slope) lead from its scores to the
    log-odds of being opened once looked at; empty where the newest pages say too little.
    """

    version: str
    made: str
    since: str
    until: str
    pages: int
    articles: int
    clicks: int
    columns: tuple[str, ...]
    scale: float
    seed: int
    sha256: str
    figures: Mapping[str, float] = field(default_factory=dict)
    beside: Mapping[str, float] = field(default_factory=dict)
    gains: Mapping[str, Measured] = field(default_factory=dict)
    against: str = ""
    measured_pages: int = 0
    refused: tuple[str, ...] = ()
    chances: tuple[float, ...] = ()

    def as_json(self) -> bytes:
        """The card as a file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, allow_nan=False).encode()


def read(content: bytes) -> Card:
    """The card of a file; raises `IntegrityError` for one that is torn."""
    try:
        row: dict[str, Any] = json.loads(content)
        row["columns"], row["refused"] = tuple(row["columns"]), tuple(row["refused"])
        row["chances"] = tuple(float(value) for value in row.get("chances", ()))
        row["gains"] = {name: Measured(**gain) for name, gain in row["gains"].items()}
        return Card(**row)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise IntegrityError("this is no whole card of a version", found=f"{type(error).__name__}: {error}") from error
