"""What models of two texts share: the source as it was read, and what a decoder keeps between tokens."""

from dataclasses import dataclass

from torch import Tensor

from broadsheet.train.architectures._attention import Cache
from broadsheet.train.architectures._packing import Reading


@dataclass(frozen=True, slots=True)
class Memory:
    """A source as read: its vectors (B, S, d), and (B, S) which are tokens and not padding (None: all are)."""

    vectors: Tensor
    mask: Tensor | None = None

    def pick(self, rows: Tensor) -> "Memory":
        """The same for `rows` alone, in their order."""
        return Memory(self.vectors[rows], None if self.mask is None else self.mask[rows])


@dataclass(frozen=True, slots=True)
class Decoded:
    """What a Transformer's decoder keeps: the target read so far, the source's keys and values, and its mask."""

    target: Cache
    source: Cache
    mask: Tensor | None

    def pick(self, rows: Tensor) -> "Decoded":
        """The same for `rows` alone, in their order: what a beam search keeps."""
        mask = None if self.mask is None else self.mask[rows]
        return Decoded(self.target.pick(rows), self.source.pick(rows), mask)


@dataclass(frozen=True, slots=True)
class Looked:
    """Attention of a model of two texts, a tensor a layer, rows adding up to 1.

    `source` (B, heads, S, S) within the source, `target` (B, heads, T, T) within the target, `across` (B, heads, T, S)
    from the target to the source. What a model has not is empty.
    """

    source: tuple[Tensor, ...]
    target: tuple[Tensor, ...]
    across: tuple[Tensor, ...]


def seen(mask: Tensor | None) -> Tensor | None:
    """(B, S) as attention wants it, (B, 1, 1, S)."""
    return None if mask is None else mask.bool()[:, None, None, :]


def across(read: Reading, mask: Tensor | None) -> Reading:
    """The reading of a source by the tokens of `read`."""
    return Reading(read.rows, read.length, read.positions, seen(mask))
