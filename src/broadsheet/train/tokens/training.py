"""Training a tokenizer of any kind on texts."""

import hashlib
import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

from broadsheet.core import InvalidInputError, Plugins
from broadsheet.train.tokens.files import wrapped
from broadsheet.train.tokens.specials import specials
from broadsheet.train.tokens.tokenizer import Tokenizer
from broadsheet.train.tokens.wanted import Wanted

_KINDS = Plugins("broadsheet.train.tokens.kinds", "kind of tokenizer")
# A text longer than this is drawn in pieces, so that one book does not fill the sample or stay out of it whole.
_PIECE = 20_000
# Of the 256 bytes every byte-level vocabulary has each, and the special tokens come on top.
LARGEST = 1_000_000


def kinds() -> list[str]:
    """The kinds there are, sorted."""
    return _KINDS.names()


def train(
    kind: str, texts: Iterable[str], *, size: int, seed: int = 0, least: int = 1, sentinels: bool = False
) -> Tokenizer:
    """A tokenizer of `kind` with at most `size` tokens, learnt from `texts` (megabytes of them, drawn by `seed`).

    `least` is how often a word or character must occur to get a number of its own; `sentinels` adds the hundred of
    span corruption, counted in `size`. A corpus that has less in it gives a smaller vocabulary. Raises
    `UnknownNameError` for the kind, `InvalidInputError` for a size that can't hold what every kind needs or when there
    is no text.
    """
    check(kind, size=size, sentinels=sentinels)
    module, reserved = _KINDS.load(kind), specials(sentinels=sentinels)
    sample = drawn(texts, budget=module.SAMPLE, seed=seed)
    if not any(text.strip() for text in sample):
        raise InvalidInputError("there is no text to learn a vocabulary from", asked=kind, do="give a text")
    return wrapped(module.build(sample, Wanted(size=size, specials=tuple(reserved), least=least)), kind=kind)


def check(kind: str, *, size: int, sentinels: bool = False) -> None:
    """Raises `UnknownNameError` for a kind there is not, `InvalidInputError` for a size that can't be."""
    smallest = len(specials(sentinels=sentinels)) + _KINDS.load(kind).SMALLEST
    if not smallest <= size <= LARGEST:
        raise InvalidInputError(
            f"a vocabulary of this kind has {smallest:,} to {LARGEST:,} tokens", asked=f"{kind}, {size:,}"
        )


def drawn(texts: Iterable[str], *, budget: int, seed: int) -> list[str]:
    """Some of `texts` in their order, `budget` bytes at most, each with the same chance; memory stays at the budget.

    A text's chance hangs on the seed and on the text alone, so adding texts to a corpus moves few others.
    """
    sample = _Sample(budget)
    for number, piece in enumerate(chain.from_iterable(map(_pieces, texts))):
        data = piece.encode("utf-8", "replace")
        chance = hashlib.blake2b(data, digest_size=8, salt=seed.to_bytes(8, "little", signed=True)).digest()
        sample.offer(int.from_bytes(chance, "little"), number, piece, len(data))
    return [text for _, _, text, _ in sorted(sample.held, key=lambda one: one[1])]


@dataclass(slots=True)
class _Sample:
    """A heap of the texts with the smallest chances, the largest of them on top."""

    budget: int
    used: int = 0
    held: list[tuple[int, int, str, int]] = field(default_factory=list)

    def offer(self, chance: int, number: int, text: str, weight: int) -> None:
        if self.used + weight > self.budget and self.held and chance >= -self.held[0][0]:
            return
        heapq.heappush(self.held, (-chance, number, text, weight))
        self.used += weight
        while self.used > self.budget and len(self.held) > 1:
            self.used -= heapq.heappop(self.held)[3]


def _pieces(text: str) -> Iterable[str]:
    return (text[start : start + _PIECE] for start in range(0, len(text), _PIECE))
