import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from broadsheet.core import FetchError, MissingExtraError
from broadsheet.models import fetching


def test_pip_is_told_to_take_nothing_but_the_one_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []

    def run(command: list[str], **_: Any) -> Any:
        seen.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", run)
    fetching.wheel("tiny-part1==1.0", tmp_path)
    assert seen[0][:4] == [sys.executable, "-m", "pip", "download"]
    assert {"--no-deps", "--only-binary=:all:", "--no-cache-dir"} <= set(seen[0])


def test_what_pip_says_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = subprocess.CompletedProcess([], 1, "", "note\nERROR: No matching distribution found for x==1\n")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: said)
    with pytest.raises(FetchError, match="No matching distribution"):
        fetching.wheel("x==1", tmp_path)


def test_without_pip_the_command_that_gets_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = subprocess.CompletedProcess([], 1, "", "python: No module named pip")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: said)
    with pytest.raises(MissingExtraError, match="ensurepip"):
        fetching.wheel("x==1", tmp_path)


def test_an_address_without_https_is_never_asked() -> None:
    with pytest.raises(FetchError, match="https"), fetching.opened("http://127.0.0.1:9/model.gguf", 0):
        pass


def test_a_hub_that_can_not_be_reached_is_an_http_error() -> None:
    with pytest.raises(httpx.HTTPError), fetching.opened("https://127.0.0.1:9/model.gguf", 5):
        pass
