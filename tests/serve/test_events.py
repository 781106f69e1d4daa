"""Events over HTTP: what can be kept is, what can't is named, and nothing makes it fall over."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.core import BusyError
from broadsheet.serve.api.flow import Flow
from broadsheet.serve.application import application
from tests.newsrooms import NOW, furnish

SITE = "https://www.news.example"
URL = "/api/v1/events"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    tmp_path.joinpath("home").mkdir()
    tmp_path.joinpath("home", "broadsheet.toml").write_text(f'sites = ["{SITE}"]\n')
    with Newsroom.open(tmp_path / "home", model="none", now=lambda: NOW) as opened:
        furnish(opened)
        yield opened


@pytest.fixture
def client(room: Newsroom) -> Iterator[TestClient]:
    with TestClient(application(room), base_url="http://127.0.0.1") as opened:
        yield opened


def act(key: str, /, **told: Any) -> dict[str, Any]:
    return {"key": key, "reader": "若川", "action": "click", "article": 1, **told}


@pytest.mark.parametrize("wrap", [lambda rows: {"events": rows}, lambda rows: rows])
def test_a_batch_is_taken_in(client: TestClient, wrap: Any) -> None:
    answer = client.post(URL, json=wrap([act("a"), act("b"), act("a")]))
    assert (answer.status_code, answer.json()) == (200, {"received": 3, "new": 2, "refused": [], "clamped": []})


def test_one_act_needs_no_wrapping(client: TestClient, room: Newsroom) -> None:
    told = act("a", page="p1", position=4, value=2)
    assert client.post(URL, content=json.dumps(told), headers={"content-type": "text/plain"}).json()["new"] == 1
    (kept,) = room.store.events.of("若川")
    assert (kept.page, kept.position, kept.value, kept.at) == ("p1", 4, 2.0, NOW)


def test_lines_of_json_are_taken_in_and_a_torn_one_is_named(client: TestClient) -> None:
    body = "\n".join([json.dumps(act("a")), '{"key": "b", "rea', "", json.dumps(act("c"))])
    answer = client.post(URL, content=body, headers={"content-type": "application/x-ndjson"})
    assert answer.status_code == 207
    assert (answer.json()["received"], answer.json()["new"]) == (3, 2)
    assert [r["index"] for r in answer.json()["refused"]] == [1]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ({"article": 999}, "no such article"),
        ({"article": 2**70}, "no such article"),
        ({"article": None}, "about no article"),
        ({"action": "sneeze"}, "no act called"),
        ({"action": "follow"}, "topic"),
        ({"value": -1}, "a value is"),
        ({"reader": "a/b"}, "reader's name"),
        ({"reader": ""}, "reader's name"),
        ({"reader": 5}, "reader"),
        ({"key": ""}, "a key is"),
        ({"at": "yesterday"}, "at"),
        ({"position": -1}, "a place is"),
    ],
)
def test_an_act_that_cannot_be_kept_is_named_and_the_rest_is_kept(
    client: TestClient, room: Newsroom, bad: dict[str, Any], reason: str
) -> None:
    answer = client.post(URL, json={"events": [act("a"), act("b", **bad), act("c")]})
    assert answer.status_code == 207
    (refused,) = answer.json()["refused"]
    assert refused["index"] == 1
    assert reason in refused["reason"]
    assert [e.key for e in room.store.events.of("若川")] == ["a", "c"]


def test_places_are_right_when_some_do_not_fit_and_others_are_unknown(client: TestClient) -> None:
    rows = [act("a", reader=5), act("b"), act("c", article=999), {}, act("d", at="2100-01-01T00:00:00Z")]
    taken = client.post(URL, json=rows).json()
    assert [r["index"] for r in taken["refused"]] == [0, 2, 3]
    assert (taken["received"], taken["new"], taken["clamped"]) == (5, 2, [4])


def test_a_number_that_is_none_is_refused(client: TestClient) -> None:
    body = f'[{json.dumps(act("a"))}, {{"key": "b", "reader": "r", "action": "dwell", "article": 1, "value": NaN}}]'
    taken = client.post(URL, content=body).json()
    assert (taken["new"], [r["index"] for r in taken["refused"]]) == (1, [1])


def test_an_act_from_the_future_is_kept_as_of_now(client: TestClient, room: Newsroom) -> None:
    soon, late = NOW + timedelta(seconds=90), NOW + timedelta(days=400)
    rows = [act("a", at=soon.isoformat()), act("b", at=late.isoformat()), act("c", at="1999-01-01T00:00:00")]
    assert client.post(URL, json=rows).json()["clamped"] == [1]
    assert [e.at.year for e in room.store.events.of("若川")] == [NOW.year, NOW.year, 1999]


def test_an_article_may_be_named_by_its_address(client: TestClient, room: Newsroom) -> None:
    url = next(a.value.url for a in room.articles() if a.value.url)
    rows = [act("a", article=None, url=f"{url}?utm_source=mail"), act("b", article=None, url="https://no.example/")]
    taken = client.post(URL, json=rows).json()
    assert (taken["new"], [r["index"] for r in taken["refused"]]) == (1, [1])
    (kept,) = room.store.events.of("若川")
    assert room.article(kept.article or 0).value.url == url


def test_when_nothing_can_be_kept_it_is_a_problem_that_says_why(client: TestClient) -> None:
    answer = client.post(URL, json=[act("a", article=999), act("b", action="sneeze")])
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert [r["index"] for r in answer.json()["refused"]] == [0, 1]


@pytest.mark.parametrize("body", ["", "{", "5", '"text"', '{"events": 5}', "[" * 5000])
def test_what_is_no_batch_is_a_problem(client: TestClient, body: str) -> None:
    assert client.post(URL, content=body).status_code == 422


def test_a_batch_has_a_largest_size(client: TestClient) -> None:
    assert client.post(URL, json=[act(f"k{n}") for n in range(10_001)]).status_code == 422
    assert client.post(URL, json=[act(f"k{n}") for n in range(10_000)]).json()["new"] == 10_000


def test_a_flood_is_told_to_wait(client: TestClient, room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_told: object) -> None:
        raise BusyError("more is arriving than can be kept")

    monkeypatch.setattr(room, "take", full)
    answer = client.post(URL, json=[act("a")])
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")


def test_what_is_under_way_is_bounded_by_number_and_by_size() -> None:
    flow = Flow(requests=2, size=100)
    with flow.taking(1_000), pytest.raises(BusyError), flow.taking(1):
        pass
    with flow.taking(10), flow.taking(10), pytest.raises(BusyError), flow.taking(0):
        pass
    with flow.taking(100):
        pass


def test_what_was_taken_back_counts_no_longer(client: TestClient) -> None:
    client.post(URL, json=[act("a", action="hide")])
    page = client.get("/api/v1/readers/若川/front-page").json()
    assert 1 not in [i["article"] for i in page["items"]]
    client.post(URL, json=[act("b", action="unhide")])
    page = client.get("/api/v1/readers/若川/front-page").json()
    assert 1 in [i["article"] for i in page["items"]]


def test_a_site_of_the_publisher_may_tell_events_and_no_other_may(client: TestClient) -> None:
    ours = client.post(URL, json=[act("a")], headers={"origin": SITE, "sec-fetch-site": "cross-site"})
    assert (ours.status_code, ours.headers["access-control-allow-origin"]) == (200, SITE)
    other = client.post(
        URL, json=[act("b")], headers={"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    )
    assert other.status_code == 403
    assert "access-control-allow-origin" not in other.headers


def test_a_site_of_the_publisher_may_do_nothing_else(client: TestClient) -> None:
    headers = {"origin": SITE, "sec-fetch-site": "cross-site"}
    assert client.delete("/api/v1/readers/若川", headers=headers).status_code == 403
    assert "access-control-allow-origin" not in client.get("/api/v1/readers/若川/export", headers=headers).headers


def test_a_browser_that_asks_first_is_told(client: TestClient) -> None:
    headers = {"origin": SITE, "access-control-request-method": "POST"}
    answer = client.options(URL, headers=headers)
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (204, SITE)
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert (
        "access-control-allow-origin"
        not in client.options(URL, headers=headers | {"origin": "https://e.example"}).headers
    )
