"""How likely texts are: against sums made by hand of a model whose every probability is known."""

import math

import numpy as np
import pytest

from broadsheet.train.evaluation.measures import likelihood
from broadsheet.train.evaluation.subject import Subject
from tests.train.evaluation.measures.known import TEXTS, Shards, Told, every_part, subject

SIZE = Shards({}).tokenizer.size


def causal(language: str, following: object) -> Subject:
    shards = Shards(every_part({"text": TEXTS[language]}))
    return subject(Told("causal", following=following), shards, "causal")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_model_that_guesses_evenly_has_the_vocabulary_for_its_perplexity(language: str) -> None:
    found = likelihood.measure(causal(language, np.zeros(SIZE)))
    tokens = sum(len(text.encode()) + 1 for text in TEXTS[language])  # the end of each text is predicted too
    assert found is not None
    assert found["predictions"] == tokens
    assert found["perplexity"] == pytest.approx(SIZE)
    assert found["nats"] == pytest.approx(tokens * math.log(SIZE))
    assert found["loss"] == pytest.approx(math.log(SIZE))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_bits_per_byte_are_the_text_s_own_bytes_under_the_model_s_probabilities(language: str) -> None:
    logits = np.random.default_rng(4).normal(size=SIZE)
    odds = np.exp(logits) / np.exp(logits).sum()
    found = likelihood.measure(causal(language, logits))
    bits = sum(-math.log2(odds[7 + byte]) for text in TEXTS[language] for byte in text.encode())
    bits += len(TEXTS[language]) * -math.log2(odds[3])
    assert found is not None
    assert found["bits_per_byte"] == pytest.approx(bits / sum(len(text.encode()) for text in TEXTS[language]))


def test_an_encoder_that_sees_both_sides_has_no_bits_per_byte() -> None:
    shards = Shards(every_part({"text": TEXTS["en"]}))
    found = likelihood.measure(subject(Told("masked", following=np.zeros(SIZE)), shards, "masked", next_sentence=False))
    assert found is not None
    assert found["bits_per_byte"] is None
    assert found["perplexity"] == pytest.approx(SIZE)
    assert found["parts"] == pytest.approx({"masked": math.log(SIZE)})


def test_with_nothing_held_out_there_is_nothing_to_tell() -> None:
    shards = Shards({"train": {"text": TEXTS["zh"]}})
    assert likelihood.measure(subject(Told("causal", following=np.zeros(SIZE)), shards, "causal")) is None
