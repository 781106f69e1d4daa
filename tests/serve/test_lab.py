"""The lab from the command line and over HTTP, and the processes that train."""

import signal
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Given, Newsroom
from broadsheet.core import BroadsheetError
from broadsheet.serve.application import application
from broadsheet.serve.cli._lab_training import DOING, STOPPING, WORDS, stoppable
from broadsheet.serve.jobs import lab as trainings
from broadsheet.serve.jobs.lab import lab_training
from broadsheet.serve.jobs.work import Work
from broadsheet.train.experiments.told import Stage, Stopped
from broadsheet.train.loop.owning import owned
from tests.app.lab.folders import CARD, NEW_EXPORT, begun
from tests.newsrooms import NOW
from tests.serve.command import Command

WORSE = {**CARD, "measures": {"likelihood": {"bits_per_byte": 4.0}}, "exports": [NEW_EXPORT]}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    begun(tmp_path / "home", "诗", taken=60, card=CARD)
    begun(tmp_path / "home", "worse", taken=60, card=WORSE)
    begun(tmp_path / "home", "halfway", taken=17)
    return tmp_path / "home"


@pytest.fixture
def lab(home: Path, broadsheet: Command) -> Command:  # noqa: ARG001 - the models are in its folder
    return broadsheet


@pytest.fixture
def opened(home: Path) -> Iterator[Newsroom]:
    with Newsroom.open(home, model="none", now=lambda: NOW) as room:
        yield room


@pytest.fixture
def client(opened: Newsroom) -> Iterator[TestClient]:
    with TestClient(application(opened), base_url="http://127.0.0.1") as made:
        yield made


def test_the_list_says_how_far_each_is(lab: Command) -> None:
    said = lab("lab", "list").out
    assert "lab:halfway  stopped  poems  17 of 60 steps" in said
    assert "lab:诗  ready" in said
    assert {one["name"] for one in lab("--json", "lab", "list").json["models"]} == {"诗", "worse", "halfway"}


def test_a_card_says_who_wins_and_how_large_its_exports_are(lab: Command) -> None:
    assert "It does not beat the 5-gram" in lab("lab", "show", "诗").out
    assert "onnx:int8: 280 B" in lab("lab", "show", "worse").out
    assert "parameters" not in lab("lab", "show", "halfway").out


