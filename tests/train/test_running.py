"""A training: told step by step, repeatable, measured on what was held out."""

import numpy as np
import pytest

from broadsheet import train
from broadsheet.core import InvalidInputError
from broadsheet.train import Examples, Progress, Trained
from tests.train.texts import Letters, examples

RECIPE = train.recipe("classify")


def trained(given: Examples, *, words_only: bool = True, seed: int = 7) -> Trained:
    recipe = RECIPE.told(words_only=words_only, seed=seed)
    *_, last = train.run(recipe, given, embedder=Letters)
    assert isinstance(last, Trained)
    return last


def test_what_was_learnt_tells_new_texts_apart_in_both_languages() -> None:
    linear = trained(examples()).linear
    for text, label in (("制胜球", "体育 sport"), ("a goal in the final", "体育 sport"), ("央行加息", "money")):
        assert linear.labels[int(linear.logits(text).argmax())] == label


def test_the_same_seed_and_examples_give_the_same() -> None:
    one, two = trained(examples()), trained(examples())
    assert one.card == two.card
    np.testing.assert_array_equal(one.linear.weights, two.linear.weights)


def test_every_example_is_held_out_once_in_a_small_set() -> None:
    held = trained(examples()).card["held_out"]
    assert held["n"] == len(examples().texts)
    assert held["rounds"] == RECIPE.measuring.folds


def test_the_card_stands_beside_the_commonest_label_and_logistic_regression() -> None:
    held = trained(examples()).card["held_out"]
    assert held["accuracy"] > held["beside"]["majority"]["accuracy"]
    assert set(held["beside"]) == {"majority", "logistic"}


def test_the_confusion_matrix_counts_every_example_once() -> None:
    held = trained(examples()).card["held_out"]
    assert sum(map(sum, held["confusion"])) == held["n"]


def test_the_learning_curve_grows_to_what_was_trained_on() -> None:
    sizes = [point["n"] for point in trained(examples()).card["curve"]]
    assert sizes == sorted(sizes)
    assert len(sizes) == 3


def test_a_training_with_meaning_has_a_part_for_it() -> None:
    made = trained(examples(), words_only=False).linear
    assert made.meaning
    assert made.meaning.embedder == "letters"
    assert made.meaning.weights.shape == (16, 2)


def test_progress_is_told_for_every_stage() -> None:
    steps = list(train.run(RECIPE, examples(), embedder=Letters))
    assert list(dict.fromkeys(s.stage for s in steps if isinstance(s, Progress))) == [
        "meaning",
        "measure",
        "fit",
    ]


def test_a_label_with_one_text_is_left_out_and_said() -> None:
    some = examples()
    made = trained(Examples([*some.texts, "rain all day"], [*some.labels, "weather"]))
    assert "weather" not in made.linear.labels
    assert "weather" in made.problems[0].message


@pytest.mark.parametrize(
    "given",
    [Examples([], []), Examples(["a", "b", "c"], ["x", "x", "x"]), Examples(["a", "b", "c"], ["x", "x", "y"])],
    ids=["none", "one label", "a second with one text"],
)
def test_labels_that_do_not_suffice_are_refused(given: Examples) -> None:
    with pytest.raises(InvalidInputError, match="two labels"):
        trained(given)


def test_texts_without_a_single_gram_can_be_trained_on() -> None:
    made = trained(Examples(["\ud800", "", "goal", "goal won"], ["x", "x", "y", "y"]))
    assert made.linear.labels == ("x", "y")


def test_four_texts_are_enough() -> None:
    made = trained(Examples(["goal", "a goal", "rates", "the rates"], ["s", "s", "m", "m"]), words_only=False)
    assert made.card["held_out"]["n"] == 4
