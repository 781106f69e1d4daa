"""The pages of headline tests and of the audience in the system's Chromium."""

import pytest
from playwright.sync_api import expect

from broadsheet.app import Newsroom
from tests.web.conftest import Reader

pytestmark = pytest.mark.web
TITLES = {"en": "Five injured in warehouse fire on the Old Quay", "zh": "星港旧埠一木材仓库清晨起火，致5人受伤"}
FALSE = {"en": "Nine dead in warehouse fire on the Old Quay", "zh": "星港旧埠一木材仓库起火，致9人死亡"}
FIRE = {"en": "warehouse fire", "zh": "仓库起火"}
START = {"en": "Test headlines", "zh": "测试标题"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_editor_starts_a_test_from_an_article_and_ends_it(reader: Reader, newsroom: Newsroom, language: str) -> None:
    article = next(a.id for a in newsroom.articles() if FIRE[language] in a.value.title)
    page = reader.open(f"/articles/{article}", language=language)
    page.get_by_role("link", name=START[language]).click()
    page.locator("[name=titles]").fill(f"{TITLES[language]}\n{FALSE[language]}")
    page.locator("[name=by]").fill("林编辑")
    page.get_by_role("button", name=START[language]).click()
    expect(page.locator(".test-table tbody tr")).to_have_count(2)
    expect(page.locator(".refused-list")).to_contain_text(FALSE[language])
    page.locator("[name=winner][value='1']").check()
    page.locator(".headline-end button").click()
    expect(page.locator(".notice-line b")).to_have_text(TITLES[language])
    page.locator("[name=variant][value='0']").check()
    page.locator(".headline-end button").click()
    expect(page.locator(".notice-line b")).not_to_have_text(TITLES[language])


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", ["/headlines", "/audience"])
@pytest.mark.parametrize("width", [375, 1280])
def test_the_pages_never_scroll_sideways(reader: Reader, path: str, language: str, width: int) -> None:
    page = reader.open(path, language=language, width=width)
    expect(page.locator(".chart-place > p")).to_have_count(0, timeout=30_000)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_audience_page_says_what_is_missing(reader: Reader) -> None:
    page = reader.open("/audience")
    expect(page.locator("#figure-learning .chart-wide")).to_contain_text("No version was learnt yet", timeout=30_000)
