"""The logit by hand, and what a meaning and a temperature do to it."""

import numpy as np
import pytest

from broadsheet.nlp.own import Meaning, softmax
from tests.nlp.own.small import floats, linear


def test_a_logit_is_the_bias_and_the_words_over_their_length() -> None:
    np.testing.assert_allclose(linear().logits("Goal 股"), [-0.5 + 8 / 5, 0.5 + 3 / 5], rtol=1e-6)


def test_a_word_counts_once_however_often_it_stands_there() -> None:
    np.testing.assert_array_equal(linear().logits("goal goal goal"), linear().logits("goal"))


def test_without_a_known_word_the_bias_decides() -> None:
    np.testing.assert_allclose(linear().logits("nothing known"), [-0.5, 0.5])


def test_a_higher_temperature_is_less_sure() -> None:
    cold, hot = (max(softmax(linear(temperature=t).logits("goal").tolist())) for t in (0.5, 2.0))
    assert cold > hot > 0.5


def test_the_meaning_is_taken_from_its_centre() -> None:
    meaning = Meaning("x", np.array([[1.0, 0.0], [0.0, 2.0]], dtype=np.float32), floats(0.5, 0.5))
    made = linear(meaning=meaning).logits("nothing known", floats(0.5, 1.5))
    np.testing.assert_allclose(made, [-0.5, 0.5 + 2.0])


def test_what_moved_a_label_sums_to_its_logit_without_the_bias() -> None:
    one = linear(temperature=0.7)
    assert sum(one.moved("Goal 股", 1).values()) + 0.5 / 0.7 == pytest.approx(float(one.logits("Goal 股")[1]))


def test_probabilities_sum_to_one() -> None:
    assert sum(softmax([1000.0, -1000.0, 3.0])) == pytest.approx(1.0)
