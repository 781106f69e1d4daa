import json
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.serve.application import application

FIRE_EN, FIRE_ZH = 1, 2


@pytest.fixture
def client(furnished: Newsroom) -> Iterator[TestClient]:
    with TestClient(application(furnished), base_url="http://127.0.0.1") as made:
        yield made


def test_it_says_when_it_is_well(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json()["articles"] == 4
    assert "broadsheet_articles 4" in client.get("/metrics").text


def test_it_is_described_by_openapi_3_1(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert "/api/v1/drafts" in described["paths"]


def test_articles_come_in_pages(client: TestClient) -> None:
    seen: list[int] = []
    cursor: str | None = ""
    while cursor is not None:
        page = client.get("/api/v1/articles", params={"limit": 2, "cursor": cursor}).json()
        seen += [a["id"] for a in page["articles"]]
        cursor = page["next"]
    assert sorted(seen) == [1, 2, 3, 4]


def test_an_article_knows_its_story(client: TestClient) -> None:
    one, two = (client.get(f"/api/v1/articles/{n}").json() for n in (FIRE_EN, FIRE_ZH))
    assert one["story"] == two["story"] is not None
    assert one["annotations"]["language"] == "en"


@pytest.mark.parametrize("query", ["仓库起火", "warehouse fire"])
def test_search_finds_in_both_languages(client: TestClient, query: str) -> None:
    hits = client.get("/api/v1/search", params={"q": query}).json()["hits"]
    assert {h["article"] for h in hits[:2]} == {FIRE_EN, FIRE_ZH}


def test_reports_are_taken_in_one_by_one(client: TestClient) -> None:
    rows = [{"title": "雨", "text": "周五有雨。"}, {"title": "empty", "text": "  "}, {"title": 3}]
    results = client.post("/api/v1/articles", json={"articles": rows}).json()["results"]
    assert results[0]["verdict"] == "new"
    assert results[1]["error"]["code"] == "invalid_input"
    assert "error" in results[2]


def test_errors_are_problem_documents(client: TestClient) -> None:
    for path in ("/api/v1/articles/99", "/api/v1/drafts/99", "/api/v1/stories/99"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["code"] == "not_found"
    assert client.post("/api/v1/check", json={}).status_code == 422


@pytest.mark.parametrize(("language", "source"), [("en", FIRE_EN), ("zh", FIRE_ZH)])
def test_a_draft_streams_as_server_sent_events(client: TestClient, language: str, source: int) -> None:
    order = {"kind": "brief", "sources": [str(source)], "language": language}
    answer = client.post("/api/v1/drafts", json=order, headers={"Accept": "text/event-stream"})
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = [block.split("\n") for block in answer.text.strip().split("\n\n")]
    assert events[-1][0] == "event: draft"
    last = json.loads(events[-1][1].removeprefix("data: "))
    assert client.get(f"/api/v1/drafts/{last['draft_id']}").json()["language"] == language
    assert "event: sentence" in [e[0] for e in events]


def test_the_servers_own_files_are_no_sources(client: TestClient) -> None:
    answer = client.post("/api/v1/drafts", json={"kind": "brief", "sources": ["/etc/passwd"]})
    assert answer.status_code == 422


def test_no_evidence_is_refused(client: TestClient) -> None:
    answer = client.post("/api/v1/check", json={"draft": "五人受伤。", "evidence": []})
    assert (answer.status_code, answer.json()["code"]) == (422, "empty_evidence")


def test_the_desk_over_http(client: TestClient) -> None:
    id = client.post("/api/v1/drafts", json={"kind": "brief", "sources": [str(FIRE_EN)], "language": "en"}).json()["id"]
    lie = {"text": "The fire on the Old Quay injured nine people on Tuesday.", "by": "Chen", "expected": 1}
    edited = client.put(f"/api/v1/drafts/{id}/text", json=lie).json()
    assert edited["variants"][0]["report"]["pass"] is False
    assert client.put(f"/api/v1/drafts/{id}/text", json=lie).status_code == 409
    steps = f"/api/v1/drafts/{id}/decisions"
    client.post(steps, json={"action": "submit", "by": "Chen"})
    refused = client.post(steps, json={"action": "approve", "by": "Chen"})
    assert refused.status_code == 409
    truth = "A fire in a timber warehouse on the Old Quay injured five people on Tuesday."
    client.put(f"/api/v1/drafts/{id}/text", json={"text": truth, "by": "Chen"})
    for action in ("submit", "approve", "publish"):
        assert client.post(steps, json={"action": action, "by": "Chen"}).status_code == 200
    piece = client.get("/api/v1/publications").json()["publications"][0]
    html = client.get(f"/api/v1/publications/{piece['id']}", params={"format": "html"})
    assert html.headers["content-type"].startswith("text/html")
    assert truth in html.text
    for feed in ("rss", "atom", "json_feed"):
        assert client.get(f"/feeds/{feed}").status_code == 200
    assert client.get("/feeds/nothing").status_code == 422
    assert len(client.get(f"/api/v1/drafts/{id}/revisions").json()["revisions"]) >= 6


def test_a_click_counts_once_and_changes_the_page(client: TestClient) -> None:
    page = client.get("/api/v1/readers/若川/front-page", params={"language": "zh"}).json()
    first = page["items"][0]["article"]
    event = {"key": "k1", "reader": "若川", "action": "click", "article": first}
    taken = client.post("/api/v1/events", json={"events": [event, event]}).json()
    assert taken == {"received": 2, "new": 1, "refused": [], "clamped": []}
    again = client.get("/api/v1/readers/若川/front-page", params={"language": "zh"}).json()
    assert [i["article"] for i in again["items"]] != [i["article"] for i in page["items"]]
    assert client.delete("/api/v1/readers/若川").status_code == 204


def test_another_site_may_not_change_anything(client: TestClient) -> None:
    answer = client.post("/api/v1/refresh", headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert client.get("/healthz", headers={"Host": "evil.example"}).status_code == 421
