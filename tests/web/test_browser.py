"""The pages in the system's Chromium: an editor's whole way, by keyboard, on a small screen, by day and by night.

The `reader` fixture fails a test when the browser complains, so each of these is a test of the content policy too.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from broadsheet.app import Newsroom
from tests.newsrooms import REPORTS
from tests.web.conftest import Reader, served

pytestmark = pytest.mark.web

SAID = {
    "en": {"draft": "Draft from these", "go": "Write it", "save": "Save and check", "evidence": "Evidence"},
    "zh": {"draft": "据此写稿", "go": "动笔", "save": "保存并核查", "evidence": "依据"},
}
HEADLINE = {"en": "Old Quay warehouse fire injures five", "zh": "旧埠木材仓库起火 五人受伤"}
EVERYWHERE = ["/", "/stories/1", "/articles/1", "/drafts/new?story=1", "/drafts", "/published", "/sources"]
EVERYWHERE += ["/search?q=fire", "/readers", "/readers/Ada", "/models", "/nowhere"]


def _draft(page: Page, language: str) -> None:
    """From the desk to a draft of the fire."""
    page.goto("/")
    page.get_by_role("link", name=HEADLINE[language]).first.click()
    page.get_by_role("button", name=SAID[language]["draft"]).click()
    page.get_by_role("button", name=SAID[language]["go"]).click()
    page.wait_for_url(re.compile(r"/drafts/\d+$"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_editor_goes_from_the_desk_to_print_and_a_reader_to_the_next_page(reader: Reader, language: str) -> None:
    page = reader.open("/", language=language)
    _draft(page, language)
    page.locator("#by-decide").fill("Ada 编辑")
    page.locator("button[value=submit]").click()
    while page.locator(".clear-row button").count():
        page.locator(".clear-row button").first.click()
        page.wait_for_load_state()
    page.locator("button[value=approve]").click()
    page.locator("button[value=publish]").click()
    page.wait_for_url(re.compile(r"/published/\d+$"))
    expect(page.locator(".ai-label")).to_contain_text("Ada 编辑")
    expect(page.locator(".piece-text")).to_contain_text("62")
    page.goto(f"/readers/Reader-{language}")
    lead = page.locator(".front-lead h2 a")
    headline = lead.inner_text()
    lead.click()
    expect(page.locator("article h1")).to_have_text(headline)
    page.locator(".reader-bar button[value=hide]").click()
    expect(page.locator(".front-lead h2 a")).not_to_have_text(headline)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_small_screen_never_scrolls_sideways(reader: Reader, language: str) -> None:
    page = reader.open("/", language=language, width=375)
    widths = {}
    for path in EVERYWHERE:
        page.goto(path, wait_until="domcontentloaded")
        widths[path] = page.evaluate("document.documentElement.scrollWidth")
    reader.complaints.clear()  # the browser logs the 404 of the last page itself
    assert widths == dict.fromkeys(EVERYWHERE, 375)


def _brightness(page: Page) -> float:
    """How light the page's ground is, 0 to 255."""
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    parts = [float(part) for part in re.findall(r"[\d.]+", colour)[:3]]
    return sum(parts) / 3


def test_the_light_is_chosen_and_kept(reader: Reader) -> None:
    page = reader.open("/")
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert _brightness(page) < 60
    page.goto("/drafts")
    assert _brightness(page) < 60
    page.get_by_role("button", name="Light", exact=True).click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    assert _brightness(page) > 200


def test_without_a_choice_the_light_is_the_systems(reader: Reader) -> None:
    page = reader.open("/")
    page.emulate_media(color_scheme="dark")
    assert _brightness(page) < 60
    page.emulate_media(color_scheme="light")
    assert _brightness(page) > 200


def test_the_language_is_changed_on_the_page_it_is_read_on(reader: Reader) -> None:
    page = reader.open("/sources")
    page.get_by_role("button", name="中文").click()
    expect(page.locator("h1")).to_have_text("来源")
    assert page.url.endswith("/sources")


def test_without_scripts_a_draft_is_written_and_all_its_evidence_is_there(reader: Reader) -> None:
    page = reader.open("/drafts/new?source=1", scripts="off")
    page.get_by_role("button", name="Write it").click()
    page.wait_for_url(re.compile(r"/drafts/\d+$"), timeout=15_000)
    expect(page.locator("#e1")).to_be_visible()
    expect(page.locator("#e2")).to_be_visible()


def test_the_first_thing_a_keyboard_meets_leads_to_the_content(reader: Reader) -> None:
    page = reader.open("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_parts_of_a_score_are_shown_and_sum_to_it(reader: Reader) -> None:
    page = reader.open("/readers/Ada")
    page.locator(".why summary").first.click()
    shown = [float(n) for n in page.locator(".why").first.locator(".number").all_inner_texts()]
    assert sum(shown[:-1]) == pytest.approx(shown[-1], abs=0.005)


def test_following_a_topic_changes_the_front_page(reader: Reader) -> None:
    page = reader.open("/readers/Follower")
    page.locator("#own-topic").fill("basketball")
    page.get_by_role("button", name="Follow these").click()
    expect(page.locator(".front-head")).to_contain_text("basketball")


def test_what_is_known_of_a_picked_report_is_counted(reader: Reader) -> None:
    page = reader.open("/stories/1")
    page.locator("[name=source]").first.uncheck()
    expect(page.locator("[data-count]")).to_have_text(re.compile(r"\d+ chosen"))


def test_an_empty_desk_opens_by_itself_when_the_sample_is_in(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadsheet.ingest.sample", lambda: iter(REPORTS))  # the whole wire takes a minute to read
    with Newsroom.open(tmp_path / "empty", model="none") as room, served(room) as address:
        page = browser.new_page(locale="zh-CN")
        page.goto(address)
        page.get_by_role("button", name="打开示例编辑部").click()
        expect(page.locator(".card-lead")).to_be_visible(timeout=60_000)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", ["/", "/queue", "/headlines", "/audience", "/models", "/readers/Ada"])
def test_the_section_a_page_is_in_is_marked_with_its_neighbours_beside_it(
    reader: Reader, path: str, language: str
) -> None:
    page = reader.open(path, language=language, scripts="off")
    expect(page.locator(".groups [aria-current]")).to_have_count(1)
    expect(page.locator(".group-pages [aria-current=page]")).to_have_count(1)
    here = page.locator(".group-pages [aria-current=page]").get_attribute("href")
    assert path.startswith(str(here))


def test_every_section_is_two_links_away(reader: Reader) -> None:
    page = reader.open("/", scripts="off")
    groups = [link.get_attribute("href") for link in page.locator(".groups a").all()]
    found = set()
    for address in groups:
        page.goto(str(address), wait_until="domcontentloaded")
        found |= {link.get_attribute("href") for link in page.locator(".group-pages a").all()}
    assert len(found) == 19
    assert {"/trends", "/queue", "/steering", "/ads", "/labels", "/lab"} <= found


@pytest.mark.parametrize("path", ["/", "/readers/Ada", "/steering", "/ads"])
def test_on_a_small_screen_what_the_masthead_offers_is_large_enough_for_a_thumb(reader: Reader, path: str) -> None:
    page = reader.open(path, width=375)
    heights = page.evaluate("[...document.querySelectorAll('.sections a')].map(e => e.getBoundingClientRect().height)")
    assert all(height >= 44 for height in heights if height)
