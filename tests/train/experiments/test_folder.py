"""An experiment's folder: what it was told holds, and a file that another hand was in stops nobody."""

import json
from pathlib import Path
from typing import Any

import pytest

from broadsheet.core import ConflictError
from broadsheet.train.experiments.folder import Folder
from broadsheet.train.experiments.recipe import model_recipe
from broadsheet.train.loop.log import LOG, lines

RECIPE = model_recipe("poems", preset="tiny")


def source(*data: str, **more: Any) -> dict[str, Any]:
    return {"given": {"recipe": "poems", "data": data, "columns": (), "language": "", "label": "", **more}}


def learn(folder: Path) -> None:
    """What a training has after its first checkpoint."""
    (folder / "run/checkpoints/step-000002").mkdir(parents=True)
    (folder / "shards").mkdir()


def test_the_same_again_goes_on(tmp_path: Path) -> None:
    Folder(tmp_path).begin(RECIPE, source=source("one.txt"))
    Folder(tmp_path).begin(RECIPE, source=source("one.txt"))
    assert Folder(tmp_path).told().steps == 60


@pytest.mark.parametrize("other", [source("two.txt"), source("one.txt", language="zh"), source("one.txt", label="x")])
def test_other_texts_under_the_same_name_are_refused(tmp_path: Path, other: dict[str, Any]) -> None:
    Folder(tmp_path).begin(RECIPE, source=source("one.txt"))
    learn(tmp_path)
    with pytest.raises(ConflictError, match=r"one\.txt, now|: not set, now"):
        Folder(tmp_path).begin(RECIPE, source=other)


def test_texts_that_moved_are_accepted_by_name(tmp_path: Path) -> None:
    Folder(tmp_path).begin(RECIPE, source=source("one.txt"))
    learn(tmp_path)
    Folder(tmp_path).begin(RECIPE, source=source("moved/one.txt"), accept=("data",))
    assert Folder(tmp_path).told().source["given"]["data"] == ["moved/one.txt"]


@pytest.mark.parametrize(
    "kept",
    ["", "[]", '"x"', '{"recipe": 5}', '{"recipe": null}', '{"recipe": {"training": {"steps": "x"}}, "source": []}'],
)
def test_a_file_that_another_hand_was_in_tells_of_no_steps(tmp_path: Path, kept: str) -> None:
    (tmp_path / "experiment.json").write_text(kept, encoding="utf-8")
    assert Folder(tmp_path).told().steps == 0


def test_lines_of_a_log_that_are_none_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / LOG).write_text('[1]\n"x"\n{"kind": "step"\n{"kind": "step", "step": 1}\n', encoding="utf-8")
    assert list(lines(tmp_path)) == [json.loads('{"kind": "step", "step": 1}')]


def test_what_was_refused_before_it_learnt_is_put_right_under_the_same_name(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.begin(RECIPE, source=source("wrong.txt"))
    folder.shards.mkdir()
    folder.begin(RECIPE, source=source("right.txt"))
    assert folder.told().source["given"]["data"] == ["right.txt"]
    assert not folder.shards.exists()


def test_a_text_stays_prepared_when_the_rate_alone_was_wrong(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.begin(RECIPE, source=source("one.txt"))
    folder.shards.mkdir()
    folder.begin(model_recipe("poems", preset="tiny", settings=["training.rate=0.5"]), source=source("one.txt"))
    assert folder.shards.exists()


def test_a_setting_that_changed_is_named_with_how_to_accept_it(tmp_path: Path) -> None:
    Folder(tmp_path).begin(RECIPE, source=source("one.txt"))
    learn(tmp_path)
    changed = model_recipe("poems", preset="tiny", settings=["training.rate=0.5"])
    with pytest.raises(ConflictError, match=r"--accept training\.rate"):
        Folder(tmp_path).begin(changed, source=source("one.txt"))
    Folder(tmp_path).begin(changed, source=source("one.txt"), accept=("training.rate",))


def test_a_training_that_goes_on_past_its_end_is_measured_anew(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.run.mkdir()
    (folder.run / "done.json").write_text('{"step": 60}')
    folder.write("card.json", {"step": 60})
    folder.forget_results(60)
    assert folder.read("card.json")
    folder.forget_results(90)
    assert folder.read("card.json") is None
