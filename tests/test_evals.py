"""The gate of the evaluations: floors only rise, other data is not compared, what is skipped is said."""

from pathlib import Path
from types import ModuleType

import pytest
from evals import _corpora, _floors
from evals.__main__ import Figure, evaluations, main, measured
from evals._floors import Floor

DATA = "d" * 64


def test_a_figure_below_its_floor_fell() -> None:
    assert _floors.standing(0.8, Floor(0.81, DATA), data=DATA) == "fell"
    assert _floors.standing(0.81, Floor(0.81, DATA), data=DATA) == "held"


def test_a_figure_on_other_data_is_not_compared() -> None:
    assert _floors.standing(0.1, Floor(0.9, DATA), data="e" * 64) == "other data"


def test_a_floor_is_raised_and_never_lowered() -> None:
    assert _floors.raised(0.8567, Floor(0.8, DATA), data=DATA) == Floor(0.856, DATA)
    assert _floors.raised(0.7, Floor(0.8, DATA), data=DATA) == Floor(0.8, DATA)
    assert _floors.raised(0.9, Floor(0.8, DATA), data="e" * 64) == Floor(0.8, DATA)


def test_floors_are_read_as_they_were_written(tmp_path: Path) -> None:
    floors = {"b.recall": Floor(0.5, DATA), "a.recall": Floor(1.0, DATA)}
    _floors.write(floors, tmp_path / "floors.json")
    assert _floors.read(tmp_path / "floors.json") == floors


def test_every_pinned_floor_belongs_to_an_evaluation() -> None:
    assert {name.split(".")[0] for name in _floors.read()} <= set(evaluations([]))


def test_data_that_is_not_here_is_said_to_be_skipped() -> None:
    module = ModuleType("absent")
    module.DATA = ("nowhere/at-all.jsonl",)  # type: ignore[attr-defined]
    (line,) = measured("absent", module, folders=_corpora.roots(None))
    assert isinstance(line, str)
    assert "skipped" in line


def test_a_figure_carries_the_hash_of_its_data(tmp_path: Path) -> None:
    (tmp_path / "texts.txt").write_text("潮", encoding="utf-8")
    module = ModuleType("present")
    module.DATA = ("texts.txt",)  # type: ignore[attr-defined]
    module.figures = lambda path: {"characters": float(len(path.read_text("utf-8")))}  # type: ignore[attr-defined]
    (first,) = measured("present", module, folders=[tmp_path])
    assert first == Figure("present.characters", 1.0, _corpora.digest(tmp_path / "texts.txt"))
    (tmp_path / "texts.txt").write_text("汐", encoding="utf-8")
    (second,) = measured("present", module, folders=[tmp_path])
    assert isinstance(second, Figure)
    assert second.data != first.data


def test_an_unknown_evaluation_is_refused_with_the_names_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gossip"]) == 2
    assert "stories" in capsys.readouterr().err
