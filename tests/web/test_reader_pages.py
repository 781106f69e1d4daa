"""A reader's own pages: the front page and its acts, tags, saved, notices, letters, and the way in and out."""

import re

import httpx
import pytest
from playwright.sync_api import expect

from broadsheet.app import Newsroom
from broadsheet.core import Article, Item
from broadsheet.serve.web._frame.cards import first_paragraphs
from broadsheet.serve.web._frame.front import laid_out
from broadsheet.serve.web._frame.lists import parted
from tests.newsrooms import NOW
from tests.web.conftest import Reader

OWN = ["", "/tags", "/saved", "/notices", "/letters", "/welcome"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("page", OWN)
def test_every_page_of_a_reader_answers_and_is_for_no_index(client: httpx.Client, page: str, language: str) -> None:
    answer = client.get(f"/readers/林{page}", cookies={"lang": language})
    assert answer.status_code == 200, answer.text[-300:]
    assert 'name="robots" content="noindex"' in answer.text


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [375, 1280])
def test_no_page_of_a_reader_scrolls_sideways(reader: Reader, newsroom: Newsroom, language: str, width: int) -> None:
    newsroom.read("Wide", 1, action="save")
    newsroom.letter("Wide")
    newsroom.feed_key("Wide")
    page = reader.open("/readers/Wide", language=language, width=width)
    for path in OWN:
        page.goto(f"/readers/Wide{path}", wait_until="domcontentloaded")
        assert page.evaluate("document.documentElement.scrollWidth") == width, path


@pytest.mark.parametrize("scripts", ["on", "off"])
def test_an_act_is_one_press_and_can_be_taken_back(reader: Reader, scripts: str) -> None:
    page = reader.open(f"/readers/Presser-{scripts}", scripts=scripts)
    before = page.locator(".front-item").count()
    gone = page.locator(".front-lead").get_attribute("id")
    page.locator(".front-lead button[value=hide]").click()
    expect(page.locator(f"#{gone}")).to_have_count(0)
    page.locator(".undo button").click()
    expect(page.locator(f"#{gone}")).to_have_count(1)
    expect(page.locator(".front-item")).to_have_count(before)


def test_less_of_an_outlet_shows_among_the_tags_where_it_is_weighed_again(reader: Reader) -> None:
    page = reader.open("/readers/Lesser")
    lead = page.locator(".front-lead")
    outlet = lead.locator(".byline b").inner_text()
    lead.locator(".less summary").click()
    lead.locator("button[value='less:outlet']").click()
    expect(page.locator(".front-said")).to_contain_text("Less like")
    page.goto("/readers/Lesser/tags")
    tag = page.locator(".tag-list li", has_text=re.compile(re.escape(outlet), re.IGNORECASE)).first
    expect(tag.locator("button[aria-pressed=true]")).to_have_text(re.compile("½"))
    tag.get_by_role("button", name="as learnt").click()
    expect(page.locator(".tag-list li", has_text=re.compile(re.escape(outlet), re.IGNORECASE))).to_have_count(0)


@pytest.mark.parametrize(("language", "topic"), [("en", "sport"), ("zh", "体育")])
def test_a_new_reader_chooses_and_the_page_follows_it(reader: Reader, language: str, topic: str) -> None:
    page = reader.open(f"/readers/New-{language}", language=language)
    page.locator(".front-welcome a").click()
    page.locator(".kind-chip", has_text=re.compile(f"^{topic}$", re.IGNORECASE)).first.click()
    page.locator("button.primary").click()
    expect(page.locator(".front-head")).to_contain_text(topic)
    expect(page.locator(".front-welcome")).to_have_count(0)