def test_the_first_ctrl_c_is_answered_and_the_second_breaks_off() -> None:
    said: list[str] = []
    with stoppable(said.append) as stop:
        assert not stop()
        signal.raise_signal(signal.SIGINT)
        assert stop()
        assert said == [STOPPING]
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_a_pupil_s_training_is_changed_by_its_settings(lab: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    begun_with: list[Given] = []
    given = Given("poems", settings=("model.layers=1",))
    monkeypatch.setattr(Newsroom, "pupil_given", lambda *_, **__: given)

    def train(_: Newsroom, found: Given, **__: object) -> Iterator[Stopped]:
        begun_with.append(found)
        yield Stopped("pupil", "clean")

    monkeypatch.setattr(Newsroom, "train_model", train)
    told = lab("lab", "distil", "诗", "--name", "pupil", "--set", "training.steps=5")
    assert begun_with[0].settings == ("model.layers=1", "training.steps=5")
    assert "stopped while cleaning; to go on: broadsheet lab resume pupil" in told.out
    assert told.code != 0


def test_every_stage_can_be_said_to_have_been_stopped() -> None:
    assert set(DOING) == set(WORDS) == set(get_args(Stage))


def test_a_report_is_written_where_it_is_asked_for(lab: Command, tmp_path: Path) -> None:
    done = lab("lab", "report", "诗", "--labels", "zh", "--out", str(tmp_path / "r.html"))
    assert done.code == 0
    assert "训练报告" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_models_are_laid_side_by_side(lab: Command) -> None:
    rows = {r["figure"]: r["values"] for r in lab("--json", "lab", "compare", "诗", "worse").json["rows"]}
    assert rows["likelihood.bits_per_byte"] == [3.302, 4.0]
    assert lab("lab", "compare", "诗").code == 2


def test_names_there_are_not_are_wrong_requests(lab: Command) -> None:
    for words in (("lab", "show", "x"), ("lab", "remove", "../诗"), ("evaluate", "x"), ("lab", "resume", "x")):
        done = lab(*words)
        assert done.code == 2, words
    assert "halfway" in lab("lab", "show", "x").err


def test_one_that_is_not_done_is_not_measured(lab: Command) -> None:
    done = lab("evaluate", "halfway")
    assert done.code != 0
    assert "not trained here to the end" in done.err


def test_models_are_told_over_http(client: TestClient) -> None:
    models = {one["name"]: one for one in client.get("/api/v1/lab/models").json()["models"]}
    assert (models["halfway"]["state"], models["halfway"]["step"]) == ("stopped", 17)
    assert client.get("/api/v1/lab/models/诗").json()["model"]["card"]["parameters"] == 618_816
    assert len(client.get("/api/v1/lab/models/诗/log", params={"after": 58}).json()["log"]) == 2
    assert "5 元模型" in client.get("/api/v1/lab/models/诗/report", params={"labels": "zh"}).text
    assert client.get("/api/v1/lab/models/诗/plots/loss.svg").headers["content-type"] == "image/svg+xml"
    assert client.get("/api/v1/lab/models/诗/evaluations").json() == {"found": None, "state": None, "error": None}


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "models/nobody", None, 404),
        ("GET", "models/nobody/log", None, 404),
        ("POST", "models/nobody/stop", None, 404),
        ("POST", "models/nobody/resume", None, 404),
        ("POST", "models/nobody/evaluations", {}, 404),
        ("GET", "models/%2e%2e%2fetc", None, 404),
        ("POST", "models/halfway/stop", None, 409),
        ("POST", "models", {"recipe": "sonnets"}, 422),
        ("POST", "models", {"recipe": "/etc/passwd.toml"}, 422),
        ("POST", "models", {"recipe": "poems", "name": "../out"}, 422),
        ("POST", "models", {"recipe": "poems", "preset": "huge"}, 422),
        ("POST", "models", {"recipe": "poems", "settings": ["nonsense"]}, 422),
        ("POST", "models", {"recipe": "poems", "settings": ["training.steps=many"]}, 422),
        ("POST", "models", {"recipe": "poems", "settings": ["model.heads=3"]}, 422),
        ("POST", "estimates", {"recipe": "poems", "settings": ["model.heads=3"]}, 422),
        ("POST", "models", {"recipe": "poems", "settings": ["model.width=99999999999"]}, 422),
        ("POST", "models", {"recipe": "poems", "settings": ['exports=["floppy"]']}, 422),
        ("POST", "models", {"recipe": "poems", "settings": ['evaluation.measures=["wisdom"]']}, 422),
        ("POST", "models", {"recipe": "poems", "settings": ["tuning.base=/etc"]}, 422),
        ("POST", "estimates", {"recipe": "poems", "settings": ["tuning.base=/etc"]}, 422),
        ("POST", "models", {"recipe": "poems", "settings": ["corpus.ready=/etc"]}, 422),
        ("POST", "models", {"recipe": "poems", "settings": ["tuning.fetch=true"]}, 422),
        ("POST", "models/诗/evaluations", {"documents": [{"text": ""}]}, 422),
        ("GET", "models/诗/plots/mood.svg", None, 422),
        ("GET", "compare?names=诗", None, 422),
    ],
)
def test_what_can_t_be_is_told_as_elsewhere(
    client: TestClient, method: str, path: str, body: object, status: int
) -> None:
    told = client.request(method, f"/api/v1/lab/{path}", json=body)
    assert told.status_code == status, told.text


