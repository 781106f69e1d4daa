"""What nobody should ask over HTTP, and how it is refused."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.serve.application import application

HUGE = 10**30
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def client(furnished: Newsroom) -> Iterator[TestClient]:
    app = application(furnished)
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as made:
        yield made


def _problem(answer: Any) -> tuple[int, dict[str, Any]]:
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    return answer.status_code, answer.json()


@pytest.mark.parametrize("noun", ["articles", "stories", "drafts", "publications"])
def test_a_number_over_64_bits_is_nothing_that_is_kept(client: TestClient, noun: str) -> None:
    assert _problem(client.get(f"/api/v1/{noun}/{HUGE}"))[0] == 404


@pytest.mark.parametrize("path", ["/api/v1/nonsense", "/api/v1/models/x", "/api/v2/articles", "/feeds/rss/more"])
def test_a_path_that_is_not_there_is_a_problem_and_no_page(client: TestClient, path: str) -> None:
    assert _problem(client.get(path))[0] == 404


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [("DELETE", "/api/v1/articles", "GET, POST"), ("PUT", "/healthz", "GET"), ("PATCH", "/api/v1/drafts/1", "GET")],
)
def test_a_wrong_method_is_told_the_right_ones(client: TestClient, method: str, path: str, allowed: str) -> None:
    answer = client.request(method, path)
    assert _problem(answer)[0] == 405
    assert answer.headers["allow"] == allowed


def test_a_page_that_is_not_there_is_still_a_page(client: TestClient) -> None:
    assert client.get("/nonsense").headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/v1/check", rb'{"draft": "\ud800", "evidence": ["\udfff"]}'),
        ("/api/v1/drafts", rb'{"kind": "brief", "language": "en", "facts": {"venue": "\ud800"}}'),
        ("/api/v1/events", rb'{"events": [{"key": "\ud800", "reader": "r", "action": "click", "article": 1}]}'),
    ],
)
def test_half_a_character_is_refused(client: TestClient, path: str, body: bytes) -> None:
    assert _problem(client.post(path, content=body, headers=JSON))[0] == 422


@pytest.mark.parametrize("value", ["NaN", "1e400", "-1"])
def test_an_act_has_a_finite_value(client: TestClient, value: str) -> None:
    row = f'{{"key": "k", "reader": "r", "action": "dwell", "article": 1, "value": {value}}}'
    assert _problem(client.post("/api/v1/events", content=f'{{"events": [{row}]}}', headers=JSON))[0] == 422


@pytest.mark.parametrize("act", [{"reader": "a/b\0", "article": 1}, {"reader": "r"}])
def test_an_act_that_could_never_be_exported_is_not_kept(client: TestClient, act: dict[str, Any]) -> None:
    answer = client.post("/api/v1/events", json={"events": [{"key": "k", "action": "click", **act}]})
    assert _problem(answer)[0] == 422


def test_dates_at_the_ends_of_time_stop_nothing(client: TestClient, furnished: Newsroom) -> None:
    ends = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00")
    rows = [{"title": f"Ferry {at}", "text": f"The ferry left at {at}.", "published": at} for at in ends]
    assert [r["verdict"] for r in client.post("/api/v1/articles", json={"articles": rows}).json()["results"]] == [
        "new",
        "new",
    ]
    for _step in furnished.refresh():
        pass
    assert len(client.get("/api/v1/articles").json()["articles"]) == 6
    found = client.get("/api/v1/search", params={"q": "ferry left", "since": ends[0], "until": ends[1]})
    assert found.status_code == 200
    assert client.get("/api/v1/search", params={"q": "ferry left"}).json()["hits"]


def test_a_file_of_this_machine_is_no_model_over_http(client: TestClient) -> None:
    order = {"kind": "brief", "sources": ["1"], "model": "file:/etc/passwd"}
    status, problem = _problem(client.post("/api/v1/drafts", json=order))
    assert status == 422
    assert "root" not in json.dumps(problem)


@pytest.mark.parametrize("host", ["[::1", "", "evil.example", "127.0.0.1.evil.example"])
def test_a_host_that_is_not_ours_is_refused(client: TestClient, host: str) -> None:
    assert _problem(client.get("/api/v1/kinds", headers={"Host": host}))[0] == 421


@pytest.mark.parametrize("origin", ["null", "http://[bad", "http://127.0.0.1.evil.example", "https://evil.example"])
def test_another_origin_changes_nothing(client: TestClient, origin: str) -> None:
    assert _problem(client.post("/api/v1/refresh", headers={"Origin": origin}))[0] == 403


def test_a_body_over_the_limit_is_refused_however_it_comes(client: TestClient) -> None:
    whole = client.post("/api/v1/articles", content=b"x" * (33 << 20), headers=JSON)
    pieces = client.post("/api/v1/articles", content=(b"x" * (1 << 20) for _ in range(40)), headers=JSON)
    assert _problem(whole)[0] == _problem(pieces)[0] == 413


@pytest.mark.parametrize("body", [b"[" * 100_000, b"\xff\xfe", b"", b"{", b'{"articles": NaN}'])
def test_a_body_that_is_no_json_of_ours_is_refused(client: TestClient, body: bytes) -> None:
    assert _problem(client.post("/api/v1/articles", content=body, headers=JSON))[0] in (400, 422)


def test_a_row_that_does_not_fit_says_where(client: TestClient) -> None:
    results = client.post("/api/v1/articles", json={"articles": [{"title": 3}]}).json()["results"]
    assert results[0]["error"]["found"].startswith("title: ")


@pytest.mark.parametrize(
    "order",
    [{"options": {"heat": 2}}, {"controls": {"mood": "gay"}}, {"options": {"top_p": 2}}, {"options": {"seed": -1}}],
)
def test_a_setting_there_is_not_or_out_of_range_is_refused(client: TestClient, order: dict[str, Any]) -> None:
    answer = client.post("/api/v1/drafts", json={"kind": "fiction", "language": "en", **order})
    assert answer.status_code in (400, 422)
    assert next(iter(next(iter(order.values())))) in answer.text