def test_what_came_into_sight_is_noted_with_its_place(reader: Reader, newsroom: Newsroom) -> None:
    page = reader.open("/readers/Looker")
    first = page.locator(".front-lead").get_attribute("data-item")
    page.wait_for_timeout(1300)
    with page.expect_response("**/views"):
        page.evaluate("dispatchEvent(new Event('pagehide'))")
    acts = newsroom.history("Looker")
    assert first in {f"{act.article}:{act.position}" for act in acts if act.action == "view"}
    assert {act.page for act in acts} == {page.locator("#front").get_attribute("data-page")}


def test_views_that_are_no_views_are_refused(client: httpx.Client) -> None:
    assert client.post("/readers/Ada/views", data={"page": "p", "seen": "1:x"}).status_code == 422


def test_erasing_asks_for_the_name(client: httpx.Client, newsroom: Newsroom) -> None:
    newsroom.follow("Leaver", "fire")
    assert "Nothing was erased" in client.post("/readers/Leaver/erase", data={"confirm": "Leave"}).text
    assert newsroom.reader("Leaver").topics == ("fire",)
    assert "is erased" in client.post("/readers/Leaver/erase", data={"confirm": "Leaver"}).text
    assert newsroom.reader("Leaver").topics == ()


def test_everything_kept_is_one_file(client: httpx.Client, newsroom: Newsroom) -> None:
    newsroom.follow("取阅者", "火灾")
    answer = client.get("/readers/取阅者/export")
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.json()["reader"]["topics"] == ["火灾"]


def test_a_letter_is_stopped_by_its_address_after_being_asked(client: httpx.Client, newsroom: Newsroom) -> None:
    key = newsroom.subscribe("Post", letters=True).letter_key
    assert "Stop the newsletter?" in client.get(f"/letters/{key}").text
    assert newsroom.subscription("Post").letters
    assert "Stopped" in client.post(f"/letters/{key}").text
    assert not newsroom.subscription("Post").letters
    assert client.get("/letters/guessed").status_code == 404


def test_a_feed_is_private_tagged_and_not_sent_twice(client: httpx.Client, newsroom: Newsroom) -> None:
    path = f"/feeds/readers/{newsroom.feed_key('Feeder')}.xml"
    first = client.get(path)
    assert (first.headers["x-robots-tag"], first.headers["cache-control"][:7]) == ("noindex, nofollow", "private")
    assert client.get(path, headers={"if-none-match": first.headers["etag"]}).status_code == 304
    assert client.get("/feeds/readers/guessed.xml").status_code == 404
    assert client.get("/feeds/readers/guessed.exe").status_code == 404


def test_a_page_is_laid_out_with_a_lead_seconds_sections_and_briefs() -> None:
    topics = ["a", "b", "c", "d", "e", "d", "f"]
    found = {
        number: (Article(title=str(number), text="x", annotations={"topics": [{"id": topic, "score": 1.0}]}), NOW)
        for number, topic in enumerate(topics)
    }
    items = [Item(number, number + 1, 1.0, {}, "because") for number in found]
    front = laid_out(items, found, language="en")
    assert front.lead
    assert front.lead.item.article == 0
    assert [p.item.article for p in front.seconds] == [1, 2, 3]
    assert [p.item.article for p in front.briefs] == [4, 5, 6]
    assert front.count == len(items)
    more = laid_out([*items, Item(5, 8, 0.5, {}, "again")], found, language="en")
    assert [[p.item.article for p in section.placed] for section in more.sections] == [[5, 5]]


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [("One. " * 400, "en", "One."), ("一句话。" * 400, "zh", "一句话。")],
)
def test_a_lead_of_one_long_paragraph_is_cut_at_a_sentence(text: str, language: str, shown: str) -> None:
    lines = first_paragraphs(Article(title="t", text=text, language=language))
    assert len(lines) == 1
    assert len(lines[0]) <= 1100
    assert lines[0].endswith(shown)


def test_a_list_is_parted_by_the_commas_of_either_language() -> None:
    assert parted("星港、 南渡，Port Aster, 星港;") == ["星港", "南渡", "Port Aster"]
