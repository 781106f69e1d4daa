"""The fetcher against a server that misbehaves."""

import gzip
import threading
import time
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.core import FetchError, ForbiddenAddressError, RobotsError, TooLargeError
from broadsheet.ingest import Fetcher, Limits
from tests.ingest.site import Site, drip

QUICK = Limits(pause=0.0, seconds=10.0)


def guest(limits: Limits = QUICK) -> Fetcher:
    return Fetcher(allow=["127.0.0.1"], limits=limits)


def test_a_page_comes_with_its_headers(site: Site) -> None:
    url = site.put("/a", "新闻".encode(), Content_Type="text/html; charset=utf-8", ETag='"1"')
    answer = guest().get(url)
    assert (answer.body.decode(), answer.charset, answer.etag, answer.status) == ("新闻", "utf-8", '"1"', 200)


def test_it_says_who_it_is(site: Site) -> None:
    Fetcher(allow=["127.0.0.1"], limits=QUICK, contact="https://desk.example/about").get(site.put("/a", b"x"))
    assert site.asked[-1][1]["user-agent"] == "Broadsheet/1 (+https://desk.example/about)"


def test_an_unchanged_page_is_not_sent_again(site: Site) -> None:
    url = site.put("/a", b"x", ETag='"1"')
    assert guest().get(url, etag='"1"').status == 304


def test_a_page_of_50_megabytes_is_refused_by_its_length(site: Site) -> None:
    url = site.put("/big", b"", Content_Length="52428800")
    with pytest.raises(TooLargeError, match="52,428,800"):
        guest().get(url)


def test_a_page_of_50_megabytes_without_a_length_is_cut_off(site: Site) -> None:
    sent = []

    def pour(handler: object) -> None:
        for _ in range(800):
            handler.wfile.write(b"x" * 65536)  # type: ignore[attr-defined]
            sent.append(65536)

    url = site.put("/big", write=pour)
    with pytest.raises(TooLargeError):
        guest().get(url)
    assert sum(sent) < 30_000_000


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_compression_bomb_is_not_unpacked(site: Site, coding: str) -> None:
    zeros = b"\0" * 60_000_000
    body = gzip.compress(zeros) if coding == "gzip" else zlib.compress(zeros)
    url = site.put("/bomb", body, Content_Encoding=coding)
    with pytest.raises(TooLargeError):
        guest().get(url)


def test_raw_deflate_is_understood(site: Site) -> None:
    packed = zlib.compressobj(wbits=-15)
    url = site.put("/raw", packed.compress(b"hello " * 50) + packed.flush(), Content_Encoding="deflate")
    assert guest().get(url).body == b"hello " * 50


def test_a_compression_nobody_asked_for_is_an_error(site: Site) -> None:
    url = site.put("/br", b"x", Content_Encoding="br")
    with pytest.raises(FetchError, match="not asked for"):
        guest().get(url)


def test_a_slow_drip_ends_with_the_time_for_it(site: Site) -> None:
    url = site.put("/slow", write=drip)
    start = time.monotonic()
    with pytest.raises(FetchError, match="too slow"):
        guest(Limits(pause=0.0, seconds=0.6)).get(url)
    assert time.monotonic() - start < 3


def test_a_server_that_never_answers_ends_with_the_time_for_it(site: Site) -> None:
    silence = threading.Event()

    def hold(_handler: object) -> None:
        silence.wait(5)

    url = site.put("/never", write=hold, Content_Length="10")
    with pytest.raises(FetchError, match="too slow"):
        guest(Limits(pause=0.0, seconds=0.5)).get(url)
    silence.set()


def test_redirects_are_followed_and_remembered(site: Site) -> None:
    site.put("/c", b"there")
    site.put("/b", status=302, Location="/c")
    url = site.put("/a", status=301, Location="/b")
    answer = guest().get(url)
    assert (answer.body, answer.url, answer.asked) == (b"there", site.url("/c"), url)


def test_a_circle_of_redirects_ends(site: Site) -> None:
    url = site.put("/a", status=302, Location="/a")
    with pytest.raises(FetchError, match="too many redirects"):
        guest().get(url)
    assert len(site.paths()) == 6


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "http://2130706433/",
    ],
)
def test_a_redirect_to_a_private_address_is_refused(site: Site, target: str) -> None:
    url = site.put("/a", status=302, Location=target)
    with pytest.raises(ForbiddenAddressError):
        guest().get(url)


