"""What decoding settings do, over HTTP and from the command line."""

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.serve.application import application
from tests.serve.command import Command

PROMPT = "The bridge was closed in March after a crash. It cost 48 million crowns. The mayor will speak on Monday."


@pytest.fixture
def client(room: Newsroom) -> TestClient:
    return TestClient(application(room), headers={"Host": "127.0.0.1"})


def test_the_next_token_is_told_over_http(client: TestClient) -> None:
    body = {"prompt": PROMPT, "model": "stub", "options": {"top_k": 1}}
    told = client.post("/api/v1/decoding/next", json=body).json()
    assert told["model"] == "stub"
    assert [row["text"] for row in told["tokens"]] == ["The", "It"]
    assert told["tokens"][0]["after"] == pytest.approx(1.0)
    assert told["tokens"][1]["after"] is None


def test_samples_are_told_over_http(client: TestClient) -> None:
    body = {"prompt": PROMPT, "model": "stub", "options": {"seed": 5}, "max_tokens": 8, "n": 2}
    rows = client.post("/api/v1/decoding/samples", json=body).json()["samples"]
    assert [row["way"] for row in rows] == ["greedy", "cool", "warm", "hot", "own", "own"]
    assert [row["seed"] for row in rows] == [5, 5, 5, 5, 5, 6]
    assert all(row["text"] for row in rows)


@pytest.mark.parametrize("model", ["file:/etc/passwd", "embedded:/etc/passwd", "transformers:/etc", "nowhere", None])
def test_only_models_that_may_be_asked_are(client: TestClient, model: str | None) -> None:
    answer = client.post("/api/v1/decoding/next", json={"prompt": PROMPT, "model": model})
    assert answer.status_code == 422
    assert "problem+json" in answer.headers["content-type"]


def test_the_command_line_prints_the_chances(broadsheet: Command) -> None:
    out = broadsheet("--model", "stub", "models", "peek", PROMPT, "--top-k", "1").out
    assert "'The'" in out
    assert "cut" in out
    told = broadsheet("--model", "stub", "models", "peek", PROMPT, "--begun", "The", "--json").json
    assert {row["text"] for row in told["tokens"]} == {" bridge", " mayor"}


def test_a_setting_out_of_range_is_a_wrong_request(broadsheet: Command) -> None:
    for words in (("--temperature", "9"), ("--strategy", "magic")):
        assert broadsheet("--model", "stub", "models", "peek", PROMPT, *words).code == 2
    assert broadsheet("models", "peek", PROMPT).code == 2
