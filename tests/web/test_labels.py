"""The pages of labels: label, train, correct, in both languages and from the keyboard."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from broadsheet.app import Newsroom
from broadsheet.serve.web._frame.training import marked, matrix, reasons
from tests.newsrooms import NOW, furnish
from tests.train.texts import examples
from tests.web.conftest import Reader, served


@pytest.fixture(scope="module")
def labelling(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Newsroom, str]]:
    folder: Path = tmp_path_factory.mktemp("labels")
    with Newsroom.open(folder / "newsroom", model="none", now=lambda: NOW) as room:
        furnish(room)
        some = examples()
        rows = [f"{text}\t{label}" for text, label in zip(some.texts, some.labels, strict=True)]
        room.keep_labels("desk", "\n".join(rows))
        list(room.train("classify", name="desk", words_only=True))
        list(room.refresh())
        with served(room) as address:
            yield room, address


@pytest.fixture
def asked(labelling: tuple[Newsroom, str]) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=labelling[1], follow_redirects=True, trust_env=False, timeout=60) as opened:
        yield opened


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", ["/labels", "/labels/desk", "/labels/fresh", "/labels/desk/next?skip=1&skip=2"])
def test_a_page_of_labels_answers_in_both_languages(asked: httpx.Client, path: str, language: str) -> None:
    answer = asked.get(path, cookies={"lang": language})
    assert answer.status_code == 200, answer.text[:300]


def test_the_page_shows_the_figures_of_the_training(asked: httpx.Client) -> None:
    page = asked.get("/labels/desk", cookies={"lang": "en"}).text
    for words in ("How well it does", "Always the commonest label", "By label, with 95% intervals", "mistaken"):
        assert words in page


def test_an_article_says_what_the_analysis_made_of_it_and_leads_to_its_correction(asked: httpx.Client) -> None:
    assert "/labels/desk?article=1" in asked.get("/articles/1").text
    assert asked.get("/labels/desk?article=1").status_code == 200


def test_a_label_is_given_and_the_next_is_asked(asked: httpx.Client, labelling: tuple[Newsroom, str]) -> None:
    page = asked.post("/labels/byform/label", data={"label": "fire", "article": "1"}).text
    assert labelling[0].label_counts("byform") == {"fire": 1}
    assert 'name="article" value="1"' not in page.partition('id="training"')[0]


def test_a_label_that_is_typed_goes_before_a_button(asked: httpx.Client, labelling: tuple[Newsroom, str]) -> None:
    asked.post("/labels/typed/label", data={"label": "fire", "other": "<b>火灾</b>", "article": "1"})
    assert labelling[0].label_counts("typed") == {"<b>火灾</b>": 1}
    assert "<b>火灾</b>" not in asked.get("/labels/typed").text


def test_a_file_is_uploaded_and_trained(asked: httpx.Client) -> None:
    some = examples()
    content = "\n".join(f"{t}\t{x}" for t, x in zip(some.texts, some.labels, strict=True)).encode("gb18030")
    asked.post("/labels/file", data={"name": "版面"}, files={"file": ("a.tsv", content)})
    for _ in range(600):
        if "<progress" not in (page := asked.get("/labels/版面").text):
            break
        time.sleep(0.1)
    assert "card-title" in page


def test_a_name_that_is_built_in_is_refused(asked: httpx.Client) -> None:
    assert asked.post("/labels", data={"name": "sentiment"}).status_code == 422


def test_labels_are_downloaded_and_an_analysis_is_taken_away(asked: httpx.Client) -> None:
    asked.post("/labels/going/label", data={"label": "fire", "article": "1"})
    assert asked.get("/labels/going/file").text.startswith('{"article": 1')
    assert "going" not in asked.post("/labels/going/forget").text


@pytest.mark.web
def test_keys_give_labels_and_skip(browser: Browser, labelling: tuple[Newsroom, str]) -> None:
    room, address = labelling
    reader = Reader(browser, address)
    page = reader.open("/labels/desk")
    first = page.locator(".asked h3").inner_text()
    page.keyboard.press("0")
    expect(page.locator(".asked h3")).not_to_have_text(first)
    second = page.locator(".asked h3").inner_text()
    page.keyboard.press("1")
    expect(page.locator(".asked h3")).not_to_have_text(second)
    assert sum(one.article is not None for one in room.labels("desk")) == 1
    assert reader.complaints == []


@pytest.mark.web
@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_page_of_labels_scrolls_sideways(
    browser: Browser, labelling: tuple[Newsroom, str], language: str, width: int
) -> None:
    reader = Reader(browser, labelling[1])
    for path in ("/labels", "/labels/desk"):
        page = reader.open(path, language=language, width=width)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert reader.complaints == []


def test_pieces_put_together_are_the_text() -> None:
    parts = [{"score": 1.0, "places": [["text", 0, 2], ["title", 0, 1]]}, {"score": -1.0, "places": [["text", 4, 5]]}]
    pieces = marked("皇马\n胜了", parts, field="text")
    assert pieces == [[("皇马", "for")], [("胜", ""), ("了", "against")]]


def test_a_long_text_is_cut_with_a_mark() -> None:
    assert re.search("…$", marked("字" * 5000, [], field="text")[-1][-1][0])


def test_shades_are_shares_of_the_row() -> None:
    assert [[cell.shade for cell in row] for row in matrix([[10, 0], [1, 9]])] == [[5, 0], [1, 5]]


def test_reasons_are_measured_by_the_strongest() -> None:
    parts = [{"kind": "word", "text": "a", "score": 0.5}, {"kind": "meaning", "text": "", "score": -2.0}]
    assert [(one.kind, one.share) for one in reasons(parts)] == [("meaning", -1.0), ("word", 0.25)]
    assert reasons([]) == []
