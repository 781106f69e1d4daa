"""Edits over HTTP: offered, settled, exported."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.serve.application import application
from tests.newsrooms import NOW

TEXTS = {"en": ("One. He recieved it. Two.", 5, 20), "zh": ("一。帐户被被冻结。二。", 2, 9)}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with (
        Newsroom.open(tmp_path / "edited", model="none", now=lambda: NOW) as room,
        TestClient(application(room), base_url="http://127.0.0.1") as made,
    ):
        yield made


def asked(client: TestClient, **body: Any) -> Any:
    return client.post("/api/v1/edits", json=body)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_edit_is_offered_for_the_selection_alone(client: TestClient, language: str) -> None:
    text, start, end = TEXTS[language]
    made = asked(client, edit="fix", text=text, start=start, end=end).json()
    assert (made["start"], made["end"], made["language"]) == (start, end, language)
    assert made["before"] == text[start:end]
    assert made["after"] != made["before"]
    assert "".join(c["text"] for c in made["diff"] if c["op"] != "insert") == made["before"]
    assert "".join(c["text"] for c in made["diff"] if c["op"] != "delete") == made["after"]
    assert made["report"]["pass"] is True
    assert made["model"] == "none"


def test_the_edits_are_listed_with_their_names_in_both_languages(client: TestClient) -> None:
    rows = {row["edit"]: row for row in client.get("/api/v1/edits").json()["edits"]}
    assert rows["fix"]["label"] == {"en": "Fix", "zh": "改错"}
    assert rows["headline"]["effect"] == "headline"


def test_an_edit_is_streamed_as_events(client: TestClient) -> None:
    body = {"edit": "fix", "text": TEXTS["en"][0]}
    said = client.post("/api/v1/edits", json=body, headers={"Accept": "text/event-stream"})
    assert said.headers["content-type"].startswith("text/event-stream")
    events = [block.split("\n")[0] for block in said.text.strip().split("\n\n")]
    assert events == ["event: notice", "event: suggestion"]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({"edit": "fix", "text": "Short.", "start": 2, "end": 99}, "a text of 6 characters"),
        ({"edit": "fix", "text": "Short.", "start": 5, "end": 2}, "a text of 6 characters"),
        ({"edit": "embellish", "text": "Short."}, "fix"),
        ({"edit": "fix", "text": " \n"}, "no text"),
        ({"edit": "fix", "text": "Short.", "heat": 2}, "heat"),
        ({"edit": "fix", "text": "Short.", "options": {"warmth": 2}}, "warmth"),
        ({"edit": "fix", "text": "隧道通车了。", "language": "fr"}, "fr"),
    ],
)
def test_a_wrong_request_is_a_problem_even_before_a_stream(
    client: TestClient, body: dict[str, Any], found: str
) -> None:
    said = client.post("/api/v1/edits", json=body, headers={"Accept": "text/event-stream"})
    assert said.status_code == 422
    assert said.headers["content-type"] == "application/problem+json"
    assert found in said.text


def test_fates_are_kept_and_exported_as_preferences(client: TestClient) -> None:
    ids = [asked(client, edit="fix", text=TEXTS["en"][0]).json()["id"] for _ in range(3)]
    for id, fate in zip(
        ids, ({"fate": "accepted"}, {"fate": "edited", "text": "Mine."}, {"fate": "refused"}), strict=True
    ):
        assert client.post(f"/api/v1/edits/{id}/fate", json={**fate, "by": "lin"}).status_code == 200
    rows = [json.loads(line) for line in client.get("/api/v1/edits/export").text.splitlines()]
    assert [r["fate"] for r in rows] == ["accepted", "edited", "refused"]
    before, after = TEXTS["en"][0], "One. He received it. Two."
    assert [(r["chosen"], r["rejected"]) for r in rows] == [(after, None), ("Mine.", after), (before, after)]


def test_a_fate_is_not_settled_twice_in_two_ways(client: TestClient) -> None:
    id = asked(client, edit="fix", text=TEXTS["en"][0]).json()["id"]
    client.post(f"/api/v1/edits/{id}/fate", json={"fate": "refused"})
    assert client.post(f"/api/v1/edits/{id}/fate", json={"fate": "accepted"}).status_code == 409
    assert client.get(f"/api/v1/edits/{id}").json()["fate"] == "refused"
    assert client.post("/api/v1/edits/99/fate", json={"fate": "accepted"}).status_code == 404
