"""A request sent twice under one key has one effect."""

import threading
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.serve.application import application

ORDER = {"kind": "brief", "sources": ["1"], "language": "en"}
KEY = {"Idempotency-Key": "7c9e"}


@pytest.fixture
def client(furnished: Newsroom) -> Iterator[TestClient]:
    with TestClient(application(furnished), base_url="http://127.0.0.1") as made:
        yield made


def _drafts(client: TestClient) -> int:
    return len(client.get("/api/v1/drafts").json()["drafts"])


def test_the_second_time_the_first_answer_is_given(client: TestClient) -> None:
    one, two = (client.post("/api/v1/drafts", json=ORDER, headers=KEY) for _ in range(2))
    assert (one.status_code, one.json()) == (two.status_code, two.json())
    assert two.headers["idempotency-replayed"] == "true"
    assert _drafts(client) == 1


def test_without_a_key_each_request_counts(client: TestClient) -> None:
    for _ in range(2):
        client.post("/api/v1/drafts", json=ORDER)
    assert _drafts(client) == 2


def test_another_request_under_the_key_is_refused(client: TestClient) -> None:
    client.post("/api/v1/drafts", json=ORDER, headers=KEY)
    answer = client.post("/api/v1/drafts", json={**ORDER, "language": "zh"}, headers=KEY)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert _drafts(client) == 1


def test_a_stream_is_given_again_whole(client: TestClient) -> None:
    headers = {**KEY, "Accept": "text/event-stream"}
    one, two = (client.post("/api/v1/drafts", json=ORDER, headers=headers) for _ in range(2))
    assert one.text == two.text
    assert two.headers["content-type"].startswith("text/event-stream")
    assert _drafts(client) == 1


def test_it_is_remembered_by_the_next_server_of_the_newsroom(client: TestClient, furnished: Newsroom) -> None:
    one = client.post("/api/v1/drafts", json=ORDER, headers=KEY)
    with TestClient(application(furnished), base_url="http://127.0.0.1") as later:
        assert later.post("/api/v1/drafts", json=ORDER, headers=KEY).json() == one.json()
        assert _drafts(later) == 1


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_a_key_is_of_a_sensible_length(client: TestClient, key: str) -> None:
    assert client.post("/api/v1/drafts", json=ORDER, headers={"Idempotency-Key": key}).status_code == 422


def test_many_at_once_have_one_effect(client: TestClient) -> None:
    answers: list[int] = []
    threads = [
        threading.Thread(
            target=lambda: answers.append(client.post("/api/v1/drafts", json=ORDER, headers=KEY).status_code)
        )
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 201 in answers
    assert set(answers) <= {201, 409}
    assert _drafts(client) == 1
