"""What belongs to a topic, a tag, a name or an author the reader follows."""

from dataclasses import replace

import numpy as np

from broadsheet import nlp
from broadsheet.recommend.catalogue import Floats
from broadsheet.recommend.catalogue.tagging import code
from broadsheet.recommend.view import Rows, View

WEIGHT = 0.7
PERSONAL = True
BROADLY = {"zh": "与你关注的内容有关", "en": "About what you follow"}
"""What is said when no single thing followed is the cause."""


def signal(view: View, rows: Rows) -> Floats:
    """1 for an article of something followed, less where the reader set it lower, else 0."""
    found = np.zeros(len(rows), dtype=np.float32)
    for tag, weight in view.profile.followed.items():
        found = np.maximum(found, np.where(view.catalogue.having(rows, [tag]), np.float32(min(weight, 1.0)), 0))
    return found.astype(np.float32)


def find(view: View, *, most: int) -> Rows:
    """The newest of all that is followed."""
    followed = view.profile.followed
    each = [view.catalogue.newest(tag, most=most) for tag in followed]
    rows = view.readable(np.unique(np.concatenate(each))) if each else np.zeros(0, dtype=np.int64)
    found: Rows = rows[np.argsort(-view.catalogue.hours[rows], kind="stable")][:most]
    return found


def reason(view: View, row: int, *, language: str) -> str:
    """Which of the things followed it is about."""
    topic = _first(view, row)
    name = nlp.tag_label(topic, language, written=view.told(row).get(topic, ""))
    return f"你关注的“{name}”" if language == "zh" else f"You follow “{name}”"


def ground(view: View, row: int) -> str:
    """The first of the things followed that it is about."""
    return _first(view, row)


def signal_without(view: View, rows: Rows, *, ground: str) -> Floats:
    """The signal if that were not followed."""
    left = {tag: weight for tag, weight in view.profile.followed.items() if tag != ground}
    return signal(replace(view, profile=replace(view.profile, followed=left)), rows)


def _first(view: View, row: int) -> str:
    here = set(view.catalogue.tags.of(row).tolist())
    return next((tag for tag in view.profile.followed if code(tag) in here), "")
