"""What ranks front pages, through the doors: versions, training, rolling back, measuring."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom, Step
from broadsheet.core import Dials, EmptyEvidenceError, Event
from broadsheet.serve.application import application
from broadsheet.serve.jobs import Works
from broadsheet.serve.jobs.ranking import TRAIN, learn_when_due
from tests.recommend.learning.logs import START, log
from tests.serve.command import Command

pytestmark = pytest.mark.long


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A newsroom whose log can be learnt from."""
    with Newsroom.open(tmp_path / "home", model="none") as room:
        pages, acts = log(900)
        room.store.served.add(pages)
        room.store.events.add(acts)
    return tmp_path / "home"


@pytest.fixture
def room(home: Path) -> Iterator[Newsroom]:
    with Newsroom.open(home, model="none", now=lambda: START + timedelta(days=40)) as opened:
        yield opened


@pytest.fixture
def client(room: Newsroom) -> Iterator[TestClient]:
    with TestClient(application(room), base_url="http://127.0.0.1") as made:
        yield made


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    return Command(home, capsys, monkeypatch)


def test_it_is_trained_listed_and_rolled_back_from_the_command_line(run: Command) -> None:
    card = run("--json", "train", "front-page").json
    assert card["refused"] == []
    assert f"{card['version']} ranks front pages" in run("recommender", "versions").out
    assert run("--json", "recommender", "rollback").json["serving"] == "linear-3"
    assert run("--json", "recommender", "rollback", card["version"]).json["serving"] == card["version"]


def test_an_empty_log_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Command(tmp_path / "new", capsys, monkeypatch)("train", "front-page")
    assert told.code == 2
    assert "500 clicks" in told.err


def test_over_http_it_is_trained_in_the_background_and_rolled_back(room: Newsroom, client: TestClient) -> None:
    assert client.get("/api/v1/recommender").json()["serving"] == "linear-3"
    for _ in room.train_front_page():
        pass
    found = client.get("/api/v1/recommender").json()
    assert found["serving"].startswith("trees-")
    assert found["versions"][0]["figures"]["auc"] > 0.5
    assert client.post("/api/v1/recommender/rollback", json={}).json()["serving"] == "linear-3"
    assert client.post("/api/v1/recommender/rollback", json={}).status_code == 409
    assert client.post("/api/v1/recommender/rollback", json={"to": "trees-never"}).status_code == 404


def test_the_evaluation_is_kept_and_can_be_asked_for(room: Newsroom, client: TestClient) -> None:
    assert client.get("/api/v1/recommender/evaluation").json()["windows"] == []
    windows = list(room.evaluate_front_page())
    assert set(windows[-1]["figures"]) == {"served", "linear", "learnt"}
    assert windows[-1]["figures"]["learnt"]["auc"] > windows[-1]["figures"]["linear"]["auc"]
    assert client.get("/api/v1/recommender/evaluation").json()["windows"] == json.loads(json.dumps(windows))


def test_a_training_is_due_when_none_was_tried_for_an_hour(room: Newsroom) -> None:
    assert room.ranking_due()
    list(room.train_front_page())
    assert not room.ranking_due()
    room.now = lambda: START + timedelta(days=40, hours=1)
    assert room.ranking_due()


def test_a_training_that_failed_is_not_tried_again_at_once_and_says_why(tmp_path: Path) -> None:
    with Newsroom.open(tmp_path / "new", model="none") as room:
        with pytest.raises(EmptyEvidenceError):
            list(room.train_front_page())
        assert not room.ranking_due()
        assert "too little" in room.rankers().outcome


def test_the_clock_begins_a_training_once(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []
    works = Works()
    monkeypatch.setattr(works, "start", lambda name, _run: begun.append(name))
    learn_when_due(room, works)
    list(room.train_front_page())
    learn_when_due(room, works)
    assert begun == [TRAIN]


def test_it_tells_how_far_it_is(room: Newsroom) -> None:
    stages = [step.stage for step in room.train_front_page() if isinstance(step, Step)]
    assert stages[:2] == ["log", "log"]
    assert "fit" in stages


def test_the_doctor_names_what_ranks(room: Newsroom) -> None:
    assert {fact.name: fact.found for fact in room.ranking_facts()}["ranking"] == "linear-3"


def test_a_training_that_was_cut_off_goes_on_though_readers_went_on(room: Newsroom) -> None:
    room.now = lambda: START + timedelta(days=19)
    steps = room.train_front_page()
    for step in steps:
        if isinstance(step, Step) and step.stage == "fit" and step.done == 40:
            break
    assert isinstance(steps, Generator)
    steps.close()
    page, acts = log(1, seed=9)
    room.store.served.add([replace(page[0], at=START + timedelta(days=19, hours=1))])
    room.store.events.add([*acts, Event("late", "reader-1", "click", START, 5, page="0-1", position=5)])
    done = [step.done for step in room.train_front_page() if isinstance(step, Step) and step.stage == "fit"]
    assert done[0] == 60


def test_a_training_killed_by_the_system_goes_on_where_it_was_and_then_serves(home: Path, room: Newsroom) -> None:
    kept = home / "recommender" / "training" / "state.json"
    words = [sys.executable, "-c", "from broadsheet.serve.cli import main; main()", "--home", str(home)]
    with subprocess.Popen([*words, "train", "front-page"], stderr=subprocess.DEVNULL) as process:
        while not kept.exists() and process.poll() is None:
            time.sleep(0.001)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    done = json.loads(kept.read_text(encoding="utf-8"))["done"]
    assert room.rankers().serving.startswith("linear")
    with Newsroom.open(home, model="none") as again:
        steps = list(again.train_front_page())
    assert next(s.done for s in steps if isinstance(s, Step) and s.stage == "fit") == done + 20
    assert room.rankers().serving.startswith("trees-")


def test_what_was_learnt_knows_how_likely_its_scores_are_opened(room: Newsroom) -> None:
    assert room.preview_dials(Dials(freshness=1.0)).method != "chances"
    *_, card = room.train_front_page()
    assert not isinstance(card, Step)
    assert len(card.chances) == 2
    assert room.preview_dials(Dials(freshness=1.0)).method == "chances"


def test_a_data_set_is_measured_as_the_log_is(run: Command, tmp_path: Path) -> None:
    news = [f"N{n}\t{('sports', 'health')[n % 2]}\tall\tReport {n}\t\t\t[]\t[]" for n in range(12)]
    (tmp_path / "news.tsv").write_text("\n".join(news), encoding="utf-8")
    lines = []
    for n in range(120):
        shown = [f"N{(n + k) % 12}" for k in range(6)]
        told = " ".join(f"{name}-{int(int(name[1:]) % 2 == n % 2)}" for name in shown)
        lines.append(f"{n}\tU{n % 10}\t11/{10 + n // 24:02}/2019 {n % 12 + 1}:00:00 AM\t\t{told}")
    (tmp_path / "behaviors.tsv").write_text("\n".join(lines), encoding="utf-8")
    windows = run("--json", "recommender", "evaluate", str(tmp_path)).json["windows"]
    assert set(windows[-1]["figures"]) == {"linear", "learnt"}
    assert windows[-1]["figures"]["learnt"]["auc"] > 0.9
    assert run("recommender", "evaluate", str(tmp_path / "nowhere")).code == 2
