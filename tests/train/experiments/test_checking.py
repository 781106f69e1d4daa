"""What a recipe can't be is told before anything is read, by name and with what would do."""

from pathlib import Path

import pytest

from broadsheet.core import BroadsheetError, InvalidInputError, UnknownNameError
from broadsheet.train import architectures
from broadsheet.train.corpus import Preparing
from broadsheet.train.experiments.building import training_of
from broadsheet.train.experiments.checking import LARGEST_SEED, check_names
from broadsheet.train.experiments.recipe import model_recipe, model_recipes, presets_of
from broadsheet.train.loop import Training

WRONG = [
    "seed=abc",
    "seed=-1",
    f"seed={LARGEST_SEED + 1}",
    "exports=gguf",
    "exports=[5]",
    "tokenizer.siz=5",
    "evaluation.measures=7",
    "evaluation.prompts=[7]",
    "evaluation.wisdom=1",
    "evaluation.written_tokens=0",
    "model=4",
]


@pytest.mark.parametrize("name", model_recipes())
def test_every_recipe_of_ours_is_one(name: str) -> None:
    found = model_recipe(name)
    check_names(measures=tuple(found.evaluation["measures"]), exports=found.exports)
    training_of(found)


@pytest.mark.parametrize("name", model_recipes())
def test_every_preset_reaches_its_rate_before_its_end(name: str) -> None:
    for preset in ("", *presets_of(name)):
        training = training_of(model_recipe(name, preset=preset))
        assert training.warmup < training.steps / 2, preset


@pytest.mark.parametrize("setting", WRONG)
def test_what_no_recipe_can_say_is_refused(setting: str) -> None:
    with pytest.raises((InvalidInputError, UnknownNameError)):
        model_recipe("poems", settings=[setting])


@pytest.mark.parametrize(
    "setting",
    [
        "steps=many",
        "steps=2.5",
        "steps=true",
        "steps=-5",
        "rows=100000000000",
        "schedule=5",
        "betas=[0.9]",
        "betas=ab",
        "rates=5",
        'rates=[["a", "b"]]',
        "rate=nan",
        "rate=inf",
    ],
)
def test_a_training_names_the_setting_that_is_wrong(setting: str) -> None:
    name = setting.partition("=")[0]
    with pytest.raises(InvalidInputError) as refused:
        training_of(model_recipe("poems", settings=[f"training.{setting}"]))
    assert name in refused.value.asked or name in refused.value.message


def test_settings_of_the_right_kinds_pass() -> None:
    recipe = model_recipe("poems", settings=['training.rates=[["model.layers.0", 0.5]]', "training.rate=1"])
    assert training_of(recipe).rates == (("model.layers.0", 0.5),)


@pytest.mark.parametrize(
    "settings", [{"shortest": "x"}, {"needs": (3,)}, {"size": "big"}, {"longest": -1}, {"least": 0}]
)
def test_a_corpus_refuses_what_makes_none(settings: dict[str, object]) -> None:
    with pytest.raises(InvalidInputError):
        Preparing(**settings)  # type: ignore[arg-type]


def test_a_measure_and_a_format_there_are_not_are_named_with_those_there_are() -> None:
    with pytest.raises(UnknownNameError) as refused:
        check_names(measures=("wisdom",), exports=())
    assert "likelihood" in refused.value.choices
    with pytest.raises(UnknownNameError) as refused:
        check_names(measures=(), exports=("floppy:1",))
    assert "gguf" in refused.value.choices


@pytest.mark.parametrize("numbers", [{"width": 10**11}, {"layers": 10**9}, {"layers": 5000}, {"context": 10**10}])
def test_a_model_no_machine_holds_is_refused_before_it_is_built(numbers: dict[str, int]) -> None:
    pytest.importorskip("torch")
    shape = architectures.shape("llama", **{"layers": 1, "width": 16, "heads": 1, "context": 16, **numbers})
    with pytest.raises(InvalidInputError):
        architectures.build(shape, vocabulary=300, seed=0)


def test_a_recipe_in_a_file_with_words_for_numbers_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('kind = "model"\nseed = "seven"\n[training]\nsteps = 2\n', encoding="utf-8")
    with pytest.raises(BroadsheetError, match="seed must be a whole number"):
        model_recipe(str(tmp_path / "mine.toml"))


def test_a_batch_larger_than_any_machine_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="rows"):
        Training(steps=1, rows=2**20, length=2**20)
