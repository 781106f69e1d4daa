"""One page, one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.ingest.urls import normalise, outlet_of, variants


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("HTTPS://News.Example:443/a?utm_source=x&id=7#top", "https://news.example/a?id=7"),
        ("http://news.example", "http://news.example/"),
        ("https://news.example/新闻/1", "https://news.example/%E6%96%B0%E9%97%BB/1"),
        ("https://news.example/%e6%96%b0", "https://news.example/%E6%96%B0"),
        ("https://news.example/a?spm=1.2&from=wx", "https://news.example/a?from=wx"),
        ("https://news.example/#!/page/3", "https://news.example/#!/page/3"),
        ("https://news.example:8443/a", "https://news.example:8443/a"),
        ("/a/b", "/a/b"),
        ("mailto:a@news.example", "mailto:a@news.example"),
    ],
)
def test_a_url_has_one_normal_spelling(written: str, normal: str) -> None:
    assert normalise(written) == normal


@given(st.text(max_size=80))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    url = "https://news.example/" + text
    assert normalise(normalise(url)) == normalise(url)


def test_common_spellings_of_a_page_are_known() -> None:
    assert variants("http://news.example/a/") == (
        "http://news.example/a/",
        "https://news.example/a/",
        "http://news.example/a",
        "https://news.example/a",
    )


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("http://www.rte.ie/news/1", "rte.ie"),
        ("https://m.people.example/n1", "people.example"),
        ("https://abcnews.go.com/x", "abcnews.go.com"),
        ("not a url", ""),
        ("http://[", ""),
    ],
)
def test_the_host_names_the_outlet(url: str, outlet: str) -> None:
    assert outlet_of(url) == outlet
