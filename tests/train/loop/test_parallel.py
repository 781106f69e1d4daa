"""Two processes train as one."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from broadsheet.core import InvalidInputError
from broadsheet.train.loop import Step
from tests.train.loop.runs import FEW, events, tiny

pytest.importorskip("torch")
WORKER = Path(__file__).with_name("worker.py")


def free_port() -> str:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return str(found.getsockname()[1])


def test_two_processes_have_the_losses_of_one(tmp_path: Path) -> None:
    alone = [event for event in events(tmp_path / "one", model=tiny(dropout=0.0)) if isinstance(event, Step)]
    told = {**os.environ, "WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": free_port()}
    command = [sys.executable, str(WORKER), str(tmp_path / "two")]
    workers = [
        subprocess.Popen(command, env={**told, "RANK": rank}, stdout=subprocess.PIPE, text=True) for rank in ("0", "1")
    ]
    found = [worker.communicate()[0] for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0]
    for losses in map(json.loads, found):
        assert losses == pytest.approx([step.loss for step in alone], abs=1e-5)
    one, two = (len((tmp_path / name / "log.jsonl").read_text().splitlines()) for name in ("one", "two"))
    assert one == two


def test_one_process_is_the_whole() -> None:
    from broadsheet.train.loop import parallel

    with parallel.joined({}) as share:
        assert (share.rank, share.of) == (0, 1)


def test_a_process_that_torchrun_did_not_start_is_told() -> None:
    from broadsheet.train.loop import parallel

    with pytest.raises(InvalidInputError, match="torchrun"), parallel.joined({"WORLD_SIZE": "2"}):
        pass


def test_more_processes_than_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from broadsheet.train.loop import parallel
    from broadsheet.train.objectives import Share

    monkeypatch.setattr(parallel, "share", lambda: Share(0, FEW.rows + 1))
    with pytest.raises(InvalidInputError, match="processes"):
        events(tmp_path)
