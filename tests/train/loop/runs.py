"""A small run, whole or in pieces."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from broadsheet.train import loop, objectives
from broadsheet.train.loop import Event, Training
from tests.train.models import Tiny
from tests.train.shards import LetterShards, headlines

ROWS, LENGTH = 4, 16
FEW = Training(steps=12, rows=ROWS, length=LENGTH, rate=1e-2, warmup=2, evaluate_every=4, save_every=3, seed=11)


def events(
    folder: Path,
    *,
    training: Training = FEW,
    model: Any = None,
    shards: LetterShards | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> list[Event]:
    """All that a sitting tells; the clock gives a second more each time it is asked."""
    given = shards or headlines()
    objective = objectives.make("causal", given, seed=3, rows=training.rows, length=training.length)
    ticks = count()
    return list(
        loop.train(
            folder,
            model=model or tiny(),
            objective=objective,
            training=training,
            stop=stop,
            clock=lambda: float(next(ticks)),
        )
    )


def tiny(*, dropout: float = 0.1) -> Tiny:
    return Tiny(vocabulary=headlines().tokenizer.size, seed=2, dropout=dropout)


def after(steps: int) -> Callable[[], bool]:
    """Stops after so many steps."""
    left = count(1)
    return lambda: next(left) >= steps


def told(folder: Path) -> list[tuple[Any, ...]]:
    """What the log says was learnt: of each step and evaluation, the numbers that must be the same to the last bit."""
    from broadsheet.train.loop import log

    kinds = {"step": ("loss", "rate", "norm", "tokens"), "evaluated": ("loss", "nats", "best")}
    return [
        (line["kind"], line["step"], *(line[name] for name in kinds[line["kind"]]))
        for line in log.lines(folder)
        if line["kind"] in kinds
    ]


def weights(folder: Path, step: int) -> dict[str, bytes]:
    """The bytes of a checkpoint's weights and of what its optimiser remembers."""
    place = folder / "checkpoints" / f"step-{step:06d}"
    return {path.name: path.read_bytes() for path in sorted(place.glob("*.safetensors"))}
