"""The queue and the fact checks as pages, in the system's Chromium and by a plain client."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from broadsheet import ingest
from broadsheet.app import Newsroom
from broadsheet.core import Article, FactCheck, Rating
from tests.newsrooms import NOW, furnish
from tests.web.conftest import Reader, served

LEAK = "The Harbour Bank denied on Thursday that its system leaked the data of 40,000 customers, police said."


def fill(room: Newsroom) -> None:
    furnish(room)
    room.add(Article("Bank denies leak", LEAK, "https://a.example/1", "Meridian", language="en", published=NOW))


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "newsroom", model="none", now=lambda: NOW) as opened:
        fill(opened)
        yield opened


@pytest.fixture
def there(room: Newsroom) -> Iterator[str]:
    with served(room) as address:
        yield address


@pytest.fixture
def client(there: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=there, follow_redirects=True, trust_env=False, timeout=60) as opened:
        yield opened


@pytest.mark.parametrize(("language", "word"), [("en", "Check it"), ("zh", "核查")])
def test_the_queue_links_each_sentence_to_its_check(client: httpx.Client, language: str, word: str) -> None:
    page = client.get("/queue", params={"hours": 72, "lang": language}).text
    assert LEAK in page
    assert word in page
    assert "/check?text=The+Harbour+Bank" in page


def test_a_verdict_on_a_sentence_is_a_public_page_with_its_claim_review(client: httpx.Client, room: Newsroom) -> None:
    page = client.post(
        "/facts",
        data={
            "claim": LEAK,
            "sentence": LEAK,
            "ruling": "false",
            "explanation": "The bank's log shows it.",
            "by": "Ada",
        },
    )
    assert re.fullmatch(r"/facts/\d+", page.url.path)
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.DOTALL)
    assert script
    (read,) = ingest.fact_checks(script[1].encode())
    assert isinstance(read, FactCheck)
    assert (read.claim, read.ruling) == (LEAK, "false")
    assert [i.state for i in room.queue(hours=72, state="checked")] == ["checked"]


def test_a_file_of_fact_checks_is_taken_in_and_what_became_of_it_told(client: httpx.Client) -> None:
    review = {"@type": "ClaimReview", "claimReviewed": "喝醋可以软化血管", "reviewRating": {"alternateName": "谣言"}}
    body = json.dumps([review, {"@type": "ClaimReview"}]).encode()
    page = client.post("/facts/import", params={"lang": "en"}, files={"file": ("a.json", body)}).text
    assert "1 new, 0 changed, 0 known already, 1 left out" in page
    assert "谣言" in client.get("/facts", params={"q": "常喝醋能使血管变软"}).text


def test_a_file_that_is_none_is_answered_with_why(client: httpx.Client) -> None:
    answer = client.post("/facts/import", files={"file": ("a.csv", b"a,b")})
    assert answer.status_code == 422
    assert "neither JSON nor a page" in answer.text


def test_a_report_shows_what_of_it_was_checked_before(client: httpx.Client, room: Newsroom) -> None:
    claim = "A fire in a timber warehouse on the Old Quay injured nine people."
    room.keep_fact_check(FactCheck(claim, Rating(), "false"))
    (report,) = [a.id for a in room.articles() if "warehouse fire" in a.value.title]
    assert "nine people" in client.get(f"/articles/{report}/facts").text
    story = room.store.stories.of_article(report)
    assert "nine people" in client.get(f"/stories/{story}/facts").text


@pytest.mark.web
def test_the_queue_is_worked_from_the_keyboard(browser: Browser, there: str, room: Newsroom) -> None:
    reader = Reader(browser, there)
    page = reader.open("/queue?hours=72")
    before = page.locator(".queue-item").count()
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator(".queue-item")).to_have_count(before - 1)
    assert len(room.queue(hours=72, state="dismissed")) == 1
    page.keyboard.press("c")
    page.wait_for_url(re.compile(r"/check\?text="))
    assert reader.complaints == []


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a newsroom that is only looked at, with a fact check in it."""
    with Newsroom.open(tmp_path_factory.mktemp("shown") / "newsroom", model="none", now=lambda: NOW) as room:
        fill(room)
        evidence = ("https://a.example/" + "x" * 90,)
        room.keep_fact_check(FactCheck(LEAK, Rating("Four Pinocchios"), "false", evidence=evidence))
        with served(room) as address:
            yield address


@pytest.mark.web
@pytest.mark.parametrize("path", ["/queue?hours=72", "/facts", "/facts/new?claim=x", "/facts/1"])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_scrolls_sideways_on_a_small_screen(
    browser: Browser, shown: str, path: str, language: str, theme: str
) -> None:
    reader = Reader(browser, shown)
    page = reader.open(path, language=language, theme=theme, width=375)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert reader.complaints == []
