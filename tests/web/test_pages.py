"""Every page, in both languages, through the whole application."""

import re
from pathlib import Path

import httpx
import pytest

import broadsheet.serve.web
from broadsheet.app import Newsroom

TEMPLATES = sorted((Path(broadsheet.serve.web.__file__).parent / "templates").rglob("*.html"))
PATHS = [
    "/",
    "/stories/1",
    "/stories/1?show=zh",
    "/stories/1/differences",
    "/articles/1",
    "/articles/2",
    "/drafts",
    "/drafts?state=review",
    "/drafts/new",
    "/drafts/new?story=1&kind=social&temperature=0.4",
    "/published",
    "/sources",
    "/search",
    "/search?q=fire",
    "/search?q=the&sentiment=negative&entity=Port",
    "/alerts",
    "/search?q=火灾&language=zh&since=2026-11-01&until=2026-11-30",
    "/readers",
    "/readers/Ada",
    "/readers/读者",
    "/models",
    "/models/strip",
    "/work",
]
COOKIE = re.compile(r"HttpOnly.*SameSite=lax", re.IGNORECASE)


def _draft(newsroom: Newsroom, *, language: str = "en") -> int:
    last = list(newsroom.write("brief", sources=["1" if language == "en" else "2"], language=language, model="none"))[
        -1
    ]
    assert last.draft_id
    return last.draft_id


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_answers_in_both_languages(client: httpx.Client, path: str, language: str) -> None:
    answer = client.get(path, cookies={"lang": language})
    assert answer.status_code == 200, answer.text[:300]


def test_a_page_says_its_language(client: httpx.Client) -> None:
    assert '<html lang="en"' in client.get("/", headers={"accept-language": "en-GB"}).text
    assert '<html lang="zh-Hans"' in client.get("/", headers={"accept-language": "zh-CN"}).text


def test_a_language_in_the_address_stays_for_the_next_page(client: httpx.Client) -> None:
    client.get("/?lang=zh")
    assert '<html lang="zh-Hans"' in client.get("/drafts").text


def test_foreign_headlines_are_marked_with_their_language(client: httpx.Client) -> None:
    assert re.search(r'lang="zh"[^>]*>旧埠木材仓库起火', client.get("/", cookies={"lang": "en"}).text)


def test_a_language_asked_for_in_the_address_is_kept(client: httpx.Client) -> None:
    assert COOKIE.search(client.get("/?lang=zh").headers["set-cookie"])


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_a_script_or_style_of_its_own(template: Path) -> None:
    text = template.read_text()
    assert not re.search(
        r"<script(?![^>]*\bsrc=| type=\"application/ld\+json\">)|<style|\bstyle=|\bon[a-z]+=|https?://(?!$|[\"'])", text
    )


def test_preferences_lead_back_to_the_page_and_nowhere_else(client: httpx.Client) -> None:
    form = {"theme": "dark", "here": "//evil.example/"}
    answer = client.post("/preferences", data=form, follow_redirects=False)
    assert answer.headers["location"] == "/"
    assert COOKIE.search(answer.headers["set-cookie"])


def test_a_change_asked_for_by_another_site_is_refused(client: httpx.Client) -> None:
    headers = {"sec-fetch-site": "cross-site", "origin": "https://evil.example"}
    assert client.post("/preferences", data={"theme": "dark"}, headers=headers).status_code == 403


def test_a_page_carries_the_content_policy(client: httpx.Client) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(("language", "said"), [("en", "Not here"), ("zh", "没有找到")])
def test_what_is_not_there_is_said_in_the_readers_language(client: httpx.Client, language: str, said: str) -> None:
    answer = client.get("/stories/99999", cookies={"lang": language})
    assert answer.status_code == 404
    assert said in answer.text
    assert "99999" in answer.text


def test_a_page_that_never_was_is_a_page_too(client: httpx.Client) -> None:
    answer = client.get("/nowhere", headers={"accept": "text/html"})
    assert answer.status_code == 404
    assert "<h1>" in answer.text


