"""Real pages."""

import gzip
from pathlib import Path

import pytest

from broadsheet.core import Article
from broadsheet.ingest.sources import page


def article(payload: bytes) -> Article:
    return next(page.entries(payload))


@pytest.mark.fetched
def test_a_news_page_gives_its_story(pages: Path) -> None:
    found = article(gzip.decompress((pages / "webpage.html.gz").read_bytes()))
    assert found.title == "Could Manchin Actually Leave The Democratic Party?"
    assert (found.author, found.outlet, found.language) == ("Geoffrey Skelley", "FiveThirtyEight", "en")
    assert found.published is not None
    assert found.published.date().isoformat() == "2021-10-25"
    assert found.text.startswith("Sen. Joe Manchin told reporters")
    assert 6000 < len(found.text) < 10_000
    assert "<" not in found.text


@pytest.mark.fetched
@pytest.mark.parametrize("name", ["http_sample.html", "httpbin_sample.html"])
def test_a_book_page_gives_its_text(pages: Path, name: str) -> None:
    text = article((pages / name).read_bytes()).text
    assert "Availing himself of the mild, summer-cool weather" in text
    assert len(text) > 3000


@pytest.mark.fetched
@pytest.mark.parametrize("name", ["apache.html", "exotic_tags.html", "mozilla.org.firefox.developer.html", "scam.html"])
def test_every_page_gives_some_text(pages: Path, name: str) -> None:
    assert len(article((pages / name).read_bytes()).text) > 100
