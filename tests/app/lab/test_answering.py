"""Models trained here stand beside the others, once something runs them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.models import Message, Options
from broadsheet.serve.application import application
from tests.models.tiny_transformers import save
from tests.newsrooms import NOW
from tests.serve.command import Command

LISTED = ["lab:poems", "lab:quick", "lab:recurrent"]


def put(home: Path, name: str, *files: str, kind: str = "llama") -> None:
    folder = home / "lab" / name
    folder.mkdir(parents=True)
    (folder / "config.json").write_text(json.dumps({"model_type": kind}))
    for file in files:
        (folder / file).write_bytes(b"x" * 1000)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    put(tmp_path, "poems", "model.gguf", "model.safetensors")
    put(tmp_path, "recurrent", "model.onnx", kind="broadsheet-lstm")
    put(tmp_path, "unexported", "model.safetensors", kind="broadsheet-lstm")
    put(tmp_path, "labels", "model.safetensors", "model.onnx", kind="broadsheet-headed")
    put(tmp_path, "quick", "model.safetensors")
    (tmp_path / "lab" / "quick" / "ctranslate2").mkdir()
    (tmp_path / "lab" / "quick" / "ctranslate2" / "model.bin").write_bytes(b"x" * 300)
    tmp_path.joinpath("broadsheet.toml").write_text(f"models_folder = '{tmp_path / 'models'}'\n")
    with Newsroom.open(tmp_path, model="none", now=lambda: NOW) as opened:
        yield opened


@pytest.fixture
def client(room: Newsroom) -> Iterator[TestClient]:
    with TestClient(application(room), base_url="http://127.0.0.1") as made:
        yield made


def test_only_what_can_be_asked_is_told_with_what_runs_it(room: Newsroom) -> None:
    told = [(one.name, one.way, one.bytes) for one in room.own_models()]
    assert told == [("lab:poems", "gguf", 1000), ("lab:quick", "ctranslate2", 300), ("lab:recurrent", "onnx", 1000)]


def test_other_programs_find_them_in_the_list_of_models(client: TestClient) -> None:
    names = [row["id"] for row in client.get("/v1/models").json()["data"]]
    assert [name for name in names if name.startswith("lab:")] == LISTED
    assert client.get("/v1/models/lab:poems").json()["id"] == "lab:poems"
    assert client.get("/v1/models/lab:poems").json()["owned_by"] == "trained here, run by gguf"
    own = client.get("/api/v1/models").json()["own"]
    assert [(one["name"], one["way"]) for one in own] == list(zip(LISTED, ("gguf", "ctranslate2", "onnx"), strict=True))


@pytest.mark.parametrize(("language", "said"), [("en", "trained here"), ("zh", "自己训练")])
def test_the_page_of_models_offers_them(client: TestClient, language: str, said: str) -> None:
    page = client.get(f"/models?lang={language}").text
    row = page[page.index("lab:poems") :]
    assert said in row[: row.index("</li>")]
    chosen = client.post("/models/lab:poems/choose", follow_redirects=False)
    assert "lab:poems" in chosen.headers["set-cookie"].replace("%3A", ":")


def test_the_command_lists_them(room: Newsroom, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        listed = Command(room.home, capsys, patch)("models", "list")
    assert "+ lab:poems" in listed.out
    assert "lab:unexported" not in listed.out


def test_one_can_be_the_model_of_a_task(tmp_path: Path) -> None:
    save("llama", tmp_path / "lab" / "harbour")
    told = f'models_folder = \'{tmp_path / "models"}\'\n[models]\nlabels = ["lab:harbour", "none"]\n'
    tmp_path.joinpath("broadsheet.toml").write_text(told)
    with Newsroom.open(tmp_path, now=lambda: NOW) as room:
        model = room.language_model(task="labels")
        assert model is not None
        assert list(model.generate([Message("user", "议会 voted")], Options(max_tokens=2)))[-1].usage
        assert [one.way for one in room.own_models()] == ["torch"]
