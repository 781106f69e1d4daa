"""What is like the things the reader has read: cosine with the decayed mean of their embeddings."""

import numpy as np

from broadsheet.recommend.catalogue import Floats
from broadsheet.recommend.view import Rows, View, best

WEIGHT = 1.5
PERSONAL = True
_UNLIKE = 0.15
"""Nine in ten pairs of unrelated reports of the sample wire have a smaller cosine."""
_ALIKE = 0.55
"""One in ten pairs of reports of one event has a greater one."""
_TITLE_SHOWN = 36


def signal(view: View, rows: Rows) -> Floats:
    """0 for an article unlike everything read, 1 for one that might tell of the same event."""
    if view.profile.session is None:
        return np.zeros(len(rows), dtype=np.float32)
    cosines = view.catalogue.vectors[rows] @ view.profile.session
    found: Floats = np.clip((cosines - _UNLIKE) / (_ALIKE - _UNLIKE), 0.0, 1.0).astype(np.float32)
    return found


def find(view: View, *, most: int) -> Rows:
    """The best of the hot window."""
    return best(view.recent, signal(view, view.recent), most=most)


def reason(view: View, row: int, *, language: str) -> str:
    """The nearest of the articles read."""
    read = list(view.profile.read)
    near = read[int(np.argmax(view.catalogue.vectors[read] @ view.catalogue.vectors[row]))]
    title = view.catalogue.cards[near].title
    shown = title if len(title) <= _TITLE_SHOWN else title[: _TITLE_SHOWN - 1].rstrip() + "…"
    return f"与你读过的《{shown}》相近" if language == "zh" else f"Close to “{shown}”, which you read"
