"""Feeds of every dialect: feedparser's own test feeds, and hostile ones."""

import re
from pathlib import Path

import pytest

from broadsheet.core import BroadsheetError, Entry, ParseError, TooLargeError
from broadsheet.ingest.sources import rss

CONTENT_TYPE = re.compile(rb"^Header:\s+content-type:\s*(.+)$", re.MULTILINE | re.IGNORECASE)
# What a feed's own comment promises of its entries: the highest number named, and plain titles.
PROMISED = re.compile(rb"entries\[(\d+)\]")
TITLE = re.compile(
    rb"^Expect:\s+(?:not bozo and )?entries\[0\]\['title'\] == u?'(?!<)([\x20-\x26\x28-\x5b\x5d-\x7e]*)'\s*$",
    re.MULTILINE,
)
LAUGHS = b'<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'


def entries(file: Path) -> list[Entry]:
    payload = file.read_bytes()
    found = CONTENT_TYPE.search(payload)
    return list(rss.entries(payload, content_type=found.group(1).decode("latin-1").strip() if found else ""))


@pytest.mark.fetched
def test_every_well_formed_feed_gives_the_entries_it_promises(feeds: Path) -> None:
    files = sorted((feeds / "wellformed").rglob("*.xml"))
    assert len(files) > 1700
    wrong = []
    for file in files:
        payload = file.read_bytes()
        promised = max((int(n) + 1 for n in PROMISED.findall(payload)), default=0)
        if len(entries(file)) < promised:
            wrong.append(file.name)
    assert wrong == []


@pytest.mark.fetched
def test_titles_come_out_as_the_feeds_say(feeds: Path) -> None:
    files = [f for f in sorted((feeds / "wellformed").rglob("*.xml")) if TITLE.search(f.read_bytes())]
    assert len(files) > 20
    wrong = [
        f for f in files if (told := TITLE.search(f.read_bytes())) and entries(f)[0].title != told.group(1).decode()
    ]
    assert wrong == []


@pytest.mark.fetched
def test_feeds_in_every_encoding_are_read(feeds: Path) -> None:
    files = sorted((feeds / "encoding").glob("*.xml")) + sorted((feeds / "illformed" / "chardet").glob("*.xml"))
    assert len(files) > 200
    for file in files:
        entries(file)


@pytest.mark.fetched
def test_ill_formed_feeds_are_read_or_refused_with_reason(feeds: Path) -> None:
    read = 0
    for folder in ("illformed", "entities", "http"):
        for file in sorted((feeds / folder).rglob("*.xml")):
            try:
                entries(file)
                read += 1
            except BroadsheetError as error:
                assert error.code == "parse"  # noqa: PT017 (any other error fails the test by itself)
    assert read > 250


def test_a_feed_that_is_not_a_feed_is_refused() -> None:
    with pytest.raises(ParseError, match="not a feed"):
        list(rss.entries(b"<html><body><p>Hello</p></body></html>"))


def test_a_feed_with_a_bomb_in_it_is_refused() -> None:
    with pytest.raises(ParseError, match="entities"):
        list(rss.entries(LAUGHS))


def test_a_feed_nested_without_end_is_refused() -> None:
    with pytest.raises(TooLargeError, match="nests"):
        list(rss.entries(b"<rss><channel><item>" + b"<a>" * 3000))


@pytest.mark.parametrize(
    ("real", "said"), [("gb18030", "utf-8"), ("gb18030", "big5"), ("big5", "gb2312"), ("gbk", "iso-8859-1")]
)
def test_a_chinese_feed_that_names_the_wrong_encoding_is_read(real: str, said: str) -> None:
    title = "海灣隧道通車，首班巴士載著乘客駛過海底" if real == "big5" else "海湾隧道通车，首班公交车载着乘客驶过海底"
    feed = f"<?xml version='1.0' encoding='{said}'?><rss version='2.0'><channel><title>{title}</title>"
    feed += f"<item><title>{title}</title></item></channel></rss>"
    assert [e.title for e in rss.entries(feed.encode(real))] == [title]


def test_a_nul_byte_in_a_feed_is_survived() -> None:
    feed = b"<rss version='2.0'><channel><item><title>a\x00b</title></item></channel></rss>"
    assert len(list(rss.entries(feed))) == 1


def test_a_link_that_is_no_web_address_is_dropped() -> None:
    feed = b"<rss version='2.0'><channel><item><title>a</title><link>javascript:alert(1)</link></item></channel></rss>"
    assert [e.url for e in rss.entries(feed)] == [""]


def test_a_chinese_date_is_read_in_beijing_time() -> None:
    item = "<item><title>a</title><pubDate>2026年11月2日 07:10</pubDate></item>"
    feed = f"<rss version='2.0'><channel>{item}</channel></rss>"
    moment = next(rss.entries(feed.encode())).published
    assert moment is not None
    assert moment.isoformat() == "2026-11-02T07:10:00+08:00"
