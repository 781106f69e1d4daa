"""A model of the lab leaves and shrinks by command, over HTTP and from Python."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Given, Newsroom
from broadsheet.core import ConflictError, InvalidInputError, NotFoundError
from broadsheet.models import Message, Options
from broadsheet.serve.application import application
from broadsheet.train.exporting import Exported
from tests.newsrooms import NOW
from tests.serve.command import Command
from tests.train.exports.made import own

FEW = "春眠不觉晓，处处闻啼鸟。\nThe council voted for the bridge.\n"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    own("lstm", tmp_path / "lab" / "rain")
    (tmp_path / "few.txt").write_text(FEW, encoding="utf-8")
    tmp_path.joinpath("broadsheet.toml").write_text(f"models_folder = '{tmp_path / 'models'}'\n")
    with Newsroom.open(tmp_path, model="none", now=lambda: NOW) as opened:
        yield opened


def test_an_export_is_told_kept_in_the_card_and_answers_from_then_on(room: Newsroom) -> None:
    assert not room.own_models()
    *stages, made = room.export_lab_model("rain", "onnx:f32")
    assert [getattr(stage, "name", "") for stage in stages] == ["open", "write", "gate", "measure"]
    assert isinstance(made, Exported)
    kept = json.loads((room.lab_folder("rain") / "card.json").read_text(encoding="utf-8"))["exports"]
    assert [(one["format"], one["file"]) for one in kept] == [("onnx:f32", "model.onnx")]
    first = room.language_model("lab:rain")
    assert first is not None
    assert list(first.generate([Message("user", "议会 voted")], Options(max_tokens=2)))[-1].usage
    list(room.export_lab_model("rain", "onnx:int8", replaces=True))
    assert room.own_models()[0].bytes < made.after.bytes
    assert "lab:rain" not in room._language_models
    with pytest.raises(NotFoundError):
        list(room.export_lab_model("snow", "onnx"))


def test_the_command_tells_size_speed_and_gate(
    room: Newsroom, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = Command(room.home, capsys, monkeypatch)
    told = command("export", "rain", "--to", "onnx:int8")
    assert told.code == 0
    for word in ("model.onnx", "400 lines cut alike", "before:", "after:", "MB", "tokens a second", "bits per byte"):
        assert word in told.out
    again = command("export", "rain", "--to", "onnx:int8")
    assert again.code != 0
    assert "already" in again.err


def test_over_http_an_export_runs_behind_the_answer(room: Newsroom) -> None:
    with TestClient(application(room), base_url="http://127.0.0.1") as client:
        begun = client.post("/api/v1/lab/models/rain/exports", json={"to": "onnx:f32"})
        assert begun.status_code == 202
        until = time.monotonic() + 120
        while not (found := client.get(begun.json()["at"]).json())["exports"] and time.monotonic() < until:
            assert found["error"] is None
            time.sleep(0.2)
        assert found["exports"][0]["format"] == "onnx:f32"
        assert client.post("/api/v1/lab/models/rain/exports", json={"to": "wax"}).status_code in (404, 422)
        assert client.post("/api/v1/lab/models/snow/exports", json={"to": "onnx"}).status_code == 404


def test_pruning_keeps_what_the_texts_use_and_tells_before_and_after(
    room: Newsroom, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Command(room.home, capsys, monkeypatch)(
        "lab", "prune", "rain", "--name", "drizzle", "--data", str(room.home / "few.txt")
    )
    assert told.code == 0
    assert "before: 500 tokens" in told.out
    card = json.loads((room.lab_folder("drizzle") / "card.json").read_text(encoding="utf-8"))
    before, after = card["pruned"]["before"], card["pruned"]["after"]
    assert after["tokens"] == card["vocabulary"] < before["tokens"]
    assert after["bytes"] < before["bytes"]
    assert after["bits_per_byte"] <= before["bits_per_byte"]
    assert {one.name for one in room.lab_models()} == {"rain", "drizzle"}
    shown = Command(room.home, capsys, monkeypatch)("lab", "show", "drizzle").out
    for said in ("pruned of rain", "before: 500 tokens", "after:", "tokens a second of one core", "bits per byte"):
        assert said in shown
    for words, said in (("en", "It has the tokens of rain that its texts use."), ("zh", "只保留了 rain 的词元中")):
        assert said in room.lab_report("drizzle", words=words).decode()


def test_what_a_killed_pruning_left_goes_with_the_next(room: Newsroom) -> None:
    (room.lab_folder() / ".drizzle.half" / "drizzle").mkdir(parents=True)
    room.prune_lab_model("rain", Given("rain", data=(str(room.home / "few.txt"),)), to="mist")
    assert sorted(path.name for path in room.lab_folder().iterdir()) == ["mist", "rain"]


def test_what_answers_only_when_it_is_exported_says_so(
    room: Newsroom, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = Command(room.home, capsys, monkeypatch)
    folder = room.lab_folder("rain")
    card = {"architecture": "lstm", "parameters": 9, "objective": {"name": "causal"}}
    (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")
    assert "It answers once it is exported: broadsheet export rain --to onnx" in command("lab", "show", "rain").out
    assert command("export", "rain", "--to", "onnx").code == 0
    shown = command("lab", "show", "rain").out
    assert "once it is exported" not in shown
    assert "Ask it: broadsheet --model lab:rain models peek" in shown
    for said in ("tokens a second of one core", "; the model: "):
        assert said in shown


def test_a_pruning_that_can_t_be_leaves_nothing(room: Newsroom) -> None:
    given = Given("rain", data=(str(room.home / "few.txt"),))
    with pytest.raises(ConflictError):
        room.prune_lab_model("rain", given, to="rain")
    with pytest.raises(NotFoundError):
        room.prune_lab_model("snow", given, to="small")
    with pytest.raises(InvalidInputError, match="no report"):
        room.prune_lab_model("rain", Given("rain"), to="small")
    assert [path.name for path in room.lab_folder().iterdir()] == ["rain"]
