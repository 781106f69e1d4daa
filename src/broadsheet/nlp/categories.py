"""The desks of a newsroom: the 17 broad media topics gathered into the thirteen parts of a paper."""

from functools import lru_cache

from broadsheet.nlp.resources import json_of
from broadsheet.nlp.taxonomy import ancestors


@lru_cache(maxsize=1)
def categories() -> dict[str, dict[str, str]]:
    """For each category, in a paper's order, its names (`zh`, `en`) and the broad `topics` it holds, by two digits."""
    found: dict[str, dict[str, str]] = json_of("categories")
    return found


def category_label(id: str, language: str) -> str:
    """The name of category `id` in Chinese when `language` is `zh`, else in English; raises `KeyError`."""
    return categories()[id]["zh" if language == "zh" else "en"]


def category_of(topic: str) -> str:
    """The category that holds the media topic `topic` (`medtop:...`); raises `UnknownNameError` for none."""
    broad = (ancestors(topic) or [topic])[-1]
    return _by_topic()[broad.removeprefix("medtop:")[:2]]


@lru_cache(maxsize=1)
def _by_topic() -> dict[str, str]:
    return {topic: id for id, row in categories().items() for topic in row["topics"].split()}
