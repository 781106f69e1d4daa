"""What those opened who also opened what the reader opened last."""

import numpy as np

from broadsheet.recommend.catalogue import Floats
from broadsheet.recommend.view import Rows, View

WEIGHT = 0.5
PERSONAL = True
_STRONG = 0.25
"""The weight at which two articles are as much together as can be: a quarter of the readers of each in common."""
_TITLE_SHOWN = 36


def signal(view: View, rows: Rows) -> Floats:
    """From 0 to 1: how often it is opened together with the last articles the reader opened."""
    beside, weights = view.beside
    found = np.zeros(len(rows), dtype=np.float32)
    if len(beside):
        order = np.argsort(beside)
        places = np.minimum(np.searchsorted(beside[order], rows), len(beside) - 1)
        there = beside[order][places] == rows
        found[there] = np.minimum(weights[order][places[there]] / _STRONG, 1.0)
    return found


def find(view: View, *, most: int) -> Rows:
    """The most often opened together."""
    return view.readable(view.beside[0])[:most]


def reason(view: View, row: int, *, language: str) -> str:
    """Which of the last articles it is opened with most."""
    opened = view.profile.opened
    read = opened[int(np.argmax(view.crowd.shared(row, np.array(opened))))] if opened else row
    title = view.title(read)
    shown = title if len(title) <= _TITLE_SHOWN else title[: _TITLE_SHOWN - 1].rstrip() + "…"
    return f"读过《{shown}》的人也在读" if language == "zh" else f"Readers of “{shown}” also opened this"
