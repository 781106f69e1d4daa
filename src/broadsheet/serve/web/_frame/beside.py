"""A text beside its translation as the page shows it: each sentence cut where something in it was compared."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from broadsheet.core import Mark, Pair, Parity, Stretch

# The worst first: where two marks lie over each other the worse is shown.
_BEARINGS = ("missing", "added", "changed", "doubtful", "kept")
_WHOLE = frozenset({"sentence", "length"})


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch of a sentence; with a `bearing` it was compared, and `number` is that of its partner."""

    text: str
    bearing: str = ""
    matter: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence and its translation in bits, what is to be looked at, and whether it failed."""

    source: tuple[Bit, ...]
    target: tuple[Bit, ...]
    remarks: tuple[tuple[int, Mark], ...]
    failed: bool
    written_by: str


@dataclass(frozen=True, slots=True)
class Sum:
    """How many things of one kind were compared, and how many of each bearing."""

    matter: str
    total: int
    counts: tuple[tuple[str, int], ...]


def rows_of(parity: Parity) -> list[Row]:
    """The sentences of both texts; marks are numbered within each."""
    return [_row(pair) for pair in parity.pairs]


def sums_of(parity: Parity) -> list[Sum]:
    """What was compared, by kind."""
    found: Counter[tuple[str, str]] = Counter((mark.matter, mark.bearing) for mark in parity.marks)
    matters = list(dict.fromkeys(mark.matter for mark in sorted(parity.marks, key=lambda m: m.matter)))
    return [
        Sum(
            m,
            sum(n for (one, _), n in found.items() if one == m),
            tuple((b, found[m, b]) for b in _BEARINGS if found[m, b]),
        )
        for m in matters
    ]


def _row(pair: Pair) -> Row:
    numbered = list(enumerate(pair.marks, 1))
    remarks = tuple((n, m) for n, m in numbered if m.bearing != "kept")
    failed = pair.short or any(m.bearing in ("missing", "added", "changed") for m in pair.marks)
    source = tuple(_bits(pair.source, [(n, m, m.source) for n, m in numbered]))
    target = tuple(_bits(pair.target, [(n, m, m.target) for n, m in numbered]))
    return Row(source, target, remarks, failed, pair.written_by)


def _bits(place: Stretch, marks: list[tuple[int, Mark, Stretch | None]]) -> Iterator[Bit]:
    rank = {bearing: i for i, bearing in enumerate(_BEARINGS)}
    within = [(n, m, at) for n, m, at in marks if at is not None and m.matter not in _WHOLE]
    taken: list[tuple[Stretch, int, Mark]] = []
    for n, m, at in sorted(within, key=lambda row: rank[row[1].bearing]):
        if not any(at.start < t.end and t.start < at.end for t, _, _ in taken):
            taken.append((at, n, m))
    here = place.start
    for at, n, m in sorted(taken, key=lambda row: row[0].start):
        if at.start > here:
            yield Bit(place.text[here - place.start : at.start - place.start])
        yield Bit(at.text, m.bearing, m.matter, n)
        here = at.end
    if here < place.end:
        yield Bit(place.text[here - place.start :])