def test_what_reads_no_html_gets_a_problem_document(client: httpx.Client) -> None:
    answer = client.get("/nowhere", headers={"accept": "application/json"})
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_a_draft_from_nothing_says_what_is_missing(client: httpx.Client) -> None:
    begun = client.post("/drafts", data={"kind": "brief", "model": "none", "language": "en"})
    events = client.get(f"{begun.url.path}/events").text
    assert "event: end" in events
    assert '"state": "failed"' in events


def test_a_draft_is_streamed_sentence_by_sentence(client: httpx.Client) -> None:
    form = {"kind": "brief", "model": "none", "language": "zh", "source": "2"}
    begun = client.post("/drafts", data=form, follow_redirects=False)
    events = client.get(f"{begun.headers['location']}/events", cookies={"lang": "zh"}).text
    assert "event: sentence" in events
    assert "模板或稿源" in events
    assert re.search(r'"open": "/drafts/\d+"', events)


def test_a_broken_stream_takes_up_where_it_was(client: httpx.Client) -> None:
    form = {"kind": "brief", "model": "none", "language": "en", "source": "1"}
    begun = client.post("/drafts", data=form, follow_redirects=False)
    whole = client.get(f"{begun.headers['location']}/events").text
    rest = client.get(f"{begun.headers['location']}/events", headers={"last-event-id": "2"}).text
    assert whole.endswith(rest)
    assert len(rest) < len(whole)


def test_somebody_who_saves_second_sees_both_texts(client: httpx.Client, newsroom: Newsroom) -> None:
    id = _draft(newsroom)
    newsroom.edit_draft(id, "A fire injured five people on Tuesday.", by="Bo")
    answer = client.post(f"/drafts/{id}/text", data={"text": "Mine.", "expected": "1", "by": "Ada"})
    assert answer.status_code == 409
    assert "A fire injured five people on Tuesday." in answer.text
    assert "Mine." in answer.text


def test_a_fix_is_put_in_its_place(client: httpx.Client, newsroom: Newsroom) -> None:
    id = _draft(newsroom)
    newsroom.edit_draft(id, "A fire injured 9 people on Tuesday.", by="Bo")
    form = {"start": "15", "end": "16", "fix": "five", "expected": str(newsroom.draft_revision(id)), "by": "Bo"}
    client.post(f"/drafts/{id}/fix", data=form)
    assert newsroom.draft(id).value.variants[0].text == "A fire injured five people on Tuesday."


def test_a_headline_that_is_markup_stays_text(client: httpx.Client, newsroom: Newsroom) -> None:
    id = _draft(newsroom)
    newsroom.edit_draft(id, "<script>alert(1)</script> A fire injured five people.", by="<b>Bo</b>")
    page = client.get(f"/drafts/{id}").text
    assert "<script>alert" not in page
    assert "<b>Bo</b>" not in page


def test_a_published_piece_can_be_taken_away_and_withdrawn(client: httpx.Client, newsroom: Newsroom) -> None:
    id = _draft(newsroom)
    for text in re.findall(r'name="note" value="([^"]+)"', client.get(f"/drafts/{id}").text):
        newsroom.decide(id, "clear", by="Ada", note=text)
    for action in ("submit", "approve", "publish"):
        newsroom.decide(id, action, by="Ada")
    piece = newsroom.publication_of(id)
    assert piece
    for format in newsroom.formats():
        assert client.get(f"/published/{piece.id}/{format}").content == newsroom.render(piece.id, format)
    client.post(f"/published/{piece.id}/withdraw", data={"by": "Ada", "note": "The brigade retracted it."})
    assert "The brigade retracted it." in client.get(f"/published/{piece.id}").text


def test_a_reader_hides_an_article_and_it_is_gone(client: httpx.Client) -> None:
    before = client.get("/readers/Hider").text
    id = re.search(r'id="a(\d+)"', before)
    assert id
    form = {"article": id[1], "action": "hide"}
    after = client.post("/readers/Hider/acts", data=form, headers={"hx-request": "true"}).text
    assert f'id="a{id[1]}"' not in after


def test_an_act_that_is_none_is_refused(client: httpx.Client) -> None:
    assert client.post("/readers/Ada/acts", data={"article": "1", "action": "burn"}).status_code == 422


def test_a_source_must_be_an_address(client: httpx.Client) -> None:
    assert client.post("/sources", data={"what": "file:///etc/passwd"}).status_code == 422
