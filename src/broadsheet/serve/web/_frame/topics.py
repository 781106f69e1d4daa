"""The subjects a reader can follow: the top of the IPTC Media Topics tree, named in the page's language."""

from collections.abc import Sequence

from fastapi import Request

from broadsheet import nlp
from broadsheet.serve.web._frame.site import language_of


def top_topics(request: Request) -> list[tuple[str, str]]:
    """(id, label) of the subjects without a parent."""
    language = language_of(request)
    return [(topic.id, nlp.topic_label(topic.id, language)) for topic in nlp.topics() if topic.level == 1]


def named(topics: Sequence[str], request: Request) -> list[tuple[str, str]]:
    """(id, label) of `topics`; a free tag is its own label."""
    language = language_of(request)
    return [(topic, nlp.tag_label(topic, language)) for topic in topics]
