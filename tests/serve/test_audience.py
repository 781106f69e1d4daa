"""Headline tests and the audience over HTTP."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.serve.application import application
from tests.newsrooms import NOW, REPORTS


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with Newsroom.open(tmp_path / "newsroom", model="none", now=lambda: NOW) as room:
        for report in REPORTS:
            room.add(report)
        yield TestClient(application(room), base_url="http://127.0.0.1")


def start(client: TestClient, *titles: str, **told: object) -> Any:
    return client.post("/api/v1/headlines", json={"article": 1, "titles": titles, "by": "lin", **told})


def test_a_test_is_started_followed_stopped_and_undone(client: TestClient) -> None:
    begun = start(client, "Five injured in warehouse fire on the Old Quay", "Nine dead in fire on the Old Quay")
    assert begun.status_code == 201
    id = begun.json()["id"]
    told = client.get(f"/api/v1/headlines/{id}").json()
    assert [v["origin"] for v in told["test"]["variants"]] == ["own", "typed"]
    assert len(told["looks"]) == 1
    stopped = client.post(f"/api/v1/headlines/{id}/stop", json={"by": "lin", "winner": 1}).json()
    assert stopped["test"]["shown"] == 1
    undone = client.post(f"/api/v1/headlines/{id}/show", json={"by": "lin", "variant": 0}).json()
    assert undone["test"]["shown"] == 0
    assert client.get("/api/v1/headlines").json()["tests"][0]["id"] == id


def test_candidates_are_checked_before_any_reader_sees_them(client: TestClient) -> None:
    body = {"article": 1, "titles": ["Nine dead in fire on the Old Quay"]}
    found = client.post("/api/v1/headlines/candidates", json=body).json()["candidates"]
    assert found[1]["refused"]


def test_what_is_wrong_is_said(client: TestClient) -> None:
    assert start(client, "Nine dead in fire on the Old Quay").status_code == 422
    assert client.get("/api/v1/headlines/99").status_code == 404
    assert start(client, "Five injured in warehouse fire on the Old Quay", unit="moon").status_code == 422


def test_the_audience_is_numbers_and_files(client: TestClient) -> None:
    told = client.get("/api/v1/audience", params={"labels": "zh"}).json()
    assert "position_bias" in told["figures"]
    assert client.get("/api/v1/audience/coverage.csv").text.startswith("series,start,value")
    assert client.get("/api/v1/audience/coverage.svg").headers["content-type"].startswith("image/svg")
    assert client.get("/api/v1/audience/nothing.csv").status_code in (404, 422)
    assert client.get("/api/v1/audience", params={"since": "soon"}).status_code == 422
