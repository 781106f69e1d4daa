"""Feeds, read back by parsers that did not write them."""

import json
from dataclasses import replace

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from broadsheet import publish
from broadsheet.core import InvalidInputError
from broadsheet.publish.wording import label
from tests.publish.pieces import LATER, piece, stored

SITE = publish.Site("大报 Broadsheet", "https://desk.example/", "Two & three", "zh", "https://desk.example/feed.xml")
PIECES = [stored(replace(piece("zh"), updated=LATER), 4), stored(piece("en"), 3)]


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_a_feed_reader_reads_the_pieces_and_their_labels(name: str) -> None:
    read = feedparser.parse(publish.feed(PIECES, name, SITE))
    assert not read.bozo
    assert read.feed.title == SITE.title
    assert [e.title for e in read.entries] == ["大桥封闭", "Bridge closed"]
    assert [e.link for e in read.entries] == ["https://desk.example/pieces/4", "https://desk.example/pieces/3"]
    tag = read.entries[1].tags[0]
    assert (tag.scheme, tag.term) == ("http://cv.iptc.org/newscodes/digitalsourcetype/", "trainedAlgorithmicMedia")
    content = read.entries[1].content[0].value
    assert content.index("AI-generated") < content.index("The Lan River bridge closed")


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_the_aigc_object_is_in_its_namespace(name: str) -> None:
    root = etree.fromstring(publish.feed(PIECES, name, SITE))
    found = root.findall(".//{http://www.tc260.org.cn/ns/AIGC/1.0/}AIGC")
    assert [json.loads(e.text)["Label"] for e in found] == ["1", "1"]


def test_the_rss_description_begins_with_the_label() -> None:
    read = feedparser.parse(publish.feed(PIECES, "rss", SITE))
    assert read.entries[0].summary.startswith(label(publish.provenance(piece("zh"))))


def test_json_feed_has_its_labels() -> None:
    read = json.loads(publish.feed(PIECES, "json_feed", SITE))
    assert read["version"] == "https://jsonfeed.org/version/1.1"
    assert read["items"][0]["_broadsheet"]["AIGC"]["Label"] == "1"
    assert read["items"][0]["date_modified"] == LATER.isoformat()


@settings(deadline=None)  # the machine may be busy; what is tested is the form
@given(st.text(max_size=80))
def test_any_title_makes_a_well_formed_feed(title: str) -> None:
    output = publish.feed([stored(replace(piece(), title=title, text=title + "."))], "atom", SITE)
    assert etree.fromstring(output) is not None
    assert etree.fromstring(publish.feed([stored(replace(piece(), title=title))], "rss", SITE)) is not None
    assert json.loads(publish.feed([stored(replace(piece(), title=title))], "json_feed", SITE))["items"]


def test_a_site_has_a_web_address() -> None:
    with pytest.raises(InvalidInputError):
        publish.Site("The Desk", "desk.example")
