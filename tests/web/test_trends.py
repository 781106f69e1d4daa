"""The page of trends in the system's Chromium."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import Reader

pytestmark = pytest.mark.web
SAID = {"en": ("Articles by outlet", "The numbers", "Nothing rises"), "zh": ("各媒体报道数", "数据", "没有升温")}


def drawn(page: Page) -> Page:
    """The page once every chart has come."""
    expect(page.locator(".chart-place > p")).to_have_count(0, timeout=30_000)
    return page


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_chart_is_drawn_with_its_numbers_and_files(reader: Reader, language: str) -> None:
    page = drawn(reader.open("/trends", language=language))
    title, numbers, nothing = SAID[language]
    expect(page.locator("#rising")).to_contain_text(nothing)
    expect(page.locator(".chart-figure")).to_have_count(7)
    coverage = page.locator("#figure-coverage")
    expect(coverage.get_by_role("heading")).to_have_text(title)
    coverage.get_by_text(numbers, exact=True).click()
    expect(coverage.get_by_role("cell", name="Touchline")).to_be_visible()
    for kind in ("PNG", "SVG", "CSV"):
        with page.expect_download() as waited:
            coverage.get_by_role("link", name=re.compile(kind)).click()
        assert waited.value.suggested_filename == f"coverage.{kind.lower()}"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_telephone_gets_the_narrow_drawing_and_never_scrolls_sideways(reader: Reader, language: str) -> None:
    page = drawn(reader.open("/trends", language=language, width=375))
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    expect(page.locator("#figure-heat_map .chart-narrow")).to_be_visible()
    expect(page.locator("#figure-heat_map .chart-wide")).to_be_hidden()


@pytest.mark.parametrize(("language", "name"), [("en", "Duan Hai"), ("zh", "段海")])
def test_a_subject_has_its_page(reader: Reader, language: str, name: str) -> None:
    page = drawn(reader.open(f"/trends/about?kind=entities&subject=person:{name}", language=language))
    expect(page.locator("h1")).to_have_text(name)
    expect(page.locator("main .plain-list a").first).to_be_visible()
    expect(page.locator(".chart-figure")).to_have_count(4)


def test_the_window_is_chosen_by_keyboard_and_an_empty_one_says_so(reader: Reader) -> None:
    page = reader.open("/trends")
    page.locator(".window-form [name=since]").first.fill("1999-01-01")
    page.locator(".window-form [name=until]").first.fill("1999-02-01")
    page.locator(".window-form [name=outlet]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("since=1999-01-01"))
    drawn(page)
    expect(page.locator("#figure-time_line .chart-wide")).to_contain_text("Nothing in this window")


def test_an_impossible_window_is_explained(reader: Reader) -> None:
    page = drawn(reader.open("/trends?since=2026-11-09&until=2026-11-01"))
    expect(page.locator(".alert")).to_contain_text("the window is empty")


def test_at_night_the_drawing_takes_the_colours_of_the_page(reader: Reader) -> None:
    page = drawn(reader.open("/trends", theme="dark"))
    colour = page.locator("#figure-coverage .chart-wide rect").first.evaluate("e => getComputedStyle(e).fill")
    assert colour == "rgb(95, 178, 238)"
