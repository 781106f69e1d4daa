"""The snippet, on a page of another origin in Chromium."""

import functools
import http.server
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext

from broadsheet.app import Newsroom
from broadsheet.core import Event
from tests.newsrooms import furnish
from tests.web.conftest import served

PAGE = """<!doctype html><meta charset="utf-8"><title>News</title>{head}
<div id="one" data-page="p1" data-position="1" data-article="1"><a href="#there">First</a></div>
<button id="like" data-act="like" data-article="2">Like</button>
<button id="follow" data-act="follow" data-topic="科学">Follow</button>
<div style="height:3000px"></div><div id="two" data-article="2">Second</div>{body}
"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """A site of the publisher's, at another origin."""
    folder = tmp_path / "site"
    folder.mkdir()
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def room(tmp_path: Path, site: str) -> Iterator[Newsroom]:
    home = tmp_path / "home"
    home.mkdir()
    (home / "broadsheet.toml").write_text(f'sites = ["{site}"]\n')
    with Newsroom.open(home, model="none") as opened:
        furnish(opened)
        yield opened


@pytest.fixture
def newsroom_at(room: Newsroom) -> Iterator[str]:
    with served(room) as there:
        yield there


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 800, "height": 600})
    yield context
    context.close()


def put(tmp_path: Path, script: str, *, body: str = "") -> None:
    (tmp_path / "site" / "index.html").write_text(PAGE.format(head=script, body=body), encoding="utf-8")


def tag(newsroom_at: str, said: str) -> str:
    return f'<script src="{newsroom_at}/reader.js" {said} defer></script>'


def until(room: Newsroom, reader: str, *, n: int) -> list[Event]:
    for _ in range(100):
        found = room.store.events.of(reader)
        if len(found) >= n:
            return found
        time.sleep(0.1)
    return room.store.events.of(reader)


def test_views_clicks_and_buttons_are_told(
    room: Newsroom, newsroom_at: str, site: str, visitor: BrowserContext, tmp_path: Path
) -> None:
    put(tmp_path, tag(newsroom_at, 'data-reader="若川"'))
    page = visitor.new_page()
    page.goto(site)
    assert [e.action for e in until(room, "若川", n=1)] == ["view"]
    page.click("#one a")
    page.click("#like")
    page.click("#follow")
    told = until(room, "若川", n=4)
    assert [(e.action, e.article, e.topic) for e in told] == [
        ("view", 1, ""),
        ("click", 1, ""),
        ("like", 2, ""),
        ("follow", None, "科学"),
    ]
    assert [(e.page, e.position) for e in told[:2]] == [("p1", 1), ("p1", 1)]
    assert visitor.cookies() == []
    assert page.evaluate("localStorage.length") == 0


def test_reading_to_the_end_and_leaving_are_told(
    room: Newsroom, newsroom_at: str, site: str, visitor: BrowserContext, tmp_path: Path
) -> None:
    put(tmp_path, tag(newsroom_at, 'data-reader="ann"'), body='<article data-reading="3">Words.</article>')
    page = visitor.new_page()
    page.goto(site)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert "finish" in {e.action for e in until(room, "ann", n=3)}
    page.goto("about:blank")
    dwell = [e for e in until(room, "ann", n=4) if e.action == "dwell"]
    assert [e.article for e in dwell] == [3]
    assert dwell[0].value >= 2


def test_nothing_is_told_before_consent_and_all_of_it_after(
    room: Newsroom, newsroom_at: str, site: str, visitor: BrowserContext, tmp_path: Path
) -> None:
    put(tmp_path, tag(newsroom_at, 'data-reader="ann" data-consent="ask"'))
    page = visitor.new_page()
    page.goto(site)
    page.click("#like")
    page.wait_for_timeout(1_500)
    assert room.store.events.count() == 0
    page.evaluate("broadsheet.consent(true)")
    page.click("#like")
    assert [e.action for e in until(room, "ann", n=1)] == ["like"]
    page.evaluate("broadsheet.consent(false)")
    page.click("#like")
    page.wait_for_timeout(1_000)
    assert room.store.events.count() == 1
    assert page.evaluate("localStorage.length") == 0


def test_a_browser_that_says_no_is_left_alone(
    room: Newsroom, newsroom_at: str, site: str, visitor: BrowserContext, tmp_path: Path
) -> None:
    put(tmp_path, tag(newsroom_at, 'data-reader="ann"'))
    visitor.add_init_script("Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})")
    page = visitor.new_page()
    page.goto(site)
    page.click("#like")
    page.wait_for_timeout(1_500)
    assert room.store.events.count() == 0


def test_what_was_done_without_a_net_is_told_later_and_once(
    room: Newsroom, newsroom_at: str, site: str, visitor: BrowserContext, tmp_path: Path
) -> None:
    put(tmp_path, tag(newsroom_at, 'data-reader="ann" data-storage="yes"'))
    page = visitor.new_page()
    page.goto(site)
    until(room, "ann", n=1)
    visitor.set_offline(True)
    page.click("#like")
    page.wait_for_timeout(1_500)
    visitor.set_offline(False)
    page.goto(site)
    told = until(room, "ann", n=2)
    page.wait_for_timeout(1_500)
    assert [e.action for e in room.store.events.of("ann")].count("like") == 1
    assert "like" in [e.action for e in told]


def test_it_can_be_imported_as_a_module(
    room: Newsroom, newsroom_at: str, site: str, visitor: BrowserContext, tmp_path: Path
) -> None:
    start = f'import {{ start }} from "{newsroom_at}/reader.mjs"; start({{ site: "{newsroom_at}", reader: "mod" }});'
    put(tmp_path, f'<script type="module">{start}</script>')
    page = visitor.new_page()
    page.goto(site)
    page.click("#like")
    assert "like" in {e.action for e in until(room, "mod", n=1)}


def test_it_is_small_on_the_wire_and_any_site_may_load_it(newsroom_at: str) -> None:
    answer = httpx.get(f"{newsroom_at}/reader.js", headers={"accept-encoding": "gzip"}, trust_env=False)
    assert int(answer.headers["content-length"]) < 3_000
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    again = httpx.get(f"{newsroom_at}/reader.js", headers={"if-none-match": answer.headers["etag"]}, trust_env=False)
    assert again.status_code == 304
