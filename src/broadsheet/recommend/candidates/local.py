"""What tells of a place the reader calls theirs."""

import numpy as np

from broadsheet.recommend.catalogue import Floats
from broadsheet.recommend.view import Rows, View

WEIGHT = 0.4
PERSONAL = True


def signal(view: View, rows: Rows) -> Floats:
    """1 for an article in which one of the reader's places is named, else 0."""
    return view.catalogue.having(rows, view.profile.places).astype(np.float32)


def find(view: View, *, most: int) -> Rows:
    """The newest of each place."""
    each = [view.catalogue.newest(place, most=most) for place in view.profile.places]
    rows = view.readable(np.unique(np.concatenate(each))) if each else np.zeros(0, dtype=np.int64)
    found: Rows = rows[np.argsort(-view.catalogue.hours[rows], kind="stable")][:most]
    return found


def reason(view: View, row: int, *, language: str) -> str:
    """Which place it is."""
    here = np.array([row])
    place = next((p for p in view.profile.places if view.catalogue.having(here, [p])[0]), "")
    name = view.told(row).get(place, place)
    return f"与你所在的“{name}”有关" if language == "zh" else f"About {name}, a place of yours"
