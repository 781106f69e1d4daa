"""The n-gram line: interpolated modified Kneser-Ney over tokens, the baseline that a trained model has to beat.

Chen and Goodman 1999, "An empirical study of smoothing techniques for language modeling", section 3, equations 25 and
26; the lower orders count how many tokens an n-gram follows, but for those that open a document, which nothing precedes
(Heafield et al. 2013, section 3). The vocabulary is closed: below the single tokens lies the even distribution, so
every token has a probability and bits per byte compare with any model over the same text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import InvalidInputError

# Where a corpus is too small to estimate the discounts from (no n-gram occurs once, or twice ...): KenLM's.
_FALLBACK = (0.5, 1.0, 1.5)
_UNSEEN = -1
# Documents scored at once.
_DOCUMENTS = 1000


@dataclass(frozen=True, slots=True, eq=False)
class _Order:
    """The n-grams of one length, sorted by `keys`: the number of the first n - 1 tokens times V, plus the last token.

    `shares` (grams,) is the discounted share of each n-gram after its context; `rests` (contexts,) what is left of a
    context for the next lower order, 1 for one that nothing follows.
    """

    keys: "NDArray[np.int64]"
    shares: "NDArray[np.float64]"
    rests: "NDArray[np.float64]"

    def find(self, keys: "NDArray[np.int64]", known: "NDArray[np.bool_]") -> "NDArray[np.int64]":
        """The number of each n-gram; -1 for those not met, and where `known` is false."""
        at = np.searchsorted(self.keys, keys)
        at[at == len(self.keys)] = 0
        return np.where(known & (self.keys[at] == keys), at, _UNSEEN)


class Ngram:
    """A fitted model. `order` is the length of the longest n-gram, `vocabulary` V the number of tokens there can be."""

    def __init__(self, orders: Sequence[_Order], *, vocabulary: int, bos: int, eos: int) -> None:
        self._orders, self.vocabulary, self._bos, self._eos = tuple(orders), vocabulary, bos, eos

    @property
    def order(self) -> int:
        """The length of the longest n-gram."""
        return len(self._orders)

    def nats(self, document: "NDArray[np.integer[Any]] | Sequence[int]") -> "NDArray[np.float64]":
        """-ln p of each token of a document and of its end, each given all before it: shape (tokens + 1,)."""
        line, starts = _lined([np.asarray(document)], bos=self._bos, eos=self._eos)
        return -np.log(self._probabilities(line, starts)[1:])

    def total(self, documents: "Iterable[NDArray[Any]]") -> float:
        """The sum of `nats` over documents."""
        found, rest = 0.0, iter(documents)
        while some := list(islice(rest, _DOCUMENTS)):
            line, starts = _lined(some, bos=self._bos, eos=self._eos)
            asked = np.ones(len(line), dtype=bool)
            asked[starts] = False
            found -= float(np.log(self._probabilities(line, starts)[asked]).sum())
        return found

    def distribution(self, context: Sequence[int]) -> "NDArray[np.float64]":
        """The probability of each token (V,) after `context`, a document's tokens from its beginning; they sum to 1."""
        before = np.array([self._bos, *context], dtype=np.int64)
        grams = self._contexts(before)
        found = np.full(self.vocabulary, 1.0 / self.vocabulary)
        for order, gram in zip(self._orders, grams, strict=False):
            if gram == _UNSEEN:
                break
            low, high = np.searchsorted(order.keys, [gram * self.vocabulary, (gram + 1) * self.vocabulary])
            found *= order.rests[gram]
            found[order.keys[low:high] - gram * self.vocabulary] += order.shares[low:high]
        return found

    def _contexts(self, tokens: "NDArray[np.int64]") -> list[int]:
        """The number of the n-gram of the last k tokens, for k = 0, 1, ... as far as there are."""
        numbers = [0]
        for size in range(1, min(len(tokens), self.order - 1) + 1):
            gram = 0
            for order, token in zip(self._orders, tokens[-size:], strict=False):
                key = np.array([gram * self.vocabulary + token])
                gram = int(order.find(key, np.array([gram != _UNSEEN]))[0])
            numbers.append(gram)
        return numbers

    def _probabilities(self, line: "NDArray[np.int64]", starts: "NDArray[np.int64]") -> "NDArray[np.float64]":
        """The probability of each token given those before it in its document, from the lowest order up."""
        found = np.full(len(line), 1.0 / self.vocabulary)
        contexts = np.zeros(len(line), dtype=np.int64)
        for order in self._orders:
            known = contexts != _UNSEEN
            grams = order.find(contexts * self.vocabulary + line, known)
            shares = np.where(grams == _UNSEEN, 0.0, order.shares[grams])
            found = np.where(known, shares + order.rests[contexts] * found, found)
            contexts = np.concatenate([[_UNSEEN], grams[:-1]])
            contexts[starts] = _UNSEEN
        return found


