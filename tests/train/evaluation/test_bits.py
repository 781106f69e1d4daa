import math

import pytest

from broadsheet.core import InvalidInputError
from broadsheet.train.evaluation.bits import bits_per_byte, perplexity


def test_a_model_that_guesses_bytes_evenly_needs_eight_bits_for_each() -> None:
    assert bits_per_byte(100 * math.log(256), bytes=100) == pytest.approx(8)


def test_a_token_of_three_bytes_counts_as_three() -> None:
    assert bits_per_byte(10 * math.log(2), bytes=30) == pytest.approx(1 / 3)


def test_perplexity_is_the_number_of_even_choices() -> None:
    assert perplexity(7 * math.log(50), count=7) == pytest.approx(50)


def test_an_absurdly_surprised_model_still_has_a_finite_perplexity() -> None:
    assert math.isfinite(perplexity(1e9, count=1))


def test_without_text_there_is_nothing_to_measure() -> None:
    with pytest.raises(InvalidInputError, match="no text"):
        bits_per_byte(1.0, bytes=0)
    with pytest.raises(InvalidInputError, match="no token"):
        perplexity(1.0, count=0)
