"""Bonds: which reports an editor has put together or kept apart, out of all rulings, the latest first.

Must-link and cannot-link constraints (Wagstaff and others, ICML 2001). Where two rulings contradict each other the
later one holds, and of the earlier what it leaves.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from broadsheet.core import Ruling


@dataclass(frozen=True, slots=True)
class Bonds:
    """`together` are disjoint sets of article ids; `apart` gives for an article those it is never joined with."""

    together: tuple[frozenset[int], ...] = ()
    apart: Mapping[int, frozenset[int]] = field(default_factory=dict)


NONE = Bonds()


def bonds(rulings: Sequence[Ruling]) -> Bonds:
    """The bonds of `rulings`, which are oldest first."""
    web = _Web()
    for ruling in reversed(rulings):
        if ruling.verb == "merge":
            web.join([*ruling.one, *ruling.two])
        else:
            web.join(ruling.one)
            web.part(ruling.one, ruling.two)
    return web.bonds()


class _Web:
    """Disjoint sets of articles, and which of them may not be joined."""

    def __init__(self) -> None:
        self._set: dict[int, set[int]] = {}
        self._apart: dict[int, set[int]] = {}

    def join(self, ids: Iterable[int]) -> None:
        """Put `ids` together as far as nothing keeps them apart."""
        made: list[set[int]] = []
        for id in ids:
            own = self._set.setdefault(id, {id})
            host = next((s for s in made if s is own or not self._parted(s, own)), None)
            if host is None:
                made.append(own)
            elif host is not own:
                host |= own
                made = [s for s in made if s is not own]
                self._set.update(dict.fromkeys(own, host))

    def part(self, one: Iterable[int], two: Iterable[int]) -> None:
        """Keep each of `one` apart from each of `two`, but for those already together."""
        others = list(two)
        for a in one:
            for b in others:
                if self._set.setdefault(a, {a}) is not self._set.setdefault(b, {b}):
                    self._apart.setdefault(a, set()).add(b)
                    self._apart.setdefault(b, set()).add(a)

    def _parted(self, a: set[int], b: set[int]) -> bool:
        return any(self._apart.get(id, set()) & b for id in a)

    def bonds(self) -> Bonds:
        """What came of it; whole sets are apart when one of each is."""
        together = tuple(frozenset(s) for s in self._distinct() if len(s) > 1)
        apart = {
            id: frozenset(other for foe in foes for other in self._set[foe])
            for s in self._distinct()
            if (foes := {foe for member in s for foe in self._apart.get(member, ())})
            for id in s
        }
        return Bonds(together, apart)

    def _distinct(self) -> Iterator[set[int]]:
        seen: set[int] = set()
        for s in self._set.values():
            if id(s) not in seen:
                seen.add(id(s))
                yield s
