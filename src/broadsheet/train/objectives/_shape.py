"""The shape of an objective: it turns a step into a batch, and a batch into a loss."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from torch import Tensor

IGNORED = -100  # the target that no loss counts: torch's own default of `cross_entropy`


@dataclass(frozen=True, slots=True)
class Share:
    """Which rows of a batch one of several processes takes: those at `rank`, `rank + of`, `rank + 2 of`..."""

    rank: int = 0
    of: int = 1


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors by name, in the processor's memory; `tokens` is how many the model reads, padding not counted."""

    tensors: Mapping[str, "Tensor"]
    tokens: int


@dataclass(frozen=True, slots=True)
class Loss:
    """A loss not yet divided: `total` is summed (nats), `count` is of how many; both are scalars.

    `parts` are figures by name that are shown and not learnt from: tensors of two, a sum and of how many.
    """

    total: "Tensor"
    count: "Tensor"
    parts: Mapping[str, "Tensor"] = field(default_factory=dict)


class Objective(Protocol):
    """What is learnt. `settings` is all that decides a batch and a loss, as JSON holds it."""

    name: str
    settings: Mapping[str, Any]

    def batch(self, step: int, *, part: str = "train", share: Share = Share()) -> Batch:
        """The batch of that step: a pure function of the shards, the seed and the step.

        In `train` steps go on for ever, each epoch in another order; the other parts are read in their order, once,
        in `batches(part)` batches. Rows `step * rows` to `(step + 1) * rows` make a batch, so that two batches of
        `rows` are one of `2 * rows`.
        """
        ...

    def batches(self, part: str) -> int:
        """How many batches it takes to read that part once."""
        ...

    def bytes(self, part: str) -> int | None:
        """Bytes of UTF-8 that the part's predictions write, each token once; None where they don't write a text."""
        ...

    def loss(self, model: Any, batch: Batch) -> Loss:
        """The loss of `model` on the batch, with its gradient; smoothing only while the model is training."""
        ...
