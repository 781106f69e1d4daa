"""One loop for everything that is trained: it stops, goes on exactly where it was, and says what it costs."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from broadsheet.core import MissingExtraError
from broadsheet.train.loop.events import Evaluated, Event, Noticed, Sampled, Saved, Step
from broadsheet.train.loop.settings import Training
from broadsheet.train.objectives import Objective


def train(
    folder: Path,
    *,
    model: Any,
    objective: Objective,
    training: Training,
    stop: Callable[[], bool],
    clock: Callable[[], float],
) -> Iterator[Event]:
    """Train `model` in place, in the run's folder; the same call again goes on where it was.

    `stop` is asked after each step; when it is true the run is saved and the iterator ends. `clock` gives seconds that
    only grow. Whoever listens may use the model between two events. Raises `ConflictError` when another process has
    the folder or the configuration is another, `ModelError` when the loss is not finite or memory runs out,
    `DiskFullError`, `UnknownNameError` for an optimiser or schedule, `MissingExtraError` without torch.
    """
    try:
        from broadsheet.train.loop import running
    except ImportError as error:
        raise MissingExtraError(
            "training needs torch", asked=str(error.name), do="pip install 'broadsheet[lab]'"
        ) from error
    return running.train(folder, model=model, objective=objective, training=training, stop=stop, clock=clock)


__all__ = ["Evaluated", "Event", "Noticed", "Sampled", "Saved", "Step", "Training", "train"]
