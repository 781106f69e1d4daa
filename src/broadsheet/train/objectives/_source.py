"""What every objective draws its rows from: the shards, the seed and the size of a batch."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import InvalidInputError
from broadsheet.train.objectives._drawing import Deck, Draw, generator, key_of
from broadsheet.train.objectives._shape import Share

TRAIN = "train"


class Source:
    """Prepared `shards` and the numbers that decide every batch."""

    def __init__(self, shards: Any, *, name: str, seed: int, rows: int, length: int) -> None:
        self.shards, self.name, self.seed, self.rows, self.length = shards, name, seed, rows, length
        self.tokenizer = shards.tokenizer
        self.column = cache(self._column)
        self.deck = cache(self._deck)
        self._lengths: dict[str, NDArray[np.int64] | None] = {}
        self._counts: dict[str, int] = {}

    def _column(self, part: str, name: str = "text") -> Any:
        return self.shards.column(part, name)

    def holds(self, part: str, count: int, lengths: NDArray[np.int64] | None = None) -> None:
        """There are so many rows in the part, of these lengths. Raises `InvalidInputError` for none to train on."""
        if part == TRAIN and not count:
            raise InvalidInputError(
                f"there is nothing to train {self.name!r} on",
                asked=f"{self.shards.folder}, part {part}",
                found="no row with all that it needs",
                do="prepare more documents",
            )
        self._counts[part], self._lengths[part] = count, lengths

    def batches(self, part: str) -> int:
        """How many batches read the part once."""
        return -(-self._counts[part] // self.rows)

    def draws(self, step: int, *, part: str, share: Share) -> list[Draw]:
        """The rows of a step."""
        drawn: list[Draw] = self.deck(part).take(step, rank=share.rank, of=share.of)
        return drawn

    def dice(self, part: str, draw: Draw) -> np.random.Generator:
        """Random numbers for one row, the same whichever batch it falls into."""
        return generator(self._key("row", part), draw.number)

    def number(self, epoch: int, *, below: int) -> int:
        """A random number for a whole epoch."""
        return int(generator(self._key("epoch", TRAIN), epoch).integers(below))

    def shuffled(self, epoch: int, *, count: int) -> NDArray[np.int64]:
        """The numbers from 0 to `count` in an order of that epoch."""
        return generator(self._key("shuffle", TRAIN), epoch).permutation(count)

    def told(self, settings: Any, **more: Any) -> Mapping[str, Any]:
        """All that decides the batches, as JSON holds it; a field of `settings` with `repr=False` is told in `more`."""
        own = {field.name: getattr(settings, field.name) for field in fields(settings) if field.repr}
        given = {"seed": self.seed, "rows": self.rows, "length": self.length, "shards": self.shards.digest}
        return {"name": self.name, **given, **own, **more}

    def _key(self, purpose: str, part: str) -> int:
        return key_of(self.shards.digest, self.seed, self.name, purpose, part)

    def _deck(self, part: str) -> Deck:
        return Deck(
            self._counts[part],
            key=self._key("order", part),
            rows=self.rows,
            endless=part == TRAIN,
            lengths=self._lengths[part],
        )
