"""What readers with like acts open: factors learnt from everyone's acts, with this reader folded in at this moment."""

import numpy as np

from broadsheet.recommend.catalogue import Floats
from broadsheet.recommend.factors.factors import Factors, Taste
from broadsheet.recommend.view import Rows, View

WEIGHT = 8.0
"""In the simulator whole pages still gain a little up to 20, but there articles last; in the news age has to weigh.
With this a page is 39 hours old on average, of all there is 185; with half of it 32, and pages are a seventh worse."""
PERSONAL = True
_HALF = 0.5
"""The score that gives half a signal: about that of the tenth best article for a reader of the simulator."""
_TITLE_SHOWN = 36
_SPARE = 2
"""Articles are asked for twice over: some are read, taken away or not here."""


def signal(view: View, rows: Rows) -> Floats:
    """0 for one the reader would pass over, towards 1 for one they would surely open; saturating, so order is kept."""
    if view.factors is None or view.taste is None or not len(rows):
        return np.zeros(len(rows), dtype=np.float32)
    liked = np.maximum(view.factored(rows) @ view.taste.vector, 0.0)
    found: Floats = (liked / (liked + _HALF)).astype(np.float32)
    return found


def find(view: View, *, most: int) -> Rows:
    """The best of the articles factors were learnt for."""
    factors, taste = view.factors, view.taste
    if factors is None or taste is None:
        return np.zeros(0, dtype=np.int64)
    return view.own("collaborative", lambda: _best(view, factors, taste, most=most), most=most)


def _best(view: View, factors: Factors, taste: Taste, *, most: int) -> Rows:
    liked = factors.vectors @ taste.vector
    wanted = min(_SPARE * most, len(liked))
    places = np.argpartition(-liked, wanted - 1)[:wanted] if wanted else np.zeros(0, dtype=np.int64)
    places = places[np.argsort(-liked[places], kind="stable")]
    rows = view.catalogue.index.find(factors.ids[places[liked[places] > 0]])
    return view.readable(rows[rows >= 0])[:most]


def reason(view: View, row: int, *, language: str) -> str:
    """The article read that the score owes most to."""
    near = _owed(view, row)
    if near is None:
        return "与你趣味相近的读者在读" if language == "zh" else "Readers with your interests open this"
    title = view.title(near)
    shown = title if len(title) <= _TITLE_SHOWN else title[: _TITLE_SHOWN - 1].rstrip() + "…"
    return f"读过《{shown}》的人也在读" if language == "zh" else f"Readers who opened “{shown}” also opened this"


def _owed(view: View, row: int) -> int | None:
    read, owed = view.owed
    if not len(read):
        return None
    shares = view.factored(np.array([row]))[0] @ owed
    return int(read[np.argmax(shares)]) if shares.max() > 0 else None
