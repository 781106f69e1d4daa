import importlib
import sys
from pathlib import Path

import pytest

from broadsheet.core import Plugins, UnknownNameError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plugins:
    package = tmp_path / "plugged_in"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "brief.py").write_text("WORD = '简讯'\n")
    (package / "broken.py").write_text("raise RuntimeError('imported')\n")
    (package / "_shared.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "plugged_in", raising=False)
    return Plugins("plugged_in", "kind")


def test_the_files_are_the_list_and_none_is_imported(folder: Plugins) -> None:
    assert folder.names() == ["brief", "broken"]


def test_a_name_loads_its_file(folder: Plugins) -> None:
    assert folder.load("brief").WORD == "简讯"


def test_an_unknown_name_answers_with_the_names_there_are(folder: Plugins) -> None:
    with pytest.raises(UnknownNameError, match="choices: brief, broken"):
        folder.load("novel")


@pytest.mark.parametrize("name", ["_shared", "../brief", "brief.py", ""])
def test_what_is_no_plugin_name_is_refused(folder: Plugins, name: str) -> None:
    with pytest.raises(UnknownNameError):
        folder.load(name)


def test_a_name_that_was_loaded_is_not_looked_for_again(folder: Plugins, monkeypatch: pytest.MonkeyPatch) -> None:
    once = folder.load("brief")
    monkeypatch.setattr("pkgutil.iter_modules", lambda _: pytest.fail("the folder was listed again"))
    assert folder.load("brief") is once


def test_what_others_imported_is_still_no_plugin(folder: Plugins) -> None:
    importlib.import_module("plugged_in._shared")
    with pytest.raises(UnknownNameError):
        folder.load("_shared")
