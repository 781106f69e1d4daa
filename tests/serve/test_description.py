"""What the description of the API promises: what each route does, how it fails, and what a page looks like."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.serve.application import application
from tests.newsrooms import NOW, furnish


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with Newsroom.open(tmp_path / "newsroom", model="none", now=lambda: NOW) as room:
        furnish(room)
        with TestClient(application(room), base_url="http://127.0.0.1") as made:
            yield made


def described(client: TestClient) -> dict[str, Any]:
    told: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return told


def test_every_route_says_what_it_does_and_that_it_fails_with_a_problem(client: TestClient) -> None:
    lacking = [
        (method, path)
        for path, methods in described(client)["paths"].items()
        for method, route in methods.items()
        if not (route.get("summary") and route.get("description"))
        or "application/problem+json" not in route["responses"]["default"]["content"]
    ]
    assert not lacking


def test_a_refused_request_is_answered_as_described(client: TestClient) -> None:
    shape = described(client)["paths"]["/api/v1/items"]["post"]["responses"]["default"]["content"]
    answer = client.post("/api/v1/items", json={"items": "none"})
    assert answer.headers["content-type"] in shape
    assert set(shape["application/problem+json"]["schema"]["required"]) <= answer.json().keys()


@pytest.mark.parametrize(
    ("route", "address"),
    [
        ("/api/v1/readers/{name}", "/api/v1/readers/ann"),
        ("/api/v1/readers/{name}/front-page", "/api/v1/readers/ann/front-page"),
        ("/api/v1/readers/{name}/page", "/api/v1/readers/ann/page"),
        ("/api/v1/articles/{id}/similar", "/api/v1/articles/1/similar"),
    ],
)
def test_what_a_reader_gets_has_the_described_fields(client: TestClient, route: str, address: str) -> None:
    told = described(client)
    shapes = told["components"]["schemas"]
    shape = shapes[
        told["paths"][route]["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"][21:]
    ]
    answer = client.get(address).json()
    assert answer.keys() == shape["properties"].keys()
    for item in answer.get("items", []):
        assert item.keys() == shapes[shape["properties"]["items"]["items"]["$ref"][21:]]["properties"].keys()
