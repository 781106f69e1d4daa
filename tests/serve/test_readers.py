"""Readers by command and over HTTP: the same controls by the same names."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.serve.application import application
from tests.newsrooms import NOW, furnish
from tests.serve.command import Command


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with Newsroom.open(tmp_path / "served", model="none", now=lambda: NOW) as room:
        furnish(room)
        with TestClient(application(room), base_url="http://127.0.0.1") as opened:
            yield opened


def test_a_reader_weighs_mutes_and_switches_off_by_command(with_reports: Command) -> None:
    with_reports("reader", "weight", "若川", "medtop:15000000", "2")
    with_reports("reader", "mute", "若川", "火灾")
    with_reports("reader", "places", "若川", "星港", "南渡")
    with_reports("reader", "languages", "若川", "zh")
    with_reports("reader", "personalise", "若川", "off")
    kept = with_reports("reader", "show", "若川", "--json").json["reader"]
    assert (kept["weights"], kept["muted"]) == ({"medtop:15000000": 2}, ["火灾"])
    assert (kept["places"], kept["languages"], kept["personalised"]) == (["星港", "南渡"], ["zh"], False)


@pytest.mark.parametrize(
    "words",
    [
        ("weight", "ada", "fire"),
        ("weight", "ada", "fire", "much"),
        ("personalise", "ada", "maybe"),
        ("less", "ada", "one"),
        ("feed", "ada", "twice"),
        ("dance", "ada"),
    ],
)
def test_a_step_that_cant_be_taken_says_what_can(with_reports: Command, words: tuple[str, ...]) -> None:
    answer = with_reports("reader", *words)
    assert answer.code == 2
    assert "error:" in answer.err


def test_an_act_is_listed_and_forgotten_by_command(with_reports: Command) -> None:
    with_reports("read", "ada", "1", "--action", "save", "--key", "k1")
    assert [a["id"] for a in with_reports("reader", "saved", "ada", "--json").json["articles"]] == [1]
    assert "k1" in with_reports("reader", "history", "ada").out
    with_reports("reader", "forget", "ada", "k1")
    assert with_reports("reader", "history", "ada", "--json").json == {"events": []}


@pytest.mark.parametrize(("language", "said"), [("en", "Why you get this"), ("zh", "为何推送给你")])
def test_a_letter_is_written_and_everyones_are_sent_once(with_reports: Command, language: str, said: str) -> None:
    assert said in with_reports("newsletter", "ada", "--language", language).out
    with_reports("subscribe", "ada", "--newsletter", "on")
    first = with_reports("newsletter", "--json").json["readers"]
    again = with_reports("newsletter", "--json").json["readers"]
    assert [(one["reader"], one["was_there"]) for one in (*first, *again)] == [("ada", False), ("ada", True)]


def test_everyone_who_wants_notices_hears_what_came_of_it(with_reports: Command) -> None:
    with_reports("subscribe", "ada", "--notices", "on", "--quiet", "0-0", "--threshold", "1")
    answer = with_reports("notify", "--json").json
    assert [(one["reader"], one["because"]) for one in answer["readers"]] == [("ada", "nothing")]
    assert with_reports("subscribe", "ada", "--quiet", "night").code == 2


def test_similar_articles_by_command(with_reports: Command) -> None:
    assert with_reports("similar", "1", "--json").json["items"][0]["article"] == 2
    assert with_reports("similar", "999").code == 2


def test_settings_that_are_left_out_stay_over_http(client: TestClient) -> None:
    key = client.post("/api/v1/readers/ada/feed").json()["rss"]
    client.put("/api/v1/readers/ada", json={"places": ["星港"], "weights": {"fire": 0.5}})
    client.put("/api/v1/readers/ada", json={"topics": ["sport"]})
    kept = client.get("/api/v1/readers/ada").json()
    assert (kept["places"], kept["weights"], kept["topics"]) == (["星港"], {"fire": 0.5}, ["sport"])
    assert kept["feed_key"] in key


def test_tags_less_saved_and_history_over_http(client: TestClient) -> None:
    own = "/api/v1/readers/若川"
    client.put(f"{own}/tags", json={"tag": "火灾", "muted": True, "weight": 0.5})
    assert [t["tag"] for t in client.get(f"{own}/tags").json()["tags"] if t["muted"]] == ["火灾"]
    less = client.post(f"{own}/less", json={"article": 2, "of": "outlet", "page": "p", "position": 3}).json()
    assert less == {"less": ["维澜社"]}
    act = client.get(f"{own}/history").json()["events"][0]
    assert (act["action"], act["page"], act["position"]) == ("hide", "p", 3)
    assert client.delete(f"{own}/history", params={"key": act["key"]}).status_code == 204
    assert client.delete(f"{own}/history", params={"key": act["key"]}).status_code == 404
    assert client.get(f"{own}/saved").json() == {"articles": []}


def test_what_is_sent_over_http(client: TestClient) -> None:
    own = "/api/v1/readers/ada"
    assert client.post(f"{own}/notifications").json()["because"] == "off"
    wish = {"notices": True, "quiet_from": 0, "quiet_to": 0, "threshold": 0}
    assert client.put(f"{own}/subscription", json=wish).json()["notices"] is True
    notice = client.post(f"{own}/notifications").json()["notice"]
    moved = client.put(f"{own}/notifications/{notice['id']}", json={"state": "dismissed"}).json()
    assert moved["threshold"] == pytest.approx(0.2)
    assert client.get(f"{own}/notifications").json()["notifications"][0]["state"] == "dismissed"
    edition = client.post(f"{own}/letters", params={"n": 2}).json()["edition"]
    for format, media_type in (("html", "text/html"), ("text", "text/plain"), ("json", "application/json")):
        answer = client.get(f"{own}/letters/{edition}", params={"format": format})
        assert answer.headers["content-type"].startswith(media_type)
    assert client.get(f"{own}/letters/1999-01-01").status_code == 404


@pytest.mark.parametrize("language", ["en", "zh"])
def test_similar_articles_over_http(client: TestClient, language: str) -> None:
    page = client.get("/api/v1/articles/1/similar", params={"language": language, "n": 1}).json()
    assert [item["article"] for item in page["items"]] == [2]
    assert client.get("/api/v1/articles/999/similar").status_code == 404
