from pathlib import Path

import pytest

from broadsheet.app import Newsroom
from tests.newsrooms import NOW, furnish
from tests.serve.command import Command


@pytest.fixture
def broadsheet(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    return Command(tmp_path / "home", capsys, monkeypatch)


@pytest.fixture
def with_reports(tmp_path: Path, broadsheet: Command) -> Command:
    with Newsroom.open(tmp_path / "home", model="none", now=lambda: NOW) as room:
        furnish(room)
    return broadsheet
