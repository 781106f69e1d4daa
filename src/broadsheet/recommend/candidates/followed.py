"""What belongs to a topic, a tag or a name the reader follows."""

import numpy as np

from broadsheet import nlp
from broadsheet.recommend.catalogue import Floats
from broadsheet.recommend.view import Rows, View

WEIGHT = 0.7
PERSONAL = True


def signal(view: View, rows: Rows) -> Floats:
    """1 for an article of something followed, else 0."""
    found = np.zeros(len(view.catalogue), dtype=np.float32)
    for topic in view.profile.followed:
        found[view.catalogue.tagged.get(topic, np.zeros(0, dtype=np.int64))] = 1.0
    return found[rows]


def find(view: View, *, most: int) -> Rows:
    """The newest of what is followed, in turn."""
    rows = np.flatnonzero(signal(view, np.arange(len(view.catalogue))))
    found: Rows = rows[np.argsort(-view.catalogue.hours[rows], kind="stable")][:most]
    return found


def reason(view: View, row: int, *, language: str) -> str:
    """Which of the things followed it is about."""
    tags = set(view.catalogue.cards[row].tags)
    topic = next((t for t in view.profile.followed if t in tags), "")
    name = _label(topic, language=language)
    return f"你关注的“{name}”" if language == "zh" else f"You follow “{name}”"


def _label(topic: str, *, language: str) -> str:
    return nlp.topic_label(topic, language) if topic.startswith("medtop:") else topic
