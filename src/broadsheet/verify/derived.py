"""Figures that a writer worked out: six men and two women are eight people, 42 to 58 percent is 16 points."""

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from broadsheet.verify.inside import inside
from broadsheet.verify.reading import Reading
from broadsheet.verify.record import Record
from broadsheet.verify.values import Quantity

_MOST = 6  # amounts of a sentence that are added up: of more, some sum agrees by chance
_SUMMED = frozenset({"person", "人", "名", "个", "户", "辆", "所", "家"})


def derived(draft: Reading, quantity: Quantity, record: Record) -> str:
    """The amounts of one evidence sentence that make `quantity`: a sum of people or things, a difference of shares."""
    if quantity.ordinal or quantity.hedge not in {"exact", "about"} or quantity.figure <= 0:
        return ""
    for reading, passage in record.places:
        if reading.language != draft.language and quantity.unit not in {"person", "point"}:
            continue
        stated = [q for q in inside(reading.quantities, passage) if not q.ordinal and q.hedge == "exact"]
        found = _difference(quantity, stated) if quantity.unit == "point" else _sum(quantity, stated)
        if found:
            joint = "、" if draft.language == "zh" else " and "
            return joint.join(q.text for q in found)
    return ""


def _difference(quantity: Quantity, stated: Iterable[Quantity]) -> tuple[Quantity, ...]:
    shares = [q for q in stated if q.unit == "percent"]
    pairs = combinations(shares[:_MOST], 2)
    return next((p for p in pairs if abs(abs(p[0].figure - p[1].figure) - quantity.figure) < quantity.step / 2), ())


def _sum(quantity: Quantity, stated: Sequence[Quantity]) -> tuple[Quantity, ...]:
    alike = [q for q in stated if q.unit == quantity.unit and q.unit in _SUMMED][:_MOST]
    for left, right in pairwise(alike):
        if left.figure + right.figure == quantity.figure:
            return left, right
    whole = len(alike) > 2 and sum(q.figure for q in alike) == quantity.figure
    return tuple(alike) if whole else ()
