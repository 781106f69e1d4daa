"""A run that was interrupted is, to the last bit, the run that was not."""

import errno
import json
import os
import random
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import pytest
from safetensors import SafetensorError

from broadsheet.core import ConflictError, DiskFullError
from broadsheet.train.loop import Noticed, Saved, checkpoints, log, optimisers
from tests.train.loop.runs import FEW, after, events, told, weights
from tests.train.models import Tiny
from tests.train.shards import headlines

CHILD = Path(__file__).with_name("child.py")


@pytest.mark.parametrize("optimiser", optimisers.names())
def test_a_run_stopped_twice_ends_as_one_never_stopped(tmp_path: Path, optimiser: str) -> None:
    training = replace(FEW, optimiser=optimiser)
    events(tmp_path / "whole", training=training)
    for steps in (2, 5, 99):
        events(tmp_path / "cut", training=training, stop=after(steps))
    assert told(tmp_path / "cut") == told(tmp_path / "whole")
    assert weights(tmp_path / "cut", 12) == weights(tmp_path / "whole", 12)


def test_a_run_that_was_killed_anywhere_ends_as_one_never_stopped(tmp_path: Path) -> None:
    events(tmp_path / "whole")
    dealer, kills = random.Random(7), 0
    while not (tmp_path / "killed" / "done.json").exists():
        command = [sys.executable, str(CHILD), str(tmp_path / "killed"), str(dealer.randrange(1, 60))]
        kills += subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert kills >= 1
    assert told(tmp_path / "killed") == told(tmp_path / "whole")
    assert weights(tmp_path / "killed", 12) == weights(tmp_path / "whole", 12)


def test_a_torn_newest_checkpoint_is_passed_over_and_said(tmp_path: Path) -> None:
    events(tmp_path / "whole")
    events(tmp_path / "torn", stop=after(7))
    newest = tmp_path / "torn" / "checkpoints" / "step-000007" / "model.safetensors"
    newest.write_bytes(newest.read_bytes()[:-1] + b"?")
    found = [event.text for event in events(tmp_path / "torn") if isinstance(event, Noticed)]
    assert any("step 7 is passed over: model.safetensors" in text for text in found)
    assert any("passed over" in line.get("text", "") for line in log.lines(tmp_path / "torn"))
    assert told(tmp_path / "torn") == told(tmp_path / "whole")


def test_a_full_disk_leaves_the_last_checkpoint_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    events(tmp_path / "whole")
    events(tmp_path / "full", stop=after(5))
    synced = os.fsync

    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    monkeypatch.setattr(os, "fsync", Mock(side_effect=full))
    with pytest.raises(DiskFullError) as caught:
        checkpoints.save(tmp_path / "full" / "checkpoints", 6, write=Path.touch)
    assert "run the same again" in caught.value.do
    monkeypatch.setattr(os, "fsync", synced)
    assert sorted(path.name for path in (tmp_path / "full" / "checkpoints").iterdir()) == ["step-000004", "step-000005"]
    events(tmp_path / "full")
    assert told(tmp_path / "full") == told(tmp_path / "whole")


def test_a_disk_without_room_for_the_tensors_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    events(tmp_path, stop=after(5))
    sentence = "Error while serializing: I/O error: No space left on device (os error 28)"
    monkeypatch.setattr("safetensors.torch.save_file", Mock(side_effect=SafetensorError(sentence)))
    with pytest.raises(DiskFullError):
        events(tmp_path)
    assert sorted(checkpoints.steps(tmp_path / "checkpoints")) == [4, 5]
    assert not list((tmp_path / "checkpoints").glob(".*"))


def test_a_changed_configuration_is_refused_by_name_and_taken_when_accepted(tmp_path: Path) -> None:
    events(tmp_path, stop=after(3))
    changed = replace(FEW, rate=2e-2, weight_decay=0.0)
    with pytest.raises(ConflictError) as caught:
        events(tmp_path, training=changed)
    assert {"training.rate", "training.weight_decay", "all"} == set(caught.value.choices)
    with pytest.raises(ConflictError):
        events(tmp_path, training=replace(changed, accept=("training.rate",)))
    accepted = replace(changed, accept=("training.rate", "training.weight_decay"))
    found = [event.text for event in events(tmp_path, training=accepted) if isinstance(event, Noticed)]
    assert "changed and accepted: training.rate was 0.01, is 0.02" in found
    assert json.loads((tmp_path / "done.json").read_text())["step"] == 12


def test_other_shards_or_another_model_are_another_configuration(tmp_path: Path) -> None:
    events(tmp_path, stop=after(2))
    with pytest.raises(ConflictError) as caught:
        events(tmp_path, shards=headlines(5))
    assert "objective.shards" in caught.value.choices
    with pytest.raises(ConflictError) as caught:
        events(tmp_path, model=Tiny(vocabulary=headlines().tokenizer.size, outputs=5))
    assert "model.layout" in caught.value.choices


def test_how_often_it_is_evaluated_may_change(tmp_path: Path) -> None:
    events(tmp_path, stop=after(2))
    events(tmp_path, training=replace(FEW, evaluate_every=5, keep=4, save_every=0))
    assert (tmp_path / "done.json").exists()


def test_a_second_process_is_refused(tmp_path: Path) -> None:
    from broadsheet.train.loop.owning import owned

    with owned(tmp_path), pytest.raises(ConflictError, match="another process"):
        events(tmp_path)


def test_a_run_that_is_done_says_so_and_takes_no_step(tmp_path: Path) -> None:
    events(tmp_path)
    before = told(tmp_path)
    again = events(tmp_path)
    assert [event.text for event in again if isinstance(event, Noticed)] == [
        "12 of 12 steps were taken before: done already"
    ]
    assert len(again) == 1
    assert told(tmp_path) == before


def test_a_stop_saves_and_says_how_to_go_on(tmp_path: Path) -> None:
    *_, saved, said = events(tmp_path, stop=after(5))
    assert saved == Saved(5, tmp_path / "checkpoints" / "step-000005", best=False)
    assert isinstance(said, Noticed)
    assert "run the same again" in said.text


def test_seconds_and_joules_go_on_counting(tmp_path: Path) -> None:
    events(tmp_path, stop=after(5))
    events(tmp_path)
    seconds = [line["seconds"] for line in log.lines(tmp_path) if line["kind"] == "step"]
    assert seconds == sorted(seconds)
    assert seconds[0] > 0


def test_a_line_of_the_log_that_was_cut_off_is_written_anew(tmp_path: Path) -> None:
    events(tmp_path / "whole")
    events(tmp_path / "cut", stop=after(5))
    with (tmp_path / "cut" / log.LOG).open("a") as file:
        file.write('{"kind": "step", "step": 6, "lo')
    events(tmp_path / "cut")
    assert told(tmp_path / "cut") == told(tmp_path / "whole")