def test_what_is_being_trained_is_not_begun_again_taken_away_or_measured(client: TestClient, home: Path) -> None:
    with owned(home / "lab" / "halfway"):
        asked = {"recipe": "poems", "name": "halfway"}
        assert client.post("/api/v1/lab/models", json=asked).status_code == 409
        assert client.delete("/api/v1/lab/models/halfway").status_code == 409
        assert client.post("/api/v1/lab/models/halfway/evaluations", json={}).status_code == 409
    assert client.delete("/api/v1/lab/models/halfway").json() == {"removed": "halfway"}


def run(room: Newsroom, monkeypatch: pytest.MonkeyPatch, program: str) -> Work:
    """A training whose process runs `program`."""
    monkeypatch.setattr(trainings, "_MAIN", program)
    work = Work("lab halfway")
    lab_training(room, Given("poems"), name="halfway")(work)
    return work


def test_a_process_that_fails_says_why(opened: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    program = 'import sys; print(\'{"error": {"message": "no text", "do": "give more"}}\'); sys.exit(2)'
    with pytest.raises(BroadsheetError, match="no text") as caught:
        run(opened, monkeypatch, program)
    assert caught.value.do == "give more"


def test_a_process_that_was_killed_is_told_to_whoever_looks_later(
    opened: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BroadsheetError, match="without a model") as caught:
        run(opened, monkeypatch, "import os; os.kill(os.getpid(), 9)")
    assert caught.value.found == "killed by signal 9"
    assert opened.lab_model("halfway").state == "failed"


def test_a_stop_is_no_failure(opened: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    program = 'import sys; print(\'{"stopped": "train", "name": "halfway"}\'); sys.exit(1)'
    assert run(opened, monkeypatch, program).verdicts == {"stopped": 1}
    assert opened.lab_model("halfway").state == "stopped"


def test_a_training_that_someone_else_began_is_stopped_by_its_number(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(trainings, "holder", lambda _: 4242)
    monkeypatch.setattr("os.kill", lambda process, number: asked.append((process, number)))
    assert client.post("/api/v1/lab/models/halfway/stop").status_code == 202
    assert asked == [(4242, signal.SIGINT)]


def test_the_command_of_a_process_has_all_that_was_chosen() -> None:
    given = Given("poems", data=("a.txt",), preset="tiny", settings=("seed=3",), columns=("target=t",), language="zh")
    words = trainings._words(given, "诗")
    assert words[:4] == ["train", "poems", "--name", "诗"]
    assert words[words.index("--column") + 1] == "target=t"
    assert trainings._words(Given("own.toml"), "x")[:3] == ["train", "run", "own.toml"]


def test_texts_can_be_sent_and_are_kept_under_the_name_of_their_model(
    client: TestClient, opened: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Given] = []

    def estimate(_: Newsroom, one: Given) -> dict[str, int]:
        given.append(one)
        return {"steps": 1}

    monkeypatch.setattr(Newsroom, "estimate_model", estimate)
    body = {"recipe": "headlines", "name": "sent", "documents": [{"text": "正文", "target": "标题"}]}
    assert client.post("/api/v1/lab/estimates", json=body).json() == {"steps": 1}
    (file,) = Path(given[0].data[0]).iterdir()
    assert file.is_relative_to(opened.lab_folder())
    assert '"target": "标题"' in file.read_text("utf-8")


def test_what_can_t_be_made_smaller_is_refused_at_once(client: TestClient) -> None:
    for path, name, status in (
        ("nobody/pruned", "small", 404),
        ("诗/pruned", "worse", 409),
        ("诗/pruned", "../x", 422),
        ("诗/pupils", "small", 409),
        ("nobody/pupils", "small", 404),
    ):
        assert client.post(f"/api/v1/lab/models/{path}", json={"name": name}).status_code == status, path


def test_a_pupil_over_http_is_taught_by_a_model_of_the_lab_alone(client: TestClient) -> None:
    settings = ["objective.name=distil", "objective.teacher=/etc"]
    told = client.post("/api/v1/lab/models", json={"recipe": "poems", "name": "x", "settings": settings})
    assert told.status_code == 422
    assert "lab:NAME" in told.text
