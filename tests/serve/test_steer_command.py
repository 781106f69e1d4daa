"""`broadsheet steer` and `/api/v1/steering`."""

from pathlib import Path

import pytest

from broadsheet.app import Newsroom
from tests.newsrooms import NOW, furnish
from tests.serve.command import Command


@pytest.fixture
def steer(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    with Newsroom.open(tmp_path / "newsroom", model="none", now=lambda: NOW) as room:
        furnish(room)
    return Command(tmp_path / "newsroom", capsys, monkeypatch)


def test_dials_are_set_shown_and_remembered(steer: Command) -> None:
    assert steer("steer", "set", "--freshness", "0.8", "--reason", "选举夜", "--by", "Ada").code == 0
    assert steer("--json", "steer").json["dials"]["freshness"] == 0.8
    told = steer("steer", "history").out
    assert "Ada" in told
    assert "选举夜" in told


def test_a_pin_is_set_listed_and_taken_back(steer: Command) -> None:
    id = steer("--json", "steer", "pin", "1", "--reason", "vote", "--position", "2").json["id"]
    assert "pin article 1 at 2" in steer("steer").out
    assert steer("steer", "remove", str(id)).code == 0
    assert "pin article" not in steer("steer").out
    assert steer("steer", "remove", str(id)).code == 2


def test_a_boost_lowers_an_outlet(steer: Command) -> None:
    done = steer("steer", "boost", "outlet", "赛点", "--amount", "-1", "--reason", "wire trouble")
    assert done.code == 0
    assert "boost outlet 赛点 -1" in steer("steer").out


def test_a_preview_compares_and_nothing_goes_live(steer: Command) -> None:
    found = steer("--json", "steer", "preview", "--freshness", "0", "--n", "2").json
    assert found["before"].keys() == found["after"].keys()
    assert steer("--json", "steer").json["dials"]["freshness"] == 0.5


def test_a_setting_without_a_dial_or_a_reason_is_refused(steer: Command) -> None:
    assert steer("steer", "set", "--reason", "x").code == 2
    assert steer("steer", "set", "--depth", "0.2").code == 2