def fit(documents: "Iterable[NDArray[Any]]", *, order: int, vocabulary: int, bos: int, eos: int) -> Ngram:
    """The model of `order` of documents of token numbers below `vocabulary`; `bos` opens each and `eos` ends it.

    Memory is some 60 bytes a token and order. Raises `InvalidInputError` for an order below 1 or no token.
    """
    if order < 1:
        raise InvalidInputError("an n-gram has one token or more", asked=str(order))
    line, starts = _lined(documents, bos=bos, eos=eos)
    if len(line) <= 2 * len(starts):
        raise InvalidInputError("there is no token to count", asked=f"{len(starts)} documents", do="give a text")
    counted = list(_counted(line, starts, order=order, vocabulary=vocabulary))
    orders = []
    for at, (keys, counts, _) in enumerate(counted):
        adjusted = counts if at + 1 == len(counted) else _followed(counts, counted[at + 1][2])
        if at == 0:  # nothing is asked of the token that opens a document
            adjusted = np.where(keys == bos, 0, adjusted)
        contexts = 1 if at == 0 else len(counted[at - 1][0])
        orders.append(_order(keys, adjusted, contexts=contexts, vocabulary=vocabulary))
    return Ngram(orders, vocabulary=vocabulary, bos=bos, eos=eos)


def _lined(documents: "Iterable[NDArray[Any]]", *, bos: int, eos: int) -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
    """All documents in one line, each opened and ended; and where each starts."""
    parts: list[NDArray[np.int64]] = []
    starts = [0]
    for document in documents:
        parts.append(np.concatenate([[bos], np.asarray(document, dtype=np.int64), [eos]]))
        starts.append(starts[-1] + len(parts[-1]))
    line = np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)
    return line, np.array(starts[:-1], dtype=np.int64)


def _counted(
    line: "NDArray[np.int64]", starts: "NDArray[np.int64]", *, order: int, vocabulary: int
) -> "Iterable[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]":
    """For each length: the keys of its n-grams, how often each occurs, and the number of its last n - 1 tokens."""
    before = np.zeros(len(line), dtype=np.int64)  # the n-gram of one token less that ends one token earlier
    shorter = np.zeros(len(line), dtype=np.int64)  # the n-gram of one token less that ends here
    for _ in range(order):
        ends = np.flatnonzero(before != _UNSEEN)
        if not len(ends):  # no document is that long
            return
        keys, first, numbers, counts = np.unique(
            before[ends] * vocabulary + line[ends], return_index=True, return_inverse=True, return_counts=True
        )
        yield keys, counts, shorter[ends[first]]
        shorter = np.full(len(line), _UNSEEN, dtype=np.int64)
        shorter[ends] = numbers
        before = np.concatenate([[_UNSEEN], shorter[:-1]])
        before[starts] = _UNSEEN


def _followed(counts: "NDArray[np.int64]", suffixes: "NDArray[np.int64]") -> "NDArray[np.int64]":
    """N1+(. g): how many different tokens each n-gram follows; its count where it opens a document."""
    followed = np.bincount(suffixes, minlength=len(counts))
    return np.where(followed == 0, counts, followed)


def _order(keys: "NDArray[np.int64]", counts: "NDArray[np.int64]", *, contexts: int, vocabulary: int) -> _Order:
    """p(w | h) = (c(hw) - D(c)) / sum c(h.) + rest(h) p(w | h'), with rest(h) = sum_j D_j N_j(h) / sum c(h.)."""
    discounts = np.array([0.0, *_discounts(counts)])[np.minimum(counts, 3)]
    of = keys // vocabulary
    sums = np.bincount(of, weights=counts, minlength=contexts)
    taken = np.bincount(of, weights=discounts, minlength=contexts)
    safe = np.maximum(sums, 1.0)
    return _Order(keys, (counts - discounts) / safe[of], np.where(sums > 0, taken / safe, 1.0))


def _discounts(counts: "NDArray[np.int64]") -> tuple[float, float, float]:
    """Y = n1 / (n1 + 2 n2); D1 = 1 - 2 Y n2 / n1; D2 = 2 - 3 Y n3 / n2; D3+ = 3 - 4 Y n4 / n3."""
    n1, n2, n3, n4 = (int((counts == times).sum()) for times in range(1, 5))
    if not (n1 and n2 and n3):
        return _FALLBACK
    y = n1 / (n1 + 2 * n2)
    found = (1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3)
    usable = all(0 < discount <= times for times, discount in enumerate(found, 1))
    return found if usable else _FALLBACK
