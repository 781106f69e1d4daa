"""What is like the things the reader has read: cosine with the decayed mean of their embeddings."""

from dataclasses import replace

import numpy as np

from broadsheet.recommend.catalogue import Floats
from broadsheet.recommend.view import Rows, View

WEIGHT = 1.5
PERSONAL = True
BROADLY = {"zh": "与你最近读的内容相近", "en": "Like what you have been reading"}
"""What is said when no single article read is the cause."""
_UNLIKE = 0.15
"""Nine in ten pairs of unrelated reports of the sample wire have a smaller cosine."""
_ALIKE = 0.55
"""One in ten pairs of reports of one event has a greater one."""
_TITLE_SHOWN = 36


def signal(view: View, rows: Rows) -> Floats:
    """0 for an article unlike everything read, 1 for one that might tell of the same event."""
    if view.profile.session is None:
        return np.zeros(len(rows), dtype=np.float32)
    cosines = view.vectors(rows) @ view.profile.session
    found: Floats = np.clip((cosines - _UNLIKE) / (_ALIKE - _UNLIKE), 0.0, 1.0).astype(np.float32)
    return found


def find(view: View, *, most: int) -> Rows:
    """The nearest of the hot window."""
    session = view.profile.session
    if session is None:
        return np.zeros(0, dtype=np.int64)
    return view.own("similar", lambda: view.near(session, most=most, least=_UNLIKE), most=most)


def reason(view: View, row: int, *, language: str) -> str:
    """The nearest of the articles read."""
    title = view.title(_nearest(view, row))
    shown = title if len(title) <= _TITLE_SHOWN else title[: _TITLE_SHOWN - 1].rstrip() + "…"
    return f"与你读过的《{shown}》相近" if language == "zh" else f"Close to “{shown}”, which you read"


def ground(view: View, row: int) -> str:
    """The nearest of the articles read, as `article:...`."""
    return f"article:{view.catalogue.ids[_nearest(view, row)]}"


def signal_without(view: View, rows: Rows, *, ground: str) -> Floats:
    """The signal if that article had not been read."""
    gone = view.catalogue.rows.get(int(ground.removeprefix("article:")))
    left, vectors = view.read
    stays = left != gone
    weights = np.array([view.profile.read[row] for row in left[stays].tolist()], dtype=np.float32)
    mean = weights @ vectors[stays]
    length = float(np.linalg.norm(mean))
    session = mean / np.float32(length) if length else None
    return signal(replace(view, profile=replace(view.profile, session=session)), rows)


def _nearest(view: View, row: int) -> int:
    rows, vectors = view.read
    return int(rows[int(np.argmax(vectors @ view.vector(row)))])
