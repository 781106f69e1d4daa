"""The preset `lora` of headlines tunes every matrix of a small base of the Llama kind."""

from pathlib import Path

import pytest

from broadsheet.train.experiments.basing import based_on
from broadsheet.train.experiments.recipe import model_recipe
from broadsheet.train.tuning import starting
from broadsheet.train.tuning.bases import Places
from tests.train.tuning.tuned import base

pytest.importorskip("torch")


def test_headlines_tune_all_matrices_of_a_base_and_nothing_else(tmp_path: Path) -> None:
    from broadsheet.train.tuning import lora

    base(tmp_path / "lab" / "base", "llama")
    given = model_recipe("headlines", preset="lora", settings=["tuning.base=lab:base", "tuning.lora.rank=2"])
    based = based_on(given, Places(tmp_path / "lab", tmp_path, tmp_path / "kept"))
    assert based.base is not None
    assert based.tuning.lora is not None
    model = starting.loaded(based.base, seed=1)
    assert len(lora.add(model, based.tuning.lora, seed=1)) == 7 * 2
    learning = [name for name, weight in model.named_parameters() if weight.requires_grad]
    assert all("parametrizations" in name for name in learning)
