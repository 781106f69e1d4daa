"""The n-gram line beside a slow one written from the paper's equations."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from broadsheet.core import InvalidInputError
from broadsheet.train.evaluation.ngram import fit

BOS, EOS = 0, 1


class Slow:
    """Interpolated modified Kneser-Ney with dictionaries: Chen and Goodman 1999, equations 25 and 26."""

    def __init__(self, documents: list[tuple[int, ...]], *, order: int, vocabulary: int) -> None:
        self.order, self.vocabulary = order, vocabulary
        lines = [(BOS, *document, EOS) for document in documents]
        counts: dict[tuple[int, ...], int] = defaultdict(int)
        before: dict[tuple[int, ...], set[int]] = defaultdict(set)
        for line in lines:
            for size in range(1, order + 1):
                for start in range(len(line) - size + 1):
                    gram = line[start : start + size]
                    counts[gram] += 1
                    if start:
                        before[gram].add(line[start - 1])
        self.longest = max(len(gram) for gram in counts)
        self.counts = {
            gram: n if len(gram) == self.longest or gram[0] == BOS else len(before[gram]) for gram, n in counts.items()
        }
        del self.counts[(BOS,)]
        self.discounts = {size: self._discounts(size) for size in range(1, self.longest + 1)}

    def _discounts(self, size: int) -> tuple[float, float, float]:
        found = [n for gram, n in self.counts.items() if len(gram) == size]
        n1, n2, n3, n4 = (found.count(times) for times in (1, 2, 3, 4))
        if not (n1 and n2 and n3):
            return (0.5, 1.0, 1.5)
        y = n1 / (n1 + 2 * n2)
        three = (1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3)
        return three if all(0 < d <= j for j, d in zip((1, 2, 3), three, strict=True)) else (0.5, 1.0, 1.5)

    def probability(self, token: int, context: tuple[int, ...]) -> float:
        return self._at(token, context[max(0, len(context) - self.longest + 1) :])

    def _at(self, token: int, context: tuple[int, ...]) -> float:
        size = len(context) + 1
        follow = {gram[-1]: n for gram, n in self.counts.items() if len(gram) == size and gram[:-1] == context}
        lower = 1 / self.vocabulary if not context else self._at(token, context[1:])
        if not follow:
            return lower
        d = self.discounts[size]
        total = sum(follow.values())
        rest = sum(d[min(n, 3) - 1] for n in follow.values()) / total
        n = follow.get(token, 0)
        return (n - d[min(n, 3) - 1] if n else 0) / total + rest * lower


def corpus(seed: int, *, tokens: int = 8, documents: int = 12, length: int = 30) -> list[tuple[int, ...]]:
    draw = np.random.default_rng(seed)
    return [tuple(int(t) for t in draw.zipf(1.6, draw.integers(1, length)) % tokens + 2) for _ in range(documents)]


@pytest.mark.parametrize("order", [1, 2, 3, 5])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_every_probability_is_that_of_the_equations(order: int, seed: int) -> None:
    documents, held = corpus(seed), corpus(seed + 10, documents=3)
    fast = fit(map(np.array, documents), order=order, vocabulary=11, bos=BOS, eos=EOS)
    slow = Slow(documents, order=order, vocabulary=11)
    for document in held:
        line = (*document, EOS)
        expected = [slow.probability(token, (BOS, *line[:at])) for at, token in enumerate(line)]
        assert fast.nats(np.array(document)) == pytest.approx(-np.log(expected), rel=1e-9)


@given(seed=st.integers(0, 10_000), order=st.integers(1, 6), context=st.lists(st.integers(2, 12), max_size=8))
@settings(max_examples=60, deadline=None)
def test_the_probabilities_after_any_context_sum_to_one(seed: int, order: int, context: list[int]) -> None:
    model = fit(map(np.array, corpus(seed, documents=5)), order=order, vocabulary=13, bos=BOS, eos=EOS)
    found = model.distribution(context)
    assert found.sum() == pytest.approx(1, abs=1e-9)
    assert (found > 0).all()


def test_a_distribution_and_a_score_say_the_same() -> None:
    model = fit(map(np.array, corpus(3)), order=4, vocabulary=11, bos=BOS, eos=EOS)
    document = corpus(4)[0]
    nats = model.nats(np.array(document))
    for at, token in enumerate((*document, EOS)):
        assert -np.log(model.distribution(document[:at])[token]) == pytest.approx(nats[at])


def test_the_sum_over_documents_is_that_of_each_alone() -> None:
    model = fit(map(np.array, corpus(5)), order=3, vocabulary=11, bos=BOS, eos=EOS)
    held = [np.array(document) for document in corpus(6)] + [np.array([], dtype=np.int64)]
    assert model.total(held) == pytest.approx(sum(model.nats(one).sum() for one in held))


def test_a_longer_context_helps_where_the_text_repeats() -> None:
    documents = [np.tile([2, 3, 4, 5, 3, 6], 40)] * 3
    one, three = (fit(documents, order=order, vocabulary=11, bos=BOS, eos=EOS) for order in (1, 3))
    assert three.total(documents) < 0.3 * one.total(documents)


def test_an_order_longer_than_any_document_is_that_of_the_longest() -> None:
    documents = [np.array([2, 3]), np.array([3])]
    found, longest = (fit(documents, order=order, vocabulary=5, bos=BOS, eos=EOS) for order in (9, 4))
    assert found.total(documents) == longest.total(documents)


@pytest.mark.parametrize("documents", [[], [np.array([], dtype=np.int64)]])
def test_no_text_is_refused(documents: "list[NDArray[np.int64]]") -> None:
    with pytest.raises(InvalidInputError, match="no token"):
        fit(documents, order=2, vocabulary=5, bos=BOS, eos=EOS)
