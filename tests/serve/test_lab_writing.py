"""A model of the lab is asked in its own form by the command line, over HTTP and on the page."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.app.lab import Doubt, Written
from broadsheet.serve.application import application
from broadsheet.serve.web._frame.lab_written import shown
from tests.serve.command import Command
from tests.train.tuning.tuned import base

pytest.importorskip("torch")
REPORT = "team match goal\n\ncup league coach"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name, kind, objective in (("desk", "t5", "translate"), ("on", "llama", "causal"), ("gaps", "bert", "masked")):
        folder = base(tmp_path / "home" / "lab" / name, kind)
        card = {"objective": {"name": objective}, "training": {"length": 48}}
        (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")
    return tmp_path / "home"


@pytest.fixture
def client(home: Path) -> Iterator[TestClient]:
    with (
        Newsroom.open(home, model="none") as room,
        TestClient(application(room), base_url="http://127.0.0.1") as made,
    ):
        yield made


def test_the_command_takes_a_whole_file_or_a_text_a_line(home: Path, broadsheet: Command) -> None:
    assert home.is_dir()
    whole = broadsheet("--json", "lab", "write", "desk", "--max-tokens", "4", stdin=REPORT.encode())
    (found,) = whole.json["texts"]
    assert found["text"] == REPORT
    assert set(found["answers"][0]) == {"text", "finish", "is_checked", "doubts"}
    assert whole.code == (1 if found["answers"][0]["doubts"] else 0)
    lines = broadsheet(
        "--json", "lab", "write", "desk", "--lines", "-n", "2", "--max-tokens", "4", stdin=REPORT.encode()
    )
    assert [len(one["answers"]) for one in lines.json["texts"]] == [2, 2]
    told = broadsheet("lab", "write", "desk", "--lines", "--max-tokens", "4", stdin=REPORT.encode())
    assert "# team match goal" in told.out
    refused = broadsheet("lab", "write", "gaps", stdin=b"team ___")
    assert refused.code > 1
    assert "fills gaps" in refused.err


def test_over_http_each_text_has_its_answers_or_its_error(client: TestClient) -> None:
    asked = {"texts": ["team goal", " "], "n": 2, "options": {"strategy": "sample", "max_tokens": 4, "seed": 5}}
    told = client.post("/api/v1/lab/models/desk/texts", json=asked)
    first, second = told.json()["texts"]
    assert len(first["answers"]) == 2
    assert "error" in second
    assert client.post("/api/v1/lab/models/desk/texts", json=asked).json() == told.json()
    assert client.post("/api/v1/lab/models/gaps/texts", json=asked).status_code == 409
    assert client.post("/api/v1/lab/models/snow/texts", json=asked).status_code == 404
    assert client.post("/api/v1/lab/models/desk/texts", json={"texts": []}).status_code == 422


@pytest.mark.parametrize(("language", "go"), [("zh", "让它写"), ("en", "Have it write")])
def test_the_page_writes_where_the_model_does(client: TestClient, language: str, go: str) -> None:
    for name, does in (("desk", True), ("on", True), ("gaps", False)):
        empty = client.get(f"/lab/{name}/read", params={"lang": language}).text
        assert (go in empty) == does
    told: dict[str, str | int] = {"lang": language, "text": "team goal", "do": "write", "n": 3, "max_tokens": 4}
    page = client.get("/lab/desk/read", params=told).text
    assert page.count('class="lab-answer"') == 3
    assert "style=" not in page
    assert "read-next" in client.get("/lab/on/read", params={**told, "do": "read"}).text


def test_an_answer_is_cut_where_its_doubts_begin_and_end() -> None:
    within = Doubt(4, 5, "b", "contradicted", "other")
    doubts = (Doubt(2, 7, "a b c", "unsupported", "why"), within, Doubt(9, 9, "", "unsupported", "left out"))
    found = shown(Written("x a b c y", "stop", is_checked=True, doubts=doubts))
    assert [(text, doubt is not None) for text, doubt in found.pieces] == [
        ("x ", False),
        ("a b c", True),
        (" y", False),
    ]
