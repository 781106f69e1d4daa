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
    told = (sizes * np.exp2(-view.ages(rows) / _HALF_LIFE_HOURS)).astype(np.float32)
    found: Floats = np.minimum(told + view.crowd.opened(rows), np.float32(1))
    return found


def find(view: View, *, most: int) -> Rows:
    """The best of the hot window, and of what readers open wherever it is; the same for all who read one language."""
    return view.once(("trending", view.languages, most), lambda: _find(view, most))


def _find(view: View, most: int) -> Rows:
    recent = view.recent[view.catalogue.size[view.recent] > 1]
    rows = view.readable(np.union1d(recent, view.crowd.active))
    return best(rows, signal(view, rows), most=most)


def reason(view: View, row: int, *, language: str) -> str:
    """What it owes its place to more: the outlets, or the readers."""
    outlets, reports = int(view.catalogue.outlets[row]), int(view.catalogue.size[row])
    opened = float(view.crowd.opened(np.array([row]))[0])
    if reports < 2 or opened > np.log2(reports) / np.log2(_BIG):
        return "读者正在读" if language == "zh" else "Readers are opening this"
    if outlets > 1:
        return f"{outlets}家媒体都在报道" if language == "zh" else f"Reported by {outlets} outlets"
    return f"已有{reports}篇报道" if language == "zh" else f"{reports} reports so far"
