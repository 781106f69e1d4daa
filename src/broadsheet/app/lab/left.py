"""An export as a card tells of it: its size, speed and likelihood beside the model's, and what its gate found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Left:
    """One format a model has left in. Sizes in bytes, speeds in tokens a second of one core; None: not measured.

    `bits` are those of a byte of text, `loss` in nats that of a hidden word or a label. `agreement` is the share of
    places where both chose the same token, `apart` the most that two log-probabilities of it differed, in nats.
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
    loss: float | None = None
    loss_before: float | None = None


@dataclass(frozen=True, slots=True)
class Smaller:
    """What a model was made of, `how` (`pruned`, `taught`), and the figures of both, as `weighing.told` gives them."""

    how: str
    of: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def smaller_of(card: Mapping[str, Any]) -> Smaller | None:
    """The larger model that a card's model was made of, or None."""
    for how in ("pruned", "taught"):
        found = card.get(how)
        if isinstance(found, Mapping) and all(isinstance(found.get(side), Mapping) for side in ("before", "after")):
            return Smaller(how, str(found.get("of", "")), found["before"], found["after"])
    return None


def exports_of(card: Mapping[str, Any]) -> list[Left]:
    """The exports in a card."""
    return [_read(row) for row in renewed(card).get("exports") or ()]


def renewed(card: Mapping[str, Any]) -> dict[str, Any]:
    """The card with its exports in the one shape that `Exported.as_json` writes; what is no export is left out.

    Older cards kept the figures of both in one row, and the size before as a share.
    """
    return {**card, **({"exports": list(_renewed(card["exports"]))} if card.get("exports") else {})}


def _read(row: Mapping[str, Any]) -> Left:
    after, before, gauged = row["after"], row["before"], row["gauged"]
    return Left(
        format=row["format"],
        file=row["file"],
        bytes=int(after.get("bytes") or 0),
        bytes_before=before.get("bytes"),
        speed=after.get("tokens_per_second"),
        speed_before=before.get("tokens_per_second"),
        bits=after.get("bits_per_byte"),
        bits_before=before.get("bits_per_byte"),
        agreement=gauged.get("agreement"),
        apart=gauged.get("logprob"),
        loss=after.get("loss"),
        loss_before=before.get("loss"),
    )


def _renewed(rows: Any) -> Iterator[dict[str, Any]]:
    for row in rows:
        if isinstance(row, Mapping) and "format" in row:
            after, before = (_side(row, name, end) for name, end in (("after", ""), ("before", "_before")))
            gauged = row.get("gauged") or row.get("gate") or {}
            told = {"format": str(row["format"]), "file": str(row.get("file", "")), "gauged": dict(gauged)}
            yield {**told, "before": before, "after": after}


def _side(row: Mapping[str, Any], name: str, end: str) -> dict[str, Any]:
    if isinstance(row.get(name), Mapping):
        return dict(row[name])
    found = {key: row.get(f"{key}{end}") for key in ("bytes", "tokens_per_second", "bits_per_byte")}
    if end and row.get("share_of_size"):
        found["bytes"] = round(row["bytes"] / row["share_of_size"])
    return found
