"""The settings of a training, checked when they are given."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import isfinite
from typing import Any

from broadsheet.core import InvalidInputError
from broadsheet.train.typed import check_typed

# A count or a seed beyond this is a slip of the hand: 2^31 steps of a tenth of a second are seven years.
LARGEST = 2**31
# Rows by length of one batch, more than the largest accelerator trains at once; its numbers alone are half a GB.
MOST_TOKENS = 2**26
PRECISIONS = ("auto", "bf16", "fp16", "fp32")


@dataclass(frozen=True, slots=True)
class Training:
    """How a model is trained. `rows` and `length` are of one batch; a step takes `accumulate` batches.

    The defaults are nanoGPT's for a small model (rate, betas, decay, clipping) except where a model asks otherwise.
    `rate` is the highest rate, `least_rate` the one the schedule ends at; `warmup` in steps. `rates` multiplies the
    rate of parameters whose name begins so, the first that fits: (("transformer.h.0.", .1),). `evaluate_every` and
    `save_every` in steps, 0 for at the end only; `evaluate_batches` 0 reads the whole of what is held out.
    `sample_every` is for whoever listens: the loop doesn't write texts (0: with every evaluation). `accept` names what
    may have changed when a run goes on (`training.rate`, or `all`) and is no part of the configuration.
    """

    steps: int
    rows: int
    length: int
    accumulate: int = 1
    optimiser: str = "adamw"
    rate: float = 1e-3
    betas: tuple[float, float] = (0.9, 0.99)
    momentum: float = 0.9
    weight_decay: float = 0.1
    schedule: str = "cosine"
    warmup: int = 0
    least_rate: float = 0.0
    clip: float = 1.0
    precision: str = "auto"
    device: str = "auto"
    seed: int = 0
    evaluate_every: int = 0
    evaluate_batches: int = 0
    save_every: int = 0
    keep: int = 2
    sample_every: int = 0
    rates: tuple[tuple[str, float], ...] = ()
    accept: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raises `InvalidInputError` for a value of another kind, or a number that makes no sense."""
        check_typed(self)
        for name in ("steps", "rows", "length", "accumulate", "keep"):
            _check(1 <= getattr(self, name) <= LARGEST, name, getattr(self, name), f"from 1 to {LARGEST:,}")
        for name in ("warmup", "evaluate_every", "evaluate_batches", "save_every", "sample_every", "seed"):
            _check(0 <= getattr(self, name) <= LARGEST, name, getattr(self, name), f"from 0 to {LARGEST:,}")
        for name in ("rate", "least_rate", "weight_decay", "clip"):
            number = getattr(self, name)
            _check(isfinite(number) and number >= 0, name, number, "finite and not below 0")
        _check(self.rows * self.length <= MOST_TOKENS, "rows", self.rows, f"at most {MOST_TOKENS:,} tokens by length")
        for name, number in (("momentum", self.momentum), ("betas", self.betas[0]), ("betas", self.betas[1])):
            _check(0 <= number < 1, name, number, "from 0 up to, not including, 1")
        _check(self.least_rate <= self.rate, "least_rate", self.least_rate, f"at most the rate, {self.rate}")
        _check(self.precision in PRECISIONS, "precision", self.precision, " or ".join(PRECISIONS))

    def configuration(self) -> Mapping[str, Any]:
        """All that decides what is learnt, as JSON holds it; how often it is told or saved is not in it."""
        told = ("accept", "evaluate_batches", "evaluate_every", "keep", "sample_every", "save_every")
        return {name: value for name, value in asdict(self).items() if name not in told}


def _check(holds: bool, name: str, found: object, wanted: str) -> None:  # noqa: FBT001 - a condition, not a mode
    if not holds:
        raise InvalidInputError(f"{name} must be {wanted}", asked=f"{name}={found}")
