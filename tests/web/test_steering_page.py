"""The editor's page for steering, by a plain client and in the system's Chromium."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from broadsheet.app import Newsroom
from tests.newsrooms import NOW, furnish
from tests.web.conftest import Reader, served


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "newsroom", model="none", now=lambda: NOW) as opened:
        furnish(opened)
        yield opened


@pytest.fixture
def there(room: Newsroom) -> Iterator[str]:
    with served(room) as address:
        yield address


@pytest.fixture
def client(there: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=there, follow_redirects=True, trust_env=False, timeout=60) as opened:
        yield opened


@pytest.mark.parametrize(("language", "word"), [("en", "Pinned at 2"), ("zh", "固定在第2位")])
def test_without_a_script_a_pin_is_set_listed_and_taken_back(
    client: httpx.Client, room: Newsroom, language: str, word: str
) -> None:
    asked = {"article": "1", "position": "2", "reason": "选举之夜", "by": "林编辑"}
    page = client.post("/steering/pins", data=asked, params={"lang": language})
    assert page.status_code == 200
    assert word in client.get("/steering", params={"lang": language}).text
    assert "选举之夜" in page.text
    (running,) = room.direction().steers
    client.post(f"/steering/steers/{running.id}/remove")
    assert room.direction().steers == ()
    assert room.direction_history()[1][0].ended_by == "林编辑"


def test_without_a_script_dials_are_tried_and_then_go_live(client: httpx.Client, room: Newsroom) -> None:
    tried = client.get("/steering", params={"freshness": "0.1", "lang": "en"})
    assert "Median age, hours" in tried.text
    assert room.direction().setting is None
    client.post("/steering/dials", data={"freshness": "0.1", "reason": "a slow Sunday", "by": "Ada"})
    assert room.direction().dials.freshness == 0.1


@pytest.mark.parametrize("data", [{"freshness": "0.1"}, {"freshness": "2", "reason": "x"}])
def test_dials_without_a_reason_or_beyond_their_end_do_not_go_live(
    client: httpx.Client, room: Newsroom, data: dict[str, str]
) -> None:
    assert client.post("/steering/dials", data=data).status_code == 422
    assert room.direction().setting is None


@pytest.mark.web
def test_a_dial_moved_with_the_keyboard_shows_at_once_what_it_would_do(browser: Browser, there: str) -> None:
    reader = Reader(browser, there)
    page = reader.open("/steering")
    page.focus("#dial-freshness")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#preview table").first).to_be_visible()
    assert reader.complaints == []


@pytest.mark.web
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_does_not_scroll_sideways_on_a_small_screen(
    browser: Browser, there: str, language: str, theme: str
) -> None:
    reader = Reader(browser, there)
    page = reader.open("/steering?diversity=0.9", language=language, theme=theme, width=375)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert reader.complaints == []
