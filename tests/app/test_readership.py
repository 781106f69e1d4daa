"""A reader's own feed: at a secret address, changed or shut at a word."""

import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from broadsheet.app import Newsroom
from broadsheet.core import NotFoundError, UnknownNameError
from tests.newsrooms import NOW, furnish


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "newsroom", model="none", now=lambda: NOW) as opened:
        furnish(opened)
        yield opened


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("format", ["rss", "atom", "json"])
def test_a_feed_is_the_readers_page_with_its_reasons(room: Newsroom, format: str, language: str) -> None:
    room.set_languages("ada", [language, "en", "zh"])
    page = room.front_page("ada")
    body, media_type = room.reader_feed(room.feed_key("ada"), format)
    titles = [room.article(item.article).value.title for item in page.items]
    if format == "json":
        assert [item["title"] for item in json.loads(body)["items"]] == titles
    else:
        tag = "item" if format == "rss" else "{http://www.w3.org/2005/Atom}entry"
        assert len(list(ET.fromstring(body).iter(tag))) == len(titles)  # noqa: S314 - our own file
    assert format in media_type
    assert all(item.reason in body.decode() for item in page.items)


def test_a_feed_never_holds_a_whole_article(room: Newsroom) -> None:
    body = room.reader_feed(room.feed_key("ada"))[0].decode()
    assert "The cause is not known." not in body


def test_the_same_page_is_the_same_feed_byte_for_byte(room: Newsroom) -> None:
    key = room.feed_key("ada")
    assert room.reader_feed(key) == room.reader_feed(key)
    assert room.feed_key("ada") == key


def test_a_new_address_shuts_the_old_one(room: Newsroom) -> None:
    old = room.feed_key("ada")
    new = room.feed_key("ada", new=True)
    assert room.reader_feed(new)
    for gone in (old, "", "guessed"):
        with pytest.raises(NotFoundError):
            room.reader_feed(gone)
    room.close_feed("ada")
    with pytest.raises(NotFoundError):
        room.reader_feed(new)


def test_a_feed_in_no_known_form_is_refused_with_those_there_are(room: Newsroom) -> None:
    with pytest.raises(UnknownNameError, match="rss"):
        room.reader_feed(room.feed_key("ada"), "opml")