def test_nothing_private_is_fetched_without_leave(site: Site) -> None:
    with pytest.raises(ForbiddenAddressError):
        Fetcher(limits=QUICK).get(site.put("/a", b"secret"))
    assert site.asked == []


def test_a_public_name_for_a_private_address_is_refused() -> None:
    fetcher = Fetcher(limits=QUICK, resolver=lambda *_: ["93.184.216.34", "127.0.0.1"])
    with pytest.raises(ForbiddenAddressError, match="only public"):
        fetcher.get("http://rebound.example/")


def test_the_name_is_resolved_once_and_that_address_is_connected_to(site: Site) -> None:
    asked: list[str] = []

    def resolver(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    url = site.put("/robots.txt", b"").replace("127.0.0.1", "news.example")
    fetcher = Fetcher(allow=["127.0.0.1"], limits=QUICK, resolver=resolver)
    with pytest.raises(ForbiddenAddressError, match="only public"):
        fetcher.get(url)  # robots.txt came from the first answer; the page itself resolves anew and is refused
    assert site.asked[0][1]["host"].startswith("news.example")


def test_a_public_address_is_asked_only_where_web_servers_listen() -> None:
    fetcher = Fetcher(limits=QUICK, resolver=lambda *_: ["93.184.216.34"])
    with pytest.raises(ForbiddenAddressError, match="not fetched"):
        fetcher.get("http://mail.example:25/")


def test_a_site_may_refuse_a_page(site: Site) -> None:
    site.put("/robots.txt", b"User-agent: *\nDisallow: /private\n")
    fetcher = guest()
    assert fetcher.get(site.put("/open", b"x")).status == 200
    with pytest.raises(RobotsError):
        fetcher.get(site.put("/private/1", b"x"))
    assert site.paths() == ["/open"]


def test_robots_txt_is_asked_for_once(site: Site) -> None:
    fetcher = guest()
    for path in ("/a", "/b", "/c"):
        fetcher.get(site.put(path, b"x"))
    assert [path for path, _ in site.asked].count("/robots.txt") == 1


def test_a_site_whose_robots_txt_fails_is_left_alone(site: Site) -> None:
    site.put("/robots.txt", status=503)
    with pytest.raises(RobotsError, match="could not be read"):
        guest().get(site.put("/a", b"x"))


def test_two_requests_to_one_host_are_spaced(site: Site) -> None:
    waits: list[float] = []
    fetcher = Fetcher(allow=["127.0.0.1"], limits=Limits(pause=2.0), clock=lambda: 100.0, sleep=waits.append)
    for path in ("/a", "/b", "/c"):
        fetcher.get(site.put(path, b"x"))
    assert waits == [2.0, 4.0]


def test_a_longer_crawl_delay_is_kept(site: Site) -> None:
    site.put("/robots.txt", b"User-agent: Broadsheet\nCrawl-delay: 7\nAllow: /\n")
    waits: list[float] = []
    fetcher = Fetcher(allow=["127.0.0.1"], limits=Limits(pause=2.0), clock=lambda: 100.0, sleep=waits.append)
    for path in ("/a", "/b"):
        fetcher.get(site.put(path, b"x"))
    assert waits == [7.0]


def test_an_error_answer_says_when_to_come_again(site: Site) -> None:
    answer = guest().get(site.put("/a", status=503, Retry_After="120"))
    assert answer.wait == timedelta(seconds=120)
    with pytest.raises(FetchError, match="503"):
        answer.check()


def test_a_date_to_come_again_is_a_wait_from_now(site: Site) -> None:
    now = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)
    fetcher = Fetcher(allow=["127.0.0.1"], limits=QUICK, now=lambda: now)
    answer = fetcher.get(site.put("/a", status=429, Retry_After="Mon, 02 Nov 2026 06:10:00 GMT"))
    assert answer.wait == timedelta(minutes=10)


def test_a_closed_port_is_a_fetch_error() -> None:
    with Site() as gone:
        url = gone.url("/a")
    with pytest.raises(FetchError, match="could not be reached"):
        guest().get(url)


def test_a_host_that_is_not_there_is_a_fetch_error() -> None:
    def resolver(host: str, _port: int) -> Sequence[str]:
        raise FetchError("the host name was not found", asked=host)

    with pytest.raises(FetchError, match="not found"):
        Fetcher(limits=QUICK, resolver=resolver).get("http://nowhere.example/")
