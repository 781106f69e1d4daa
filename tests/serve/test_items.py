"""The recommender alone over HTTP: a site's own items and acts in, pages out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.serve.application import application
from tests.newsrooms import NOW

ITEMS = [
    {"id": f"n{i}", "title": title, "published": f"2026-11-0{i + 1}T08:00:00Z", "topics": [topic]}
    for i, (title, topic) in enumerate(
        [
            ("港口隧道今天通车", "traffic"),
            ("Harbour tunnel opens to traffic", "traffic"),
            ("春茶提前十天上市", "tea"),
            ("Spring tea comes early", "tea"),
        ]
    )
]


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with (
        Newsroom.open(tmp_path / "newsroom", model="none", now=lambda: NOW) as room,
        TestClient(application(room), base_url="http://127.0.0.1") as made,
    ):
        yield made


def put(client: TestClient, *items: dict[str, Any]) -> Any:
    return client.post("/api/v1/items", json={"items": list(items)}).json()


def ids(client: TestClient, reader: str = "ann") -> list[str]:
    return [p["item"] for p in client.get(f"/api/v1/readers/{reader}/page").json()["items"]]


def test_items_in_acts_in_page_out(client: TestClient) -> None:
    assert put(client, *ITEMS) == {"added": 4, "changed": 0, "refused": []}
    act = {"key": "k1", "reader": "ann", "action": "click", "item": "n0"}
    told = client.post("/api/v1/events", json={"events": [act, act]}).json()
    assert (told["received"], told["new"], told["refused"]) == (2, 1, [])
    page = client.get("/api/v1/readers/ann/page", params={"n": 3, "language": "zh"}).json()
    assert "n0" not in [p["item"] for p in page["items"]]
    assert all(p["reason"] and abs(sum(p["parts"].values()) - p["score"]) < 1e-6 for p in page["items"])


def test_what_is_wrong_is_refused_at_its_place_and_the_rest_is_kept(client: TestClient) -> None:
    told = put(client, {"id": "a"}, {"title": "no id"}, ITEMS[0], {**ITEMS[1], "published": "soon"})
    assert told["added"] == 1
    assert [r["index"] for r in told["refused"]] == [0, 1, 3]
    assert "published" in told["refused"][2]["reason"]
    acts = [
        {"key": "1", "reader": "ann", "action": "click", "item": "nothing"},
        {"key": "2", "reader": "ann", "action": "jump", "item": "n0"},
        {"key": "3", "reader": "ann", "action": "click", "item": "n0"},
    ]
    told = client.post("/api/v1/events", json={"events": acts}).json()
    assert (told["new"], [r["index"] for r in told["refused"]]) == (1, [0, 1])


def test_similar_items_and_withdrawn_ones(client: TestClient) -> None:
    put(client, *ITEMS)
    near = client.get("/api/v1/items/n2/similar", params={"n": 1}).json()["items"]
    assert [p["item"] for p in near] == ["n3"]
    assert client.post("/api/v1/items/withdraw", json={"ids": ["n3", "zzz"]}).json() == {"withdrawn": 1}
    assert set(ids(client)) == {"n0", "n1", "n2"}
    assert client.get("/api/v1/items/zzz/similar").status_code == 422


def test_vectors_are_for_all_or_for_none(client: TestClient) -> None:
    answer = client.post("/api/v1/items", json={"items": [{**ITEMS[0], "vector": [1.0, 0.0]}, ITEMS[1]]})
    assert answer.status_code == 422
    assert "for all items" in answer.json()["detail"] or "for all items" in answer.json()["title"]
    assert ids(client) == []


def test_a_page_has_what_a_link_needs_and_the_publishers_site_may_ask_for_it(tmp_path: Path) -> None:
    home = tmp_path / "newsroom"
    home.mkdir()
    (home / "broadsheet.toml").write_text('sites = ["https://www.news.example"]\n', encoding="utf-8")
    with (
        Newsroom.open(home, model="none", now=lambda: NOW) as room,
        TestClient(application(room), base_url="http://127.0.0.1") as client,
    ):
        put(client, {**ITEMS[0], "url": "https://www.news.example/tunnel"})
        asked = client.get("/api/v1/readers/ann/page", headers={"origin": "https://www.news.example"})
    assert asked.headers["access-control-allow-origin"] == "https://www.news.example"
    pick = asked.json()["items"][0]
    assert (pick["item"], pick["title"], pick["url"]) == ("n0", "港口隧道今天通车", "https://www.news.example/tunnel")
