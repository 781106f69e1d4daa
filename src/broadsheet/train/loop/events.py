"""What a training tells while it runs; each is also a line of `log.jsonl`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Step:
    """A step that was taken, numbered from 1. `loss` is the mean of its batch, in nats.

    `tokens`, `seconds` and `joules` count from the beginning of the run, over all its sittings; `method` says how the
    energy is known; `speed` is tokens a second of late, `left` the seconds still to go at that speed. `norm` is the
    length of the gradient before clipping; `skipped` tells a step that an fp16 overflow made void.
    """

    step: int
    of: int
    loss: float
    rate: float
    norm: float
    tokens: int
    seconds: float
    joules: float
    method: str
    speed: float
    left: float
    skipped: bool = False
    parts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The loss on what was held out, after `step`: `nats` summed over `count` predictions, `loss` their quotient.

    `bits_per_byte` is exact, and only given, when the whole part was read and each token of its texts predicted once.
    """

    step: int
    loss: float
    nats: float
    count: float
    best: bool
    bits_per_byte: float | None = None
    parts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Saved:
    """A checkpoint that is whole and on the disk."""

    step: int
    path: Path
    best: bool = False


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something worth saying that doesn't end the run: a torn checkpoint, another machine, a stop."""

    step: int
    text: str


@dataclass(frozen=True, slots=True)
class Sampled:
    """What the model writes after `step`: (prompt, written) for each prompt, by the same seed every time.

    The loop doesn't write texts: whoever listens to it does, and may log this.
    """

    step: int
    samples: tuple[tuple[str, str], ...]


Event = Step | Evaluated | Saved | Noticed | Sampled
