"""Polling a followed source."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from broadsheet.core import Source
from broadsheet.ingest import Fetcher, Limits, poll
from broadsheet.store import SourceState
from tests.ingest.site import Site

NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
FEED = (Path(__file__).parent / "samples" / "rss.xml").read_bytes()
PAGE = (Path(__file__).parent / "samples" / "page.html").read_bytes()


def guest() -> Fetcher:
    return Fetcher(allow=["127.0.0.1"], limits=Limits(pause=0.0, seconds=5.0))


def feed_of(site: Site) -> bytes:
    return FEED.replace(b"https://harbourstar.example", site.url("").encode())


def test_a_poll_brings_articles_and_a_new_state(site: Site) -> None:
    url = site.put("/feed", feed_of(site), ETag='"7"', Last_Modified="Mon, 02 Nov 2026 06:00:00 GMT")
    found = poll(Source(url, outlet="The Star"), SourceState(failures=3), http=guest(), now=NOW)
    assert [a.title for a in found.articles] == ["Tunnel opens & ferries stay", "隧道今晨通车"]
    assert {a.outlet for a in found.articles} == {"The Star"}
    assert found.state == SourceState(
        '"7"', "Mon, 02 Nov 2026 06:00:00 GMT", next_poll=NOW + timedelta(hours=1), polled=NOW
    )


def test_an_unchanged_feed_brings_nothing_and_keeps_its_validators(site: Site) -> None:
    url = site.put("/feed", feed_of(site), ETag='"7"')
    found = poll(Source(url), SourceState(etag='"7"'), http=guest(), now=NOW)
    assert (found.articles, found.state.etag, found.state.next_poll) == ((), '"7"', NOW + timedelta(seconds=900))


def test_a_teaser_is_completed_from_its_page(site: Site) -> None:
    site.put("/suidao", PAGE, Content_Type="text/html")
    found = poll(Source(site.put("/feed", feed_of(site))), SourceState(), http=guest(), now=NOW)
    assert "48亿元" in found.articles[1].text


def test_a_page_that_fails_leaves_the_teaser_marked_as_one(site: Site) -> None:
    found = poll(Source(site.put("/feed", feed_of(site))), SourceState(), http=guest(), now=NOW)
    assert found.problems == ()
    assert found.articles[1].text == "首班车于清晨驶过。"
    assert found.articles[1].tags == ("summary-only",)


def test_what_is_known_is_not_fetched_again(site: Site) -> None:
    found = poll(
        Source(site.put("/feed", feed_of(site))),
        SourceState(),
        http=guest(),
        now=NOW,
        known=lambda url: url.endswith("/suidao"),
    )
    assert [a.title for a in found.articles] == ["Tunnel opens & ferries stay"]
    assert "/suidao" not in site.paths()


def test_a_failure_is_a_problem_and_a_longer_wait(site: Site) -> None:
    source = Source(site.put("/feed", status=500))
    first = poll(source, SourceState(etag='"7"'), http=guest(), now=NOW)
    second = poll(source, first.state, http=guest(), now=NOW)
    assert [p.error.code for p in first.problems] == ["fetch"]
    assert (second.state.failures, second.state.error, second.state.etag) == (2, "the server answered 500", '"7"')
    assert second.state.next_poll == NOW + timedelta(seconds=3600)


def test_a_server_that_asks_for_time_gets_it(site: Site) -> None:
    source = Source(site.put("/feed", status=429, Retry_After="36000"))
    assert poll(source, SourceState(), http=guest(), now=NOW).state.next_poll == NOW + timedelta(hours=10)


def test_a_feed_that_is_not_a_feed_is_a_problem(site: Site) -> None:
    found = poll(
        Source(site.put("/feed", b"<html><p>hello</p></html>"), kind="rss"), SourceState(), http=guest(), now=NOW
    )
    assert [p.error.code for p in found.problems] == ["parse"]
    assert found.state.failures == 1


def test_a_known_entry_that_was_revised_is_handed_on_again(site: Site) -> None:
    entry = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>i</id><entry><title>Bridge</title><id>1</id>'
        '<link href="{}"/><updated>{}</updated><content>The bridge reopens in May. {}</content></entry></feed>'
    )
    polled = SourceState(polled=NOW)
    brought = []
    for at in ("2026-11-01T00:00:00Z", "2026-11-03T00:00:00Z"):
        body = entry.format(site.url("/bridge"), at, "Traffic is led over the ring road until then. " * 12).encode()
        url = site.put("/feed", body, Content_Type="application/atom+xml")
        brought.append(len(poll(Source(url), polled, http=guest(), now=NOW, known=lambda _url: True).articles))
    assert brought == [0, 1]


def test_a_followed_page_is_always_handed_on(site: Site) -> None:
    url = site.put("/page", PAGE, Content_Type="text/html")
    assert len(poll(Source(url), SourceState(), http=guest(), now=NOW, known=lambda _url: True).articles) == 1


def test_a_reading_list_leads_to_its_feeds(site: Site) -> None:
    outline = b'<opml version="2.0"><body><outline text="A" xmlUrl="https://a.example/feed"/></body></opml>'
    url = site.put("/list.opml", outline, Content_Type="text/x-opml")
    assert [s.url for s in poll(Source(url), SourceState(), http=guest(), now=NOW).sources] == [
        "https://a.example/feed"
    ]
