"""robots.txt by RFC 9309: its own examples and what sites really write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.ingest.robots import parse

SITE = "https://news.example"


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("Disallow: /", "/a", False),
        ("Disallow:", "/a", True),
        ("Disallow: /example/page/disallowed.gif\nAllow: /example/page/", "/example/page/x", True),
        ("Allow: /example/page/\nDisallow: /example/page/disallowed.gif", "/example/page/disallowed.gif", False),
        ("Disallow: /page\nAllow: /page", "/page", True),
        ("Disallow: *.gif$", "/a/b.gif", False),
        ("Disallow: *.gif$", "/a/b.gif?x=1", True),
        ("Disallow: /this/*/exactly", "/this/path/exactly/1", False),
        ("Disallow: /fish*", "/fish.html", False),
        ("Disallow: /fish$", "/fishy", True),
        ("Disallow: /foo/bar?baz=https%3A%2F%2Ffoo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar", False),
        ("Disallow: /新闻", "/%E6%96%B0%E9%97%BB/1", False),
        ("Disallow: /%E6%96%B0", "/新", False),
        ("Disallow: /a%2Fb", "/a/b", True),
        ("Disallow: /", "/robots.txt", True),
        ("Disallow: /a # the rest is a comment", "/a", False),
    ],
)
def test_the_longest_match_decides(rules: str, path: str, allowed: bool) -> None:  # noqa: FBT001 (a parameter)
    assert parse(f"User-agent: *\n{rules}\n", agent="Broadsheet").allows(SITE + path) is allowed


def test_a_group_that_names_the_crawler_goes_before_the_one_for_all() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-Agent: broadsheet\nDisallow: /b\n"
    rules = parse(text, agent="Broadsheet")
    assert rules.allows(SITE + "/a")
    assert not rules.allows(SITE + "/b")


def test_groups_of_the_same_crawler_are_joined() -> None:
    text = (
        "User-agent: Broadsheet\nDisallow: /a\n\nUser-agent: other\nDisallow: /\n\nUser-agent: Broadsheet\nDisallow: /b"
    )
    rules = parse(text, agent="Broadsheet")
    assert [rules.allows(SITE + path) for path in ("/a", "/b", "/c")] == [False, False, True]


def test_several_crawlers_may_share_a_group() -> None:
    text = "User-agent: one\nUser-agent: Broadsheet\n\nDisallow: /a\n"
    assert not parse(text, agent="Broadsheet").allows(SITE + "/a")


def test_a_crawl_delay_has_a_cap() -> None:
    assert parse("User-agent: *\nCrawl-delay: 2.5", agent="B").delay == 2.5
    assert parse("User-agent: *\nCrawl-delay: 86400", agent="B").delay == 30.0


@given(st.text(max_size=300), st.text(max_size=40))
def test_no_robots_txt_breaks_it(text: str, path: str) -> None:
    assert parse(f"User-agent: *\nDisallow: {text}", agent="B").allows("https://news.example/" + path) in (True, False)


def test_many_wildcards_are_matched_in_no_time() -> None:
    rules = parse("User-agent: *\nDisallow: /" + "*a" * 200 + "$", agent="B")
    assert rules.allows(SITE + "/" + "a" * 2000 + "b")
