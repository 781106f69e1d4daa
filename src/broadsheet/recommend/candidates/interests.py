"""What is like one of the few things that stand for all the reader reads, however long ago it was published."""

import numpy as np

from broadsheet.recommend.catalogue import Floats
from broadsheet.recommend.view import Rows, View

WEIGHT = 0.5
PERSONAL = True
_UNLIKE, _ALIKE = 0.2, 0.65
"""As for what is like the session, a little stricter: one article is compared, not a mean that is never quite near."""
_TITLE_SHOWN = 36


def signal(view: View, rows: Rows) -> Floats:
    """0 for an article unlike each interest, 1 for one that might tell of the same event as what it stands for."""
    standing = np.fromiter(view.profile.interests, np.int64, len(view.profile.interests))
    if not len(standing):
        return np.zeros(len(rows), dtype=np.float32)
    cosines = (view.vectors(rows) @ view.catalogue.vectors[standing].T).max(axis=1)
    found: Floats = np.clip((cosines - _UNLIKE) / (_ALIKE - _UNLIKE), 0.0, 1.0).astype(np.float32)
    return found


def find(view: View, *, most: int) -> Rows:
    """The nearest to each interest, by its share of what was read, at least a few of each."""
    return view.own("interests", lambda: _find(view, most), most=most)


def _find(view: View, most: int) -> Rows:
    shares = view.profile.interests
    each = [view.like(row, most=most)[: max(int(most * share), 4)] for row, share in shares.items()]
    rows = np.unique(np.concatenate(each)) if each else np.zeros(0, dtype=np.int64)
    strength = signal(view, rows)
    order = np.lexsort((-rows, -strength))
    found: Rows = rows[order][strength[order] > 0][:most]
    return found


def reason(view: View, row: int, *, language: str) -> str:
    """The article that stands for the interest."""
    standing = list(view.profile.interests)
    near = standing[int(np.argmax(view.vectors(np.array(standing)) @ view.vector(row)))]
    title = view.title(near)
    shown = title if len(title) <= _TITLE_SHOWN else title[: _TITLE_SHOWN - 1].rstrip() + "…"
    return f"你常读这类：《{shown}》" if language == "zh" else f"You read things like “{shown}”"
