"""The n-gram line: against counts made by hand."""

import math
from collections import Counter

import pytest

from broadsheet.train.evaluation.measures import ngram
from tests.train.evaluation.measures.known import TEXTS, Shards, Told, subject

HELD = {"en": ("tea", "rain fell"), "zh": ("下茶", "股市")}


def measured(train: tuple[str, ...], held: tuple[str, ...], **settings: int) -> dict[str, float] | None:
    shards = Shards({"train": {"text": train}, "test": {"text": held}})
    return ngram.measure(subject(Told("causal", following=[0.0] * 363), shards, "causal", settings=settings))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_single_tokens_have_their_discounted_counts_by_hand(language: str) -> None:
    """Order 1: p(w) = (c(w) - D) / N + (sum of D over the tokens met) / N * 1 / V, with D of Chen and Goodman."""
    train, held = TEXTS[language], HELD[language]
    counts = Counter(token for text in train for token in [*text.encode(), "end"])
    total, kinds = sum(counts.values()), Counter(counts.values())
    y = kinds[1] / (kinds[1] + 2 * kinds[2])
    discount = {n: n - (n + 1) * y * kinds[n + 1] / kinds[n] for n in (1, 2, 3) if kinds[n]}
    if not (kinds[1] and kinds[2] and kinds[3]) or not all(0 < d <= n for n, d in discount.items()):
        discount = {1: 0.5, 2: 1.0, 3: 1.5}
    taken = {token: discount[min(n, 3)] for token, n in counts.items()}
    rest = sum(taken.values()) / total / 363

    def nats(token: object) -> float:
        return -math.log((counts[token] - taken[token]) / total + rest if token in counts else rest)

    found = measured(train, held, ngram_order=1)
    assert found is not None
    expected = sum(nats(token) for text in held for token in [*text.encode(), "end"])
    assert found["nats"] == pytest.approx(expected)
    assert found["bits_per_byte"] == pytest.approx(expected / math.log(2) / sum(len(text.encode()) for text in held))
    assert found["train_tokens"] == sum(len(text.encode()) for text in train)


def test_the_order_is_five_unless_it_is_told() -> None:
    five, two = measured(TEXTS["en"], HELD["en"]), measured(TEXTS["en"], HELD["en"], ngram_order=2)
    assert five is not None
    assert two is not None
    assert (five["order"], two["order"]) == (5, 2)
    assert five["nats"] != two["nats"]


def test_with_nothing_held_out_there_is_nothing_to_tell() -> None:
    assert measured(TEXTS["zh"], ()) is None
