"""Where the page without a cause parts with the one that is shown: up to there nothing needs to be chosen again."""

from collections.abc import Sequence

import numpy as np

from broadsheet.recommend.pages import exploring
from broadsheet.recommend.pages.field import Field
from broadsheet.recommend.pages.greedy import Choice, Lift, Pass, Rules, Variant
from broadsheet.recommend.pages.traits import Doubles, Mask


def parting(
    shown: Pass, choices: Sequence[Choice], field: Field, rules: Rules, variants: Sequence[Variant]
) -> list[int]:
    """For each of `variants` the first slot (from 0) it may give to another than `shown` does; `rules.n` for none.

    `choices` are those of `shown`. While the pages agree every place has lost the same on both, so what a place comes
    to differs by its score alone: all slots of all variants are one comparison, and one more where a rule chose.
    """
    if not choices or not variants:
        return [rules.n] * len(variants)
    totals = np.array(shown.totals[: len(choices)])
    with np.errstate(invalid="ignore"):
        more = np.array([v.scores for v in variants]) - shown.scores
    more[np.isnan(more)] = 0.0  # a guest of a pin has no score of its own, here nor there
    came = totals[None] + more[:, None]
    same: Mask = came.argmax(axis=2) == np.array([choice.place for choice in choices])
    without = np.array([variant.without for variant in variants])
    for slot, choice in enumerate(choices):
        if choice.lift:
            same[:, slot] = _chosen(choice.lift, slot, came[:, slot], field, rules) & (without != choice.lift.rule)
    same[[variant.unpinned >= 0 for variant in variants]] = False
    parts: list[int] = np.where(same.all(axis=1), rules.n, same.argmin(axis=1)).tolist()
    return parts


def _chosen(lift: Lift, slot: int, totals: Doubles, field: Field, rules: Rules) -> Mask:
    """On which pages the rule chooses the same in this slot."""
    if lift.rule == "pinned":
        return np.ones(len(totals), dtype=bool)
    if lift.rule == "explored":
        drawn = exploring.draw(totals, field.hours, lot=rules.lots[slot])
        return np.array([each.place == lift.place for each in drawn])
    among = field.public if lift.rule == "public_interest" else field.outside
    found: Mask = np.where(among, totals, -np.inf).argmax(axis=1) == lift.place
    return found
