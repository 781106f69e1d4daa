"""Labels from the command line and over HTTP."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.serve.application import application
from tests.serve.command import Command
from tests.train.texts import examples


def rows() -> str:
    some = examples()
    return "".join(f"{text}\t{label}\n" for text, label in zip(some.texts, some.labels, strict=True))


@pytest.fixture
def labels(tmp_path: Path) -> str:
    (tmp_path / "labels.tsv").write_text(rows())
    return str(tmp_path / "labels.tsv")


def test_a_classifier_is_trained_and_used_from_the_command_line(
    broadsheet: Command, labels: str, tmp_path: Path
) -> None:
    done = broadsheet("train", "classify", "--labels", labels, "--name", "desk", "--words-only", "--json")
    assert done.code == 0
    assert done.json["card"]["held_out"]["n"] == len(examples().texts)
    (tmp_path / "a.txt").write_text("加时赛打入制胜球")
    said = broadsheet("analyse", str(tmp_path / "a.txt"), "--only", "desk", "--json").json
    assert set(said) == {"desk"}
    assert {"label", "score", "parts"} <= set(said["desk"])
    assert said["desk"]["label"] == "体育 sport"


def test_the_table_says_how_well_it_does(broadsheet: Command, labels: str) -> None:
    out = broadsheet("train", "classify", "--labels", labels, "--name", "desk", "--words-only").out
    for words in ("accuracy", "calibration error", "commonest label", "logistic regression", "precision", "体育 sport"):
        assert words in out


def test_what_was_left_out_is_said_and_the_rest_is_trained(broadsheet: Command, tmp_path: Path) -> None:
    (tmp_path / "odd.tsv").write_text(rows() + "article:77\tmoney\nno tab\n")
    done = broadsheet("train", "classify", "--labels", str(tmp_path / "odd.tsv"), "--name", "desk", "--words-only")
    assert done.code == 0
    assert "article:77" in done.err
    assert "no tab" in done.err


@pytest.mark.parametrize("name", ["topics", "no name"])
def test_a_name_that_is_taken_or_none_is_a_wrong_request(broadsheet: Command, labels: str, name: str) -> None:
    assert broadsheet("train", "classify", "--labels", labels, "--name", name).code == 2


def test_one_label_is_a_wrong_request(broadsheet: Command, tmp_path: Path) -> None:
    (tmp_path / "one.tsv").write_text("a\tx\nb\tx\n")
    done = broadsheet("train", "classify", "--labels", str(tmp_path / "one.tsv"), "--name", "desk", "--json")
    assert done.code == 2
    assert "two labels" in done.json["error"]["message"]


def test_distilling_without_a_model_says_what_is_missing(broadsheet: Command) -> None:
    done = broadsheet("train", "distil-sentiment", "--json")
    assert done.code == 3
    assert "models pull" in done.json["error"]["do"]


def test_distilling_with_the_stub_asks_and_then_says_that_it_has_one_opinion(with_reports: Command) -> None:
    done = with_reports("--model", "stub", "train", "distil-sentiment", "--n", "4", "--json")
    assert done.code == 2
    assert "two labels" in done.json["error"]["message"]
    assert with_reports("labels", "list", "--json").json["names"][0]["labels"]["negative"] >= 1


def test_labels_are_given_listed_exported_and_taken_away(with_reports: Command, tmp_path: Path) -> None:
    assert with_reports("labels", "add", "desk", "fire", "--article", "1", "--by", "Ada").code == 0
    assert with_reports("labels", "add", "desk", "sport", "--text", "late goal").code == 0
    assert with_reports("labels", "add", "desk", "sport", "--article", "999").code == 2
    assert with_reports("labels", "list", "--json").json["names"][0]["labels"] == {"fire": 1, "sport": 1}
    assert '"article": 1' in with_reports("labels", "export", "desk").out
    assert with_reports("labels", "export", "desk", "--out", str(tmp_path / "out.jsonl")).code == 0
    assert with_reports("labels", "import", "other", str(tmp_path / "out.jsonl")).code == 0
    assert len(with_reports("labels", "next", "desk", "--json").json["next"]) == 3
    assert with_reports("labels", "remove", "desk").code == 0
    assert with_reports("labels", "remove", "desk").code == 2


@pytest.fixture
def client(furnished: Newsroom) -> Iterator[TestClient]:
    with TestClient(application(furnished), base_url="http://127.0.0.1") as opened:
        yield opened


def ended(client: TestClient, work: str) -> dict[str, Any]:
    for _ in range(600):
        told: dict[str, Any] = client.get(f"/api/v1/jobs/{work}").json()
        if told["state"] != "running":
            return told
        time.sleep(0.1)
    raise AssertionError("the training did not end")


def test_labels_are_trained_over_http(client: TestClient) -> None:
    assert client.post("/api/v1/labels/desk/file", json={"text": rows()}).status_code == 201
    assert client.post("/api/v1/labels/desk", json={"label": "fire", "article": 1}).status_code == 201
    begun = client.post("/api/v1/labels/desk/train", json={"words_only": True})
    assert begun.status_code == 202
    assert ended(client, begun.json()["work"])["state"] == "done"
    assert {"name": "desk", "version": 1, "own": True} in client.get("/api/v1/analyses").json()["analyses"]
    assert client.get("/api/v1/analyses/desk").json()["held_out"]["accuracy"] > 0.5
    said = client.post("/api/v1/analyse", json={"text": "a late goal", "only": ["desk"]}).json()
    assert said["desk"]["label"] == "体育 sport"
    assert "desk" in client.get("/api/v1/articles/2").json()["annotations"]


def test_labels_are_paged_downloaded_and_taken_back_over_http(client: TestClient) -> None:
    client.post("/api/v1/labels/desk/file", json={"text": rows()})
    page = client.get("/api/v1/labels/desk", params={"limit": 10}).json()
    assert (len(page["labels"]), page["next"], page["total"]) == (10, 10, len(examples().texts))
    assert len(client.get("/api/v1/labels/desk/file").text.splitlines()) == page["total"]
    assert client.delete("/api/v1/labels/desk", params={"text": page["labels"][0]["text"]}).json() == {"removed": 1}
    assert client.delete("/api/v1/labels/desk").json() == {"removed": page["total"] - 1}
    assert client.get("/api/v1/labels/desk").status_code == 404


def test_what_is_not_there_is_a_problem_document(client: TestClient) -> None:
    for path in ("/api/v1/labels/none", "/api/v1/analyses/none"):
        assert client.get(path).status_code == 404
    assert client.post("/api/v1/labels/none/train", json={}).status_code == 404
    assert client.get("/api/v1/analyses/topics").json()["own"] is False
    assert client.post("/api/v1/labels/desk", json={"label": "x", "article": 12345}).status_code == 404
