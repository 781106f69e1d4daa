"""Precision, recall, F1, intervals and calibration, by hand."""

import numpy as np
import pytest

from broadsheet.train.calibration import bins, error, probabilities, temperature
from broadsheet.train.holding_out import parts, without
from broadsheet.train.scoring import scores, wilson


def test_precision_recall_and_f1_are_those_of_the_confusion_matrix() -> None:
    truth, said = np.array([0, 0, 0, 1, 1]), np.array([0, 0, 1, 1, 0])
    found = scores(truth, said, labels=("a", "b"), seed=1)
    assert found.confusion == ((2, 1), (1, 1))
    assert found.accuracy == 0.6
    a = found.labels[0]
    assert (a.precision, a.recall, a.f1) == pytest.approx((2 / 3, 2 / 3, 2 / 3))
    assert a.f1_interval[0] <= a.f1 <= a.f1_interval[1]


def test_wilsons_interval_is_the_published_one() -> None:
    # Newcombe 1998, table I: 81 of 263, method 3.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson(0, 0) == (0.0, 1.0)


def test_a_label_nobody_guessed_has_no_precision_and_does_not_divide_by_zero() -> None:
    found = scores(np.array([0, 1]), np.array([0, 0]), labels=("a", "b"), seed=1)
    assert (found.labels[1].precision, found.labels[1].recall, found.labels[1].f1) == (0.0, 0.0, 0.0)


def test_the_temperature_that_made_the_probabilities_is_found_again() -> None:
    draws = np.random.default_rng(3)
    logits = draws.normal(size=(20_000, 3)) * 2
    odds = probabilities(logits, 1.0)
    truth = np.array([draws.choice(3, p=row) for row in odds])
    assert temperature(logits * 4, truth) == pytest.approx(4.0, rel=0.05)
    assert error(bins(odds, truth)) < 0.02


def test_one_that_is_always_sure_and_half_right_is_half_off() -> None:
    odds = np.array([[1.0, 0.0], [1.0, 0.0]])
    assert error(bins(odds, np.array([0, 1]))) == pytest.approx(0.5)


def test_nothing_has_no_error() -> None:
    assert error([]) == 0.0


def test_every_example_is_in_one_part_and_labels_are_spread() -> None:
    labels = [0] * 10 + [1] * 5
    dealt = parts(labels, folds=5, seed=2)
    assert sorted(i for part in dealt for i in part) == list(range(15))
    assert [sum(labels[i] for i in part) for part in dealt] == [1] * 5
    assert parts(labels, folds=5, seed=2) == dealt
    assert parts(labels, folds=5, seed=3) != dealt


def test_what_is_not_held_out_is_trained_on() -> None:
    assert without([1, 3], total=5) == [0, 2, 4]
