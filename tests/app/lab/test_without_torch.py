"""Labels, tags and gaps on a machine that has no torch: by command, over HTTP and on the page, from the export."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from broadsheet.train import gates
from broadsheet.train.exports import onnx
from tests.train.tuning.tuned import base, headed

pytest.importorskip("torch")

# A process of its own: what was imported once can't be taken away from this one.
ASKED = """
import contextlib, io, json, sys
for name in ("torch", "transformers", "onnx", "peft"):
    sys.modules[name] = None
from fastapi.testclient import TestClient
from broadsheet.app import Newsroom
from broadsheet.serve.application import application
from broadsheet.serve.cli import main

home, texts, found = *sys.argv[1:3], {}
def said(*words):
    sys.argv, out = ["broadsheet", "--home", home, "--json", *words], io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
        main()
    return json.loads(out.getvalue())

found["classes"] = said("lab", "classify", "desk", texts)["texts"]
found["words"] = said("lab", "tag", "words", "球队 比赛 3")["words"]
found["gaps"] = said("lab", "fill", "gaps", "team ___ goal")["gaps"]
with Newsroom.open(home, model="none") as room, TestClient(application(room), base_url="http://127.0.0.1") as client:
    ask = client.post("/api/v1/lab/models/desk/classifications", json={"texts": ["球队 比赛"]})
    found["http"] = ask.json()["texts"][0]["label"]
    page = client.get("/lab/desk/read", params={"text": "球队 比赛", "lang": "zh"})
    found["page"] = [page.status_code, found["classes"][0]["label"] in page.text]
    found["own"] = [[one.name, one.way] for one in room.own_models()]
print(json.dumps(found))
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name, made in (("desk", "classify"), ("words", "tag"), ("gaps", "")):
        folder = tmp_path / "lab" / name
        if made:
            headed(folder, "bert", made)
        else:
            base(folder)
        onnx.write(gates.open_source(folder), folder, kind="int8")
        (folder / "model.safetensors").unlink()  # the export alone goes to such a machine
    (tmp_path / "texts.txt").write_text("球队 比赛\nbank rates\n", encoding="utf-8")
    return tmp_path


def test_the_export_answers_everywhere(home: Path) -> None:
    plain = {key: value for key, value in os.environ.items() if not key.startswith("BROADSHEET")}
    given = [sys.executable, "-c", ASKED, str(home), str(home / "texts.txt")]
    ran = subprocess.run(given, capture_output=True, text=True, env=plain, timeout=300, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    found = json.loads(ran.stdout.splitlines()[-1])
    assert [one["label"] in ("体育", "money") for one in found["classes"]] == [True, True]
    assert "".join(one["word"] for one in found["words"]) == "球队比赛3"
    assert len(found["gaps"][0]["choices"]) == 5
    assert found["http"] == found["classes"][0]["label"]
    assert found["page"] == [200, True]
    assert found["own"] == [["lab:gaps", "onnx"]]
