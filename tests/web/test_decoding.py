"""The page on which decoding settings are tried."""

import httpx
import pytest
from playwright.sync_api import expect

from broadsheet.app import Newsroom
from broadsheet.serve.web._frame.decodings import Tried, against, visible
from tests.web.conftest import Reader

PROMPT = "The bridge was closed in March after a crash. It cost 48 million crowns. The mayor will speak on Monday."
ASKED: dict[str, str | int] = {"prompt": PROMPT, "model": "stub", "top_k": 1, "temperature": 1}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_form_explains_every_setting(client: httpx.Client, language: str) -> None:
    page = client.get("/decoding", cookies={"lang": language}).text
    for name in ("temperature", "top_k", "top_p", "min_p", "repeat_penalty", "seed", "n", "max_tokens"):
        assert f'id="{name}-hint"' in page


@pytest.mark.parametrize("language", ["en", "zh"])
def test_chances_are_drawn_and_listed_and_what_is_cut_is_hatched(client: httpx.Client, language: str) -> None:
    page = client.get("/decoding", params=ASKED, cookies={"lang": language}).text
    assert "<pattern" in page
    assert "72.7%" in page
    assert {"en": "<td>cut</td>", "zh": "<td>截去</td>"}[language] in page
    assert "begun=The" in page


def test_samples_stand_side_by_side_with_their_seeds(client: httpx.Client) -> None:
    page = client.get("/decoding/samples", params={**ASKED, "n": 2, "seed": 4}, headers={"accept-language": "en"}).text
    assert page.count("<h3>") == 6
    assert "Seed 5" in page


def test_an_impossible_setting_is_said(client: httpx.Client) -> None:
    assert client.get("/decoding", params={**ASKED, "temperature": 9}).status_code == 422


def test_the_page_of_models_leads_there(client: httpx.Client) -> None:
    assert 'href="/decoding"' in client.get("/models").text


def test_a_draft_brings_its_brief(client: httpx.Client, newsroom: Newsroom) -> None:
    last = list(newsroom.write("brief", sources=["2"], language="zh", model="none"))[-1]
    page = client.get("/decoding", params={"draft": last.draft_id or 0}).text
    assert "新闻简讯的第一句，只用以下材料" in page
    assert "旧埠" in page
    assert client.get("/decoding", params={"draft": 999}).status_code == 404


def test_spaces_and_halves_of_characters_are_seen() -> None:
    assert visible(" the\n") == "␣the↵"
    assert visible("\ufffd") == "◌"
    assert visible("") == "∅"


def test_what_the_other_text_does_not_say_is_its_own() -> None:
    assert against("The old bridge", "The new bridge") == [("The ", False), ("old", True), (" bridge", False)]
    assert against("大桥关闭", "大桥开放") == [("大桥", False), ("关闭", True)]


def test_the_address_says_all_that_was_picked() -> None:
    assert "begun=The+bridge" in Tried(prompt="a", begun="The").query(begun="The bridge")


@pytest.mark.web
@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("zh", 375)])
def test_one_walks_on_token_by_token(reader: Reader, language: str, width: int) -> None:
    page = reader.open("/decoding", language=language, width=width)
    page.fill("#prompt", PROMPT)
    page.select_option("#model", "stub")
    page.click("#decoding-go")
    expect(page.locator(".samples li")).to_have_count(5)
    page.locator(".walk a").first.click()
    expect(page.locator("#begun")).to_have_value("The")
    expect(page.locator(".walk a").first).to_contain_text("␣")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
