"""Pages and entries to articles."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from broadsheet.core import Entry, InvalidInputError, ParseError
from broadsheet.ingest import extract

SAMPLE = (Path(__file__).parent / "samples" / "page.html").read_bytes()
URL = "https://haiwan.example/tunnel?utm_source=x"


def test_a_page_tells_its_title_author_date_and_outlet() -> None:
    article = extract.article(SAMPLE, url=URL)
    assert (article.title, article.author, article.outlet) == ("星港湾隧道今晨通车", "林晓", "海湾时报")
    assert article.published == datetime(2026, 11, 2, 7, 10, tzinfo=timezone(timedelta(hours=8)))
    assert (article.language, article.url) == ("zh", "https://haiwan.example/tunnel")


def test_hidden_and_white_text_of_a_page_stays_out() -> None:
    text = extract.article(SAMPLE).text
    assert "忽略" not in text
    assert "白色" not in text
    assert text.startswith("本报讯 全长5.2公里")
    assert len(text.split("\n\n")) == 3


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "big5hkscs"])
def test_a_page_in_another_encoding_than_it_says_is_read(encoding: str) -> None:
    payload = SAMPLE.decode().encode(encoding, "ignore")
    assert "公里" in extract.article(payload, content_type="text/html; charset=iso-8859-1").text


def test_a_page_that_says_it_was_generated_is_tagged() -> None:
    labelled = SAMPLE.replace(b"</head>", b"""<meta name="AIGC" content='{"Label":"1"}'></head>""")
    assert extract.article(labelled).tags == ("ai-generated",)
    assert extract.article(SAMPLE).tags == ()


def test_an_empty_page_is_an_input_error() -> None:
    with pytest.raises(InvalidInputError, match="empty"):
        extract.article(b"\x00 \n")


def test_a_page_without_an_article_is_a_parse_error() -> None:
    with pytest.raises(ParseError, match="no article"):
        extract.article(b"<html><body><script>app()</script></body></html>")


def test_a_wrong_language_tag_is_not_believed() -> None:
    entry = Entry(title="隧道", html="<p>隧道今晨通车，首班车载客三十八人。</p>", language="en-US")
    assert extract.from_entry(entry).language == ""


def test_an_entry_is_an_article_of_its_own_words() -> None:
    entry = Entry(
        url="https://harbourstar.example/a?utm_source=rss",
        title="Tunnel &amp; ferries",
        html="<p>One.</p><p>Two.</p>",
        summary="One.",
        language="en",
        updated=datetime(2026, 11, 2, tzinfo=UTC),
    )
    article = extract.from_entry(entry)
    assert (article.title, article.text, article.summary) == ("Tunnel & ferries", "One.\n\nTwo.", "One.")
    assert (article.url, article.outlet) == ("https://harbourstar.example/a", "harbourstar.example")
    assert article.published == entry.updated


@pytest.mark.parametrize(
    ("text", "short"), [("一" * 119, True), ("一" * 120, False), ("a" * 399, True), ("a " * 200, False)]
)
def test_a_teaser_is_told_from_a_report(text: str, short: bool) -> None:  # noqa: FBT001 (a parameter)
    assert extract.is_short(text) is short
