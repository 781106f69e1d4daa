"""Other texts in the place of those held out: a model is measured on them as on its own, beside what it learnt from."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import InvalidInputError
from broadsheet.train.corpus.shards import NO_TAG, Column, Shards

if TYPE_CHECKING:
    from collections.abc import Sequence

TEST, ALL = "test", "train"


class HeldBeside(Shards):
    """The corpus `own` with all texts of `other` (its part `train`) as the part `test`.

    Labels and tags of the other texts are numbered as the model has them; raises `InvalidInputError` for one that it
    has not learnt.
    """

    def __init__(self, own: Shards, other: Shards) -> None:
        self._own, self._other = own, other
        self.folder, self.plan, self.digest = own.folder, own.plan, other.digest
        self.labels, self.tag_names = own.labels, own.tag_names
        self._labels = _numbers(other.labels, own.labels)
        self._tags = _numbers(other.tag_names, own.tag_names)

    @property
    def tokenizer(self) -> Any:
        """The model's."""
        return self._own.tokenizer

    @property
    def card(self) -> Any:
        """Of the other texts."""
        return self._other.card

    def documents(self, part: str) -> int:
        """As `Shards` has it."""
        return self._other.documents(ALL) if part == TEST else self._own.documents(part)

    def column(self, part: str, name: str = "text") -> Column:
        """As `Shards` has it."""
        return self._other.column(ALL, name) if part == TEST else self._own.column(part, name)

    def bytes(self, part: str, name: str = "text") -> int:
        """As `Shards` has it."""
        return self._other.bytes(ALL, name) if part == TEST else self._own.bytes(part, name)

    def label(self, part: str) -> "NDArray[np.int32]":
        """As `Shards` has it, by the model's numbers."""
        if part != TEST:
            return self._own.label(part)
        return _renumbered(self._other.label(ALL), self._labels, none=-1)

    def tags(self, part: str) -> Column:
        """As `Shards` has it, by the model's numbers."""
        if part != TEST:
            return self._own.tags(part)
        found = self._other.tags(ALL)
        return Column(_renumbered(found.tokens, self._tags, none=NO_TAG), found.starts)


def _numbers(theirs: "Sequence[str]", ours: "Sequence[str]") -> "NDArray[np.int32]":
    """For each of their names the number that ours has."""
    if ours and (unknown := [name for name in theirs if name not in ours]):
        raise InvalidInputError("the model has not learnt this label", asked=unknown[0], choices=ours)
    return np.array([ours.index(name) if ours else -1 for name in theirs], dtype=np.int32)


def _renumbered(found: "NDArray[np.int32]", numbers: "NDArray[np.int32]", *, none: int) -> "NDArray[np.int32]":
    if not len(numbers):
        return np.full(len(found), none, dtype=np.int32)
    return np.where(found >= 0, numbers[np.maximum(found, 0)], none).astype(np.int32)
