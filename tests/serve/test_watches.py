"""Watches and alerts at the command line, over HTTP and as a feed."""

from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.core import Article
from broadsheet.serve.application import application
from tests.newsrooms import NOW
from tests.serve.command import Command

STORM = Article("Typhoon cuts power", "The typhoon cut power to the coast.", language="en", published=NOW)
STORM_ZH = Article("台风致沿海停电", "台风登陆，南部沿海大面积停电。", language="zh", published=NOW)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "watched", model="none", now=lambda: NOW) as opened:
        yield opened


@pytest.fixture
def client(room: Newsroom) -> Iterator[TestClient]:
    with TestClient(application(room), base_url="http://127.0.0.1") as made:
        yield made


def come(room: Newsroom, article: Article) -> None:
    room.store.articles.add(article)
    for _ in room.refresh():
        pass


@pytest.mark.parametrize(("query", "article"), [("typhoon power", STORM), ("台风停电", STORM_ZH)])
def test_a_search_is_saved_told_of_and_seen_over_http(
    client: TestClient, room: Newsroom, query: str, article: Article
) -> None:
    kept = client.post("/api/v1/watches", json={"value": {"query": query}})
    assert kept.status_code == 201
    come(room, article)
    assert [w["unseen"] for w in client.get("/api/v1/watches").json()["watches"]] == [1]
    alerts = client.get("/api/v1/alerts").json()["alerts"]
    assert [a["value"]["title"] for a in alerts] == [article.title]
    assert client.post("/api/v1/alerts/seen", json={"alerts": [alerts[0]["id"]]}).json() == {"new": 1}
    assert client.delete(f"/api/v1/watches/{kept.json()['id']}").status_code == 204
    assert client.get("/api/v1/alerts").json()["alerts"] == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"value": {"query": "?!"}}, 422),
        ({"value": {}, "kind": "horoscope"}, 422),
        ({"value": {"story": "4711"}, "kind": "story"}, 404),
    ],
)
def test_what_can_not_be_watched_is_refused_over_http(client: TestClient, body: dict[str, object], status: int) -> None:
    assert client.post("/api/v1/watches", json=body).status_code == status


def test_alerts_can_be_subscribed_to(client: TestClient, room: Newsroom) -> None:
    storms, rates = room.watch({"query": "typhoon 台风"}, name="Storms"), room.watch({"query": "interest rates"})
    come(room, STORM)
    come(room, STORM_ZH)
    feed = feedparser.parse(client.get(f"/feeds/alerts/atom?watch={storms}").content)
    assert not feed.bozo
    assert {entry.title for entry in feed.entries} == {STORM.title, STORM_ZH.title}
    assert all("/articles/" in entry.link for entry in feed.entries)
    assert len({entry.id for entry in feed.entries}) == 2
    assert feedparser.parse(client.get(f"/feeds/alerts/atom?watch={rates}").content).entries == []
    assert client.get("/feeds/alerts/atom?watch=99").status_code == 404


def test_a_search_is_saved_listed_and_removed_at_the_command_line(with_reports: Command) -> None:
    added = with_reports("--json", "watch", "add", "fire 火灾", "--name", "Fires", "--language", "zh").json
    assert added["value"] == {"query": "fire 火灾", "language": "zh"}
    assert "Fires" in with_reports("watch", "list").out
    assert with_reports("--json", "alerts").json["alerts"] == []
    assert with_reports("watch", "remove", str(added["id"])).code == 0
    assert "nothing is watched" in with_reports("watch", "list").out


def test_a_story_is_followed_at_the_command_line(with_reports: Command) -> None:
    stories = with_reports("--json", "stories").json["stories"]
    followed = with_reports("--json", "watch", "follow", str(stories[0]["id"]))
    assert followed.json["kind"] == "story"
    refused = with_reports("watch", "follow", "99999")
    assert refused.code != 0
    assert "99999" in refused.err
