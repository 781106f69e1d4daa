"""What goes with the page it is asked from: the article being read there, its topics, the place. Needs no reader."""

import numpy as np

from broadsheet.recommend.catalogue import Floats
from broadsheet.recommend.view import Rows, View

WEIGHT = 1.0
PERSONAL = False
_UNLIKE, _ALIKE = 0.15, 0.55
"""The cosines at which an article begins to be like another, and is as like as another report of the event."""
_TAGGED = 0.6
"""A topic in common says less than being alike."""


def signal(view: View, rows: Rows) -> Floats:
    """How like the article being read each is, .6 at least with a topic or the place in common."""
    found = np.zeros(len(rows), dtype=np.float32)
    row = view.catalogue.rows.get(view.context.article)
    if row is not None:
        cosines = view.vectors(rows) @ view.vector(row)
        found = np.clip((cosines - _UNLIKE) / (_ALIKE - _UNLIKE), 0.0, 1.0).astype(np.float32)
        found[rows == row] = 0
    if _tags(view):
        found = np.maximum(found, np.float32(_TAGGED) * view.catalogue.having(rows, _tags(view)))
    return found.astype(np.float32)


def find(view: View, *, most: int) -> Rows:
    """What is like the article, then the newest of the topics."""
    row = view.catalogue.rows.get(view.context.article)
    like = view.like(row, most=most) if row is not None else np.zeros(0, dtype=np.int64)
    each = [view.catalogue.newest(tag, most=most // 2) for tag in _tags(view)]
    rows = view.readable(np.concatenate([like, *each]))
    _, first = np.unique(rows, return_index=True)
    rows = rows[np.sort(first)]
    return rows[signal(view, rows) > 0][:most]


def reason(view: View, row: int, *, language: str) -> str:
    """What it has in common with the page."""
    here = np.array([row])
    tag = next((t for t in _tags(view) if view.catalogue.having(here, [t])[0]), "")
    if tag and not view.context.article:
        return "与你打开的话题有关" if language == "zh" else "On the topic you opened"
    return "与你正在读的文章相近" if language == "zh" else "Like the article you are reading"


def _tags(view: View) -> tuple[str, ...]:
    return (*view.context.topics, *([view.context.place] if view.context.place else []))
