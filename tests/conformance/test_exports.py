"""Every export of the graph: says its media type, carries every node, and is not led astray by a hostile name."""

import json
from datetime import UTC, datetime

import pytest
from defusedxml import ElementTree

from broadsheet import knowledge
from broadsheet.knowledge import Citation, Graph, Label, Node, Tie

pytestmark = pytest.mark.parametrize("format", knowledge.export_formats())
HOSTILE = '<b>"&\x00]]>\ud800\u202e'
AT = datetime(2026, 11, 8, tzinfo=UTC)
CITED = Citation(7, 0, 5, HOSTILE, HOSTILE, HOSTILE, "en", AT, "https://example.org/a?b=1&c=<d>")
GRAPH = Graph(
    (
        Node(Label(1, "person", {"en": HOSTILE}), 3),
        Node(Label(2, "organisation", {"zh": "华为", "en": "Huawei"}), 5, 1),
    ),
    (Tie(1, 2, "together", 2.0, confidence=0.5), Tie(1, 2, "works_for", 1.0, HOSTILE, 0.9, (CITED,))),
    centre=1,
)


def _parsed(text: str, media: str) -> None:
    if "json" in media:
        json.loads(text)
    elif "xml" in media:
        ElementTree.fromstring(text)


def test_an_export_says_what_it_is_and_can_be_parsed(format: str) -> None:
    assert "/" in knowledge.media_type(format)
    _parsed(knowledge.export(GRAPH, format, site="https://news.example"), knowledge.media_type(format))
    _parsed(knowledge.export(Graph((), ()), format), knowledge.media_type(format))


def test_an_export_has_the_names_and_can_be_written_as_utf_8(format: str) -> None:
    made = knowledge.export(GRAPH, format)
    assert "Huawei" in made
    assert "华为" in made
    assert made.encode("utf-8")


def test_an_export_is_the_same_each_time(format: str) -> None:
    assert knowledge.export(GRAPH, format) == knowledge.export(GRAPH, format)
