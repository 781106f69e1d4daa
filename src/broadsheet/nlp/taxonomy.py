"""IPTC Media Topics: what a report can be about, in Chinese and English.

IPTC NewsCodes Media Topics, release of 2025-03-31, CC BY 4.0 (https://iptc.org/standards/media-topics/).
"""

from dataclasses import dataclass
from functools import lru_cache

from broadsheet.core import UnknownNameError
from broadsheet.nlp.resources import json_of


@dataclass(frozen=True, slots=True)
class Topic:
    """A media topic: `id` as `medtop:...`, `parent` the broader one's id or empty, `level` from 1 (17 topics) to 6.

    A few narrow topics have no Chinese name; `label_zh` then is the English one.
    """

    id: str
    label_zh: str
    label_en: str
    parent: str
    level: int
    definition_zh: str = ""
    definition_en: str = ""


def topics() -> list[Topic]:
    """All 1,085 topics, each broader one before what it contains at the same branch."""
    return list(_by_id().values())


def topic(id: str) -> Topic:
    """The topic `id` (`medtop:15000000`); raises `UnknownNameError` with the broadest ones to choose from."""
    found = _by_id().get(id)
    if found is None:
        broad = [f"{t.id} {t.label_en}" for t in topics() if t.level == 1]
        raise UnknownNameError(f"there is no media topic {id!r}", asked=id, choices=broad)
    return found


def topic_label(id: str, language: str) -> str:
    """The name of topic `id` in Chinese when `language` is `zh`, else in English; raises `UnknownNameError`."""
    found = topic(id)
    return found.label_zh if language == "zh" else found.label_en


def tag_label(tag: str, language: str, *, written: str = "") -> str:
    """What a tag is called: a media topic by its name, anything else as it is `written`, or as it is."""
    found = _by_id().get(tag)
    if found is None:
        return written or tag
    return topic_label(tag, language)


def ancestors(id: str) -> list[str]:
    """The topics that contain `id`, nearest first."""
    above: list[str] = []
    parent = topic(id).parent
    while parent:
        above.append(parent)
        parent = topic(parent).parent
    return above


@lru_cache(maxsize=1)
def _by_id() -> dict[str, Topic]:
    rows = json_of("iptc_media_topics")["topics"]
    return {
        row["id"]: Topic(
            id=row["id"],
            label_zh=row["zh"] or row["en"],
            label_en=row["en"],
            parent=row["parent"],
            level=row["level"],
            definition_zh=row["def_zh"],
            definition_en=row["def_en"],
        )
        for row in rows
    }
