"""What a topic is called: the label of an IPTC subject, or a free tag as it is."""

from broadsheet import nlp
from broadsheet.core import UnknownNameError


def subject(topic: str, language: str) -> str:
    """The name of `topic` in `language`."""
    try:
        return nlp.topic_label(topic, language)
    except UnknownNameError:
        return topic
