"""NULs and lone surrogates over HTTP: kept or refused row by row, and every answer is JSON that can be read."""

import json
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.serve.application import application


@pytest.fixture
def client(furnished: Newsroom) -> Iterator[TestClient]:
    with TestClient(application(furnished), base_url="http://127.0.0.1") as made:
        yield made


@pytest.mark.parametrize("odd", ["\x00", "\ud83d"], ids=["NUL", "surrogate"])
def test_an_odd_character_spoils_no_other_row(client: TestClient, odd: str) -> None:
    rows = [{"title": "雨", "text": f"周五{odd}有雨。"}, {"title": "Rain", "text": "Rain is expected on Friday."}]
    # As JSON has them, escaped: that is how they come in.
    sent = json.dumps({"articles": rows}).encode("ascii")
    answer = client.post("/api/v1/articles", content=sent, headers={"content-type": "application/json"})
    assert answer.is_success
    first, second = answer.json()["results"]
    assert first.get("verdict") == "new" or first["error"]["code"] == "invalid_input"
    assert second["verdict"] == "new"


@pytest.mark.parametrize("odd", ["\x00", "\ud83d"], ids=["NUL", "surrogate"])
def test_an_odd_character_in_a_search_is_no_fault_of_the_server(client: TestClient, odd: str) -> None:
    answer = client.get("/api/v1/search", params={"q": f"港口{odd}".encode("utf-8", "surrogatepass")})
    assert answer.status_code < 500
    answer.json()
