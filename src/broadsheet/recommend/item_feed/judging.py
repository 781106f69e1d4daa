"""What may go into a feed: each item is looked at by itself, so that one bad one never stops the rest."""

from collections.abc import Iterable

from broadsheet.core import CatalogueItem
from broadsheet.recommend.item_feed.nouns import Refused

LONGEST_ID = 200  # characters
MOST_TAGS = 200


def fault_of_item(item: CatalogueItem) -> str:
    """What is wrong with an item, empty when nothing is."""
    if not (item.id.strip() and len(item.id) <= LONGEST_ID and item.id.isprintable()):
        return f"an id is 1 to {LONGEST_ID} printable characters"
    if not (item.title.strip() or item.text.strip()):
        return "an item needs a title or a text"
    if item.published and item.published.tzinfo is None:
        return "its time of publication has no time zone"
    if len(item.topics) + len(item.tags) > MOST_TAGS:
        return f"more than {MOST_TAGS} topics and tags"
    return ""


def parted(faults: Iterable[tuple[str, str]]) -> tuple[list[int], tuple[Refused, ...]]:
    """The places of those without a fault, and the others as refusals; from each one's (id, fault)."""
    good: list[int] = []
    bad: list[Refused] = []
    for index, (id, fault) in enumerate(faults):
        if fault:
            bad.append(Refused(index, id, fault))
        else:
            good.append(index)
    return good, tuple(bad)
