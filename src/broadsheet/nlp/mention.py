"""One named thing as a text mentions it."""

from dataclasses import dataclass, field
from typing import Any, Literal

Type = Literal["person", "organisation", "place", "date", "amount", "quotation", "other"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the text from `start` up to `end`, what it is, and what else is known of it (JSON values)."""

    start: int
    end: int
    type: Type
    more: dict[str, Any] = field(default_factory=dict)


def without_overlaps(mentions: list[Mention]) -> list[Mention]:
    """`mentions` by place; of two that overlap the one given first stays. Quotations overlap all but each other."""
    taken: list[tuple[int, int]] = []
    kept: list[Mention] = []
    occupied: set[int] = set()
    for mention in mentions:
        cells = range(mention.start, mention.end)
        if mention.type == "quotation":
            if any(start < mention.end and mention.start < end for start, end in taken[-1:]):
                continue
            taken.append((mention.start, mention.end))
        elif not occupied.isdisjoint(cells):
            continue
        else:
            occupied.update(cells)
        kept.append(mention)
    return sorted(kept, key=lambda m: (m.start, -m.end))
