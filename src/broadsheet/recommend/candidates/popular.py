"""What is opened more often than others when it is shown, however often that was: a click rate, not a count."""

import numpy as np

from broadsheet.recommend.catalogue import Floats
from broadsheet.recommend.view import Rows, View, best

WEIGHT = 0.4
PERSONAL = False
_TIMES = 8.0
"""An article opened eight times as often as the usual one is as popular as can be."""


def signal(view: View, rows: Rows) -> Floats:
    """On a logarithmic scale from the usual click rate (0) to eight times as much (1)."""
    ratio = view.crowd.rate(rows) / np.float32(view.crowd.base)
    found: Floats = np.clip(np.log2(ratio) / np.log2(_TIMES), 0.0, 1.0).astype(np.float32)
    return found


def find(view: View, *, most: int) -> Rows:
    """The best of what anybody opened lately; the same for all who read one language."""
    return view.once(("popular", view.languages, most), lambda: _find(view, most))


def _find(view: View, most: int) -> Rows:
    rows = view.readable(view.crowd.active)
    return best(rows, signal(view, rows), most=most)


def reason(view: View, row: int, *, language: str) -> str:
    """That those who see it open it."""
    times = float(view.crowd.rate(np.array([row]))[0] / view.crowd.base)
    if times >= 2:
        return f"点开的读者是平常的{times:.0f}倍" if language == "zh" else f"Opened {times:.0f} times as often as usual"
    return "看到的读者常会点开" if language == "zh" else "Opened more often than most"
