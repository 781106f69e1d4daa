"""From slots to the items of a front page, with their reasons in the page's language."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b

from broadsheet.core import Item
from broadsheet.recommend.pages.slot import Slot
from broadsheet.recommend.pages.wording import phrase
from broadsheet.recommend.steering import BOOSTED, Hand
from broadsheet.recommend.view import Candidates, View


def items(
    slots: Sequence[Slot], view: View, *, hand: Hand, sources: Mapping[str, Candidates], language: str
) -> tuple[Item, ...]:
    """The items of `slots`, ranked from 1."""
    return tuple(
        _item(slot, rank, view, hand=hand, sources=sources, language=language)
        for rank, slot in enumerate(slots, start=1)
    )


def _item(slot: Slot, rank: int, view: View, *, hand: Hand, sources: Mapping[str, Candidates], language: str) -> Item:
    story = int(view.catalogue.story[slot.row])
    return Item(
        article=int(view.catalogue.ids[slot.row]),
        rank=rank,
        score=slot.score,
        parts=slot.parts,
        reason=phrase(slot.cause, view=view, row=slot.row, hand=hand, language=language, sources=sources),
        cause=slot.cause.name if slot.cause else "",
        story=story if story >= 0 else None,
        without=slot.without,
        propensity=slot.propensity,
        explored=slot.explored,
        label="pinned" if slot.steer is not None else "boosted" if slot.parts.get(BOOSTED, 0.0) > 0 else "",
    )


def seed_of(reader: str, *, hour: float) -> int:
    """The seed of a page's lots: one draw for a reader and an hour, so that a page read again is the same page.

    `reader` is empty for one who is not personalised: their page is everybody's. `hour` counts from the epoch.
    """
    return int.from_bytes(blake2b(f"{int(hour)}:{reader}".encode("utf-8", "replace"), digest_size=8).digest())
