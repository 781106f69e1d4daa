"""What has just been published."""

import numpy as np

from broadsheet.recommend.catalogue import Floats
from broadsheet.recommend.view import Rows, View

WEIGHT = 1.0
PERSONAL = False
_DAY = 24


def signal(view: View, rows: Rows) -> Floats:
    """1 for an article published now, a half after a day, a third after two.

    A hyperbola, not a half-life: of two old articles the newer still comes first.
    """
    found: Floats = (1.0 / (1.0 + view.ages(rows) / _DAY)).astype(np.float32)
    return found


def find(view: View, *, most: int) -> Rows:
    """The newest of the hot window, and in turn with them the newest in the page's language for one who chose none."""
    newest = view.recent[:most]
    if view.languages or not view.language:
        return newest
    own = view.once(("latest", view.language, most), lambda: _own(view, most))
    return np.concatenate([np.stack([own, newest[: len(own)]], axis=1).reshape(-1), newest[len(own) :]])[:most]


def _own(view: View, most: int) -> Rows:
    """The newest in the page's language, as many as half of what is asked for."""
    own: Rows = view.recent[view.catalogue.language_is(view.recent, [view.language])][: most // 2]
    return own


def reason(view: View, row: int, *, language: str) -> str:
    """How old it is."""
    hours = int(view.ages(np.array([row]))[0])
    if hours < 1:
        return "刚刚发布" if language == "zh" else "Just published"
    if hours < _DAY:
        unit = "hour" if hours == 1 else "hours"
        return f"{hours}小时前发布" if language == "zh" else f"Published {hours} {unit} ago"
    days = hours // _DAY
    unit = "day" if days == 1 else "days"
    return f"{days}天前发布" if language == "zh" else f"Published {days} {unit} ago"
