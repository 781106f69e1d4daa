"""One page of one reader, composed: what the engine asks for, and what a replay compares."""

from collections.abc import Mapping
from dataclasses import dataclass

from broadsheet.core import Item
from broadsheet.recommend.pages.compose import compose
from broadsheet.recommend.pages.items import items
from broadsheet.recommend.pages.slot import Slot
from broadsheet.recommend.ranking.rank import Ranked
from broadsheet.recommend.steering import Hand
from broadsheet.recommend.view import Candidates, View


@dataclass(frozen=True, slots=True, eq=False)
class Composed:
    """A page before it is put into words."""

    view: View
    ranked: Ranked
    hand: Hand
    sources: Mapping[str, Candidates]
    slots: tuple[Slot, ...]

    def items(self, language: str) -> tuple[Item, ...]:
        """The items of the page with their reasons in `language` (`zh`, else English)."""
        return items(self.slots, self.view, hand=self.hand, sources=self.sources, language=language)


def composed(view: View, ranked: Ranked, *, n: int, hand: Hand, sources: Mapping[str, Candidates]) -> Composed:
    """The page of `n` of what was ranked, under the editor's hand.

    What is drawn is drawn by the view's seed (`seed_of`), so that a page read again in the same hour is the same page.
    """
    slots = compose(ranked, view, n=n, hand=hand, seed=view.seed, sources=sources)
    return Composed(view, ranked, hand, sources, tuple(slots))
