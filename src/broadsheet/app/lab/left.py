"""An export as a card tells of it: its size, speed and likelihood beside the model's, and what its gate found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Left:
    """One format a model has left in. Sizes in bytes, speeds in tokens a second; None is what was not measured.

    `agreement` is the share of places where both chose the same token, `apart` the most that two log-probabilities of
    it differed, in nats.
    """

    format: str
    file: str
    bytes: int
    bytes_before: int | None
    speed: float | None
    speed_before: float | None
    bits: float | None
    bits_before: float | None
    agreement: float | None
    apart: float | None


def exports_of(card: Mapping[str, Any]) -> list[Left]:
    """The exports in a card; what is no export is passed over."""
    return list(_read(card.get("exports") or ()))


def _read(rows: Any) -> Iterator[Left]:
    for row in rows:
        if not isinstance(row, Mapping) or "format" not in row:
            continue
        after, before = row.get("after") or _flat(row, ""), row.get("before") or _flat(row, "_before")
        gate = row.get("gauged") or row.get("gate") or {}
        yield Left(
            format=str(row["format"]),
            file=str(row.get("file", "")),
            bytes=int(after.get("bytes") or 0),
            bytes_before=before.get("bytes"),
            speed=after.get("tokens_per_second"),
            speed_before=before.get("tokens_per_second"),
            bits=after.get("bits_per_byte"),
            bits_before=before.get("bits_per_byte"),
            agreement=gate.get("agreement"),
            apart=gate.get("logprob"),
        )


def _flat(row: Mapping[str, Any], end: str) -> dict[str, Any]:
    """The figures that stand in the row itself; a size before is told by the share of it."""
    found = {name: row.get(f"{name}{end}") for name in ("bytes", "tokens_per_second", "bits_per_byte")}
    if end and row.get("share_of_size"):
        found["bytes"] = round(row["bytes"] / row["share_of_size"])
    return found
