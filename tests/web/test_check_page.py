"""The page where any text is checked: with a script and without, kept, and carried by a piece."""

import re
from html import unescape
from typing import Any

import httpx
import pytest

from broadsheet.app import Newsroom
from tests.web.conftest import Reader

FORM = {
    "en": "A fire on the Old Quay injured five people. Chief officer Duan Hai said 72 firefighters fought the blaze.",
    "zh": "火灾造成5人受伤。消防局长段海说，72名消防员扑救了4个小时。",
}
HELD = re.compile(r'name="held" value="([^"]*)"')
FIX = re.compile(r'name="fix" value="([^"]*)"')


def _fields(page: str, pattern: re.Pattern[str]) -> list[str]:
    return [unescape(found) for found in pattern.findall(page)]


def _sent(client: httpx.Client, **fields: Any) -> str:
    answer = client.post("/check", data=fields)
    assert answer.status_code == 200
    return answer.text


def test_the_empty_form_says_what_to_do_and_a_text_without_sources_is_not_lost(client: httpx.Client) -> None:
    assert "Name at least one source" in client.get("/check").text
    answer = client.post("/check", data={"text": FORM["en"]})
    assert answer.status_code == 422
    assert FORM["en"] in answer.text
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize(("language", "source"), [("en", 1), ("zh", 2)])
def test_a_text_is_marked_sentence_by_sentence_against_ticked_reports(
    client: httpx.Client, language: str, source: int
) -> None:
    client.cookies.set("lang", language)
    page = _sent(client, text=FORM[language], source=str(source))
    assert page.count('class="sentence is-supported"') == 1
    assert page.count('class="sentence is-contradicted"') == 1
    assert {"en": "The evidence contradicts something here", "zh": "文中有内容与证据矛盾"}[language] in page


def test_a_pasted_source_is_carried_along_and_can_be_left_out_again(client: httpx.Client) -> None:
    page = _sent(client, text="Six people came.", pasted="Six people came.", do="add")
    held = _fields(page, HELD)
    assert len(held) == 1
    both = _fields(_sent(client, text="Six people came.", held=held, pasted="Seven people came.", do="add"), HELD)
    assert ['"evidence:1"' in both[0], '"evidence:2"' in both[1]] == [True, True]
    assert "is-supported" in _sent(client, text="Six people came.", held=both[:1])


def test_the_archive_is_searched_from_the_form_and_nothing_typed_is_lost(client: httpx.Client) -> None:
    page = _sent(client, text=FORM["en"], q="warehouse fire", do="find")
    assert "Old Quay warehouse fire injures five" in page
    assert FORM["en"] in page
    assert "check-sum" not in page


def test_one_source_that_fails_does_not_stop_the_rest(client: httpx.Client) -> None:
    page = _sent(client, text=FORM["en"], source="1", named="9999 /etc/passwd")
    assert "9999" in page
    assert "is-contradicted" in page
    assert "root:" not in page


def test_files_are_read_for_the_text_and_for_the_sources(client: httpx.Client) -> None:
    files = {
        "text_file": ("draft.md", b"# Fire\n\nSix people came to the quay on foot.", "text/markdown"),
        "file": ("source.txt", b"Six people came to the quay on foot.", "text/plain"),
    }
    answer = client.post("/check", data={"text": ""}, files=files)
    assert answer.status_code == 200
    assert "source.txt" in answer.text
    assert "is-supported" in answer.text


def test_a_fix_is_put_in_without_a_script_and_the_text_checked_again(client: httpx.Client) -> None:
    page = _sent(client, text=FORM["en"], source="1")
    fixed = _sent(client, text=FORM["en"], source="1", fix=_fields(page, FIX)[0])
    assert "62 firefighters" in fixed
    assert "is-contradicted" not in fixed
    moved = _sent(client, text="New. " + FORM["en"], source="1", fix=_fields(page, FIX)[0])
    assert "72 firefighters" in moved


def test_a_check_is_kept_with_its_badge_report_and_files(client: httpx.Client) -> None:
    kept = client.post("/check/keep", data={"text": FORM["en"], "source": "1", "title": "The fire"})
    address = kept.url.path
    assert re.fullmatch(r"/checks/\d+", address)
    assert "The fire" in kept.text
    badge = client.get(f"{address}/badge.svg", params={"language": "zh"})
    assert badge.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "与依据矛盾" in badge.text
    report = client.get(f"{address}.html")
    assert "The fire" in report.text
    assert "default-src 'none'" in report.headers["content-security-policy"]
    assert client.get(f"{address}.pdf").content.startswith(b"%PDF")
    assert client.get(f"{address}.json").json()["title"] == "The fire"
    assert "The fire" in client.get("/checks").text
    client.post(f"{address}/forget")
    assert client.get(address).status_code == 404


def test_a_report_is_downloaded_without_anything_being_kept(client: httpx.Client) -> None:
    before = client.get("/api/v1/checks").json()
    answer = client.post("/check/file", data={"text": FORM["zh"], "source": "2", "format": "pdf"})
    assert answer.headers["content-type"] == "application/pdf"
    assert client.get("/api/v1/checks").json() == before


def test_a_report_is_checked_against_the_others_of_its_story(client: httpx.Client) -> None:
    page = client.get("/check", params={"article": 1}).text
    assert "旧埠木材仓库起火" in page
    assert "check-sum" in page


def test_a_piece_carries_the_badge_of_the_check_of_its_very_text(client: httpx.Client, newsroom: Newsroom) -> None:
    pieces = newsroom.write("brief", sources=["article:3"], language="en")
    id = [p.draft_id for p in pieces if p.draft_id][-1]
    assert id is not None
    for action in ("submit", "approve", "publish"):
        newsroom.decide(id, action, by="Lin")
    piece = newsroom.publication_of(id)
    assert piece is not None
    assert "badge.svg" not in client.get(f"/published/{piece.id}").text
    kept = client.post(f"/drafts/{id}/keep-check")
    assert f"/checks/{kept.url.path.rpartition('/')[2]}/badge.svg" in client.get(f"/published/{piece.id}").text
    newsroom.correct(id, newsroom.draft(id).value.variants[0].text + "\n\nOne more line.", by="Lin", note="added")
    assert "badge.svg" not in client.get(f"/published/{piece.id}").text


@pytest.mark.web
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [375, 1280])
def test_the_page_fits_its_screen_and_the_keys_go_from_mark_to_mark(reader: Reader, language: str, width: int) -> None:
    page = reader.open("/check", language=language, width=width)
    page.fill("#c-text", FORM[language])
    page.fill("#c-named", "1 2")
    page.click("button[value=check]")
    page.wait_for_selector(".check-sum")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.focus("#s1")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "s2"
    card = page.locator(".evidence-card.is-current")
    assert card.get_attribute("data-evidence-of") == "2"
    assert card.locator("mark").count() > 0
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "s2"
