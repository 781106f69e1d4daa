"""What many are opening, and what many outlets are reporting."""

import numpy as np

from broadsheet.recommend.catalogue import Floats
from broadsheet.recommend.view import Rows, View, best

WEIGHT = 0.6
PERSONAL = False
_HALF_LIFE_HOURS = 72.0
"""A big story stays big for some days."""
_BIG = 8
"""A story of eight reports is as big as can be."""


def signal(view: View, rows: Rows) -> Floats:
    """The size of the article's story, fading with age, and how much it is opened, together at most 1."""
    sizes = np.minimum(np.log2(view.catalogue.size[rows]) / np.log2(_BIG), 1.0)
    told: Floats = (sizes * np.power(0.5, view.ages(rows) / _HALF_LIFE_HOURS)).astype(np.float32)
    return np.minimum(told if view.crowd is None else told + view.crowd[rows], np.float32(1))


def find(view: View, *, most: int) -> Rows:
    """The best of the hot window."""
    return best(view.recent, signal(view, view.recent), most=most)


def reason(view: View, row: int, *, language: str) -> str:
    """What it owes its place to more: the outlets, or the readers."""
    outlets, reports = int(view.catalogue.outlets[row]), int(view.catalogue.size[row])
    opened = 0.0 if view.crowd is None else float(view.crowd[row])
    if reports < 2 or opened > np.log2(reports) / np.log2(_BIG):
        return "读者正在读" if language == "zh" else "Readers are opening this"
    if outlets > 1:
        return f"{outlets}家媒体都在报道" if language == "zh" else f"Reported by {outlets} outlets"
    return f"已有{reports}篇报道" if language == "zh" else f"{reports} reports so far"
