"""Whatever ends an experiment, wherever, the same call makes of it what it would have been; nothing is left half."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from broadsheet.train.experiments.told import Finished, LeftOut, Progress, Stage, Stopped
from broadsheet.train.loop import Step, log

torch = pytest.importorskip("torch")

from tests.train.experiments.ended import TASKS, told  # noqa: E402 - it needs torch

CHILD = Path(__file__).with_name("ended_child.py")
STAGES: tuple[Stage, ...] = (
    "read",
    "clean",
    "duplicates",
    "vocabulary",
    "number",
    "finish",
    "train",
    "measure",
    "export",
)
# In the order in which a run comes by them: each is met by the process that goes on after the one before was killed.
PLACES = (
    *("told read", "placed documents.jsonl", "told clean", "placed note.json", "told duplicates", "told vocabulary"),
    *("placed tokenizer.json", "told number", "placed manifest.json", "tidied"),
    *("step 1", "placed step-000002", "step 4", "placed done.json", "placed model.safetensors", "placed config.json"),
    *("told measure", "placed measures.json", "told export", "placed model.onnx", "placed exports.json"),
    "placed card.json",
)
# Their text is prepared by the same code, and a process takes a quarter of a second.
FEW = (
    "told read",
    "told number",
    "step 1",
    "placed model.safetensors",
    "told measure",
    "told export",
    "placed card.json",
)
# What is the clock's and the processor's.
_TAKEN = ("seconds", "joules", "method", "tokens_per_second")


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module", params=TASKS)
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an experiment that nothing ended; its name is the task's."""
    folder: Path = tmp_path_factory.mktemp("whole") / request.param
    *before, last = told(request.param, folder)
    assert not [one for one in before if isinstance(one, LeftOut)]
    assert isinstance(last, Finished)
    return folder


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of experiments that were each killed at every place."""
    folder: Path = tmp_path_factory.mktemp("killed")
    asked = {task: PLACES if task == "poems" else FEW for task in TASKS}
    command = [sys.executable, str(CHILD), str(folder), json.dumps(asked)]
    ended = subprocess.run(command, check=True, capture_output=True, text=True)
    killed = {task: dict.fromkeys(places, signal.SIGKILL) for task, places in asked.items()}
    assert json.loads(ended.stdout) == killed, ended.stderr
    return folder


def test_killed_in_every_stage_it_ends_as_if_nothing_had_been(whole: Path, killed: Path) -> None:
    folder = killed / whole.name
    *_, last = told(whole.name, folder)
    assert isinstance(last, Finished)
    assert _state(folder) == _state(whole)


def test_stopped_in_every_stage_it_says_where_and_ends_as_if_nothing_had_been(whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / whole.name
    assert [_stopped_in(stage, folder) for stage in STAGES] == [Stopped(whole.name, stage) for stage in STAGES]
    *_, last = told(whole.name, folder)
    assert isinstance(last, Finished)
    assert _state(folder) == _state(whole)


def _stopped_in(stage: str, folder: Path) -> Any:
    """The last thing told by a sitting that is asked to stop as soon as it tells of `stage`."""
    seen: list[Any] = []
    for one in told(folder.name, folder, stop=lambda: bool(seen) and _stage(seen[-1]) == stage):
        seen.append(one)
    return seen[-1]


def _stage(one: Any) -> str:
    return "train" if isinstance(one, Step) else str(getattr(one, "stage", "")) if isinstance(one, Progress) else ""


def _state(folder: Path) -> dict[str, Any]:
    """Every file by its path, with its bytes where neither the time nor what this machine is are in it."""
    found: dict[str, Any] = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        is_told = path.suffix in (".json", ".jsonl") and path.name not in ("tokenizer.json", "config.json")
        found[name] = path.read_bytes() if path.is_file() and not is_told else None
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    losses = [(line["kind"], line["step"], line.get("loss")) for line in log.lines(folder / "run") if "loss" in line]
    return {"files": found, "card": _untimed(card), "losses": losses}


def _untimed(card: Any) -> Any:
    if isinstance(card, dict):
        return {key: _untimed(value) for key, value in card.items() if key not in _TAKEN}
    return [_untimed(one) for one in card] if isinstance(card, list) else card
