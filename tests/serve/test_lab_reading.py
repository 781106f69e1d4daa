"""Reading by the command line, over HTTP and on the page, by a classifier, a tagger and a masked model."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.core import ModelInputError
from broadsheet.models import load
from broadsheet.serve.application import application
from tests.serve.command import Command
from tests.train.tuning.tuned import base, made, recipe

pytest.importorskip("torch")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = base(tmp_path / "home" / "lab" / "base")
    for task in ("classify", "tag"):
        made(recipe(task, tuning={"base": "lab:base"}), folder.parent / task)
    return tmp_path / "home"


def test_the_api_and_the_page_read(home: Path) -> None:
    with (
        Newsroom.open(home, model="none") as room,
        TestClient(application(room), base_url="http://127.0.0.1") as client,
    ):
        told = client.post("/api/v1/lab/models/classify/classifications", json={"texts": ["球队 夺冠", ""]}).json()
        assert set(told["texts"][0]) == {"label", "score", "scores"}
        assert "error" in told["texts"][1]
        tags = client.post("/api/v1/lab/models/tag/tags", json={"text": "team goal"}).json()
        assert [one["word"] for one in tags["words"]] == ["team", "goal"]
        gaps = client.post("/api/v1/lab/models/base/gaps", json={"text": "team ___", "n": 3}).json()
        assert len(gaps["gaps"][0]["choices"]) == 3
        looked = client.post("/api/v1/lab/models/base/attention", json={"text": "team goal"}).json()
        assert len(looked["weights"]) == len(looked["rows"])
        assert client.post("/api/v1/lab/models/base/classifications", json={"texts": ["a"]}).status_code == 409
        for name, sign in (("classify", "read-classes"), ("tag", "read-tags"), ("base", "read-gaps")):
            for language in ("zh", "en"):
                page = client.get(
                    f"/lab/{name}/read", params={"text": "team ___"}, headers={"Accept-Language": language}
                ).text
                assert sign in page
                assert "lab-heat" in page
        assert "style=" not in client.get("/lab/base/read", params={"text": "team ___"}).text


def test_the_command_line_reads(home: Path, broadsheet: Command) -> None:
    assert home.is_dir()
    found = broadsheet("--json", "lab", "classify", "classify", stdin="球队 夺冠\nstocks bank\n".encode())
    assert [set(one) for one in found.json["texts"]] == [{"text", "label", "score", "scores"}] * 2
    assert "most at" in broadsheet("lab", "look", "base", "球队 夺冠").out
    assert broadsheet("lab", "tag", "tag", "team goal").out.startswith("team ")
    assert broadsheet("lab", "fill", "base", "team ___").out.startswith("1. ")
    refused = broadsheet("lab", "fill", "classify", "team ___")
    assert refused.code != 0
    assert "fills no gaps" in refused.err


def test_a_classifier_asked_to_write_says_what_it_does(home: Path) -> None:
    with pytest.raises(ModelInputError, match="labels texts"):
        load("lab:classify", folder=home, settings={"lab": str(home / "lab")})
