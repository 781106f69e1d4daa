"""What an experiment will cost on this machine: a few steps are taken for real, on a sample of the text, and timed."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from broadsheet.core import InvalidInputError
from broadsheet.models.machine import this_machine
from broadsheet.train import corpus
from broadsheet.train.corpus import Document
from broadsheet.train.experiments.basing import based_on
from broadsheet.train.experiments.building import model_of, objective_of, training_of
from broadsheet.train.experiments.memory import BYTES, COPIES, MOST_COPIES, check_fits
from broadsheet.train.experiments.preparing import preparing_of
from broadsheet.train.experiments.recipe import ModelRecipe
from broadsheet.train.loop import Step, Training, train
from broadsheet.train.tuning.bases import Places
from broadsheet.train.tuning.starting import Started

# Documents of the sample: enough for a tokenizer to have words, few enough to be read within seconds; of books fewer.
SAMPLE, _CHARACTERS = 400, 4_000_000
# The first steps are slower: memory is laid out, caches are cold.
COLD, TIMED = 2, 4


@dataclass(frozen=True, slots=True)
class Cost:
    """What is to be expected. `seconds` are of the training alone; `tokens` are read in it, padding not counted.

    `trained` of the `parameters` learn (of an update by LoRA, its own numbers), the others are held as they are.

    `memory` is what the process took at its peak while the sample was trained on, in bytes, `free` what the machine has
    left, with what the process has already; `disk` what checkpoints and the model take.
    """

    parameters: int
    steps: int
    seconds: float
    seconds_a_step: float
    tokens: int
    memory: int
    free: int
    disk: int
    trained: int = 0

    @property
    def fits(self) -> bool:
        """Whether the machine has the memory."""
        return self.memory <= self.free


def estimate(
    recipe: ModelRecipe,
    documents: Iterator[Document | InvalidInputError],
    *,
    lab: Path,
    models: Path,
    clock: Callable[[], float],
) -> Cost:
    """Time a few steps of `recipe` on the first documents. Nothing is kept. `lab` and `models` are where bases are.

    Raises what the experiment itself would: settings that can't be, a text with nothing to learn from.
    """
    training_of(recipe)
    with tempfile.TemporaryDirectory(prefix="broadsheet-estimate-") as scratch:
        folder = Path(scratch)
        based = based_on(recipe, Places(lab, models, folder / "base"))
        recipe = based.recipe
        some = based.documents(sample(documents))
        for _ in corpus.prepare(some, into=folder / "shards", settings=preparing_of(recipe), seed=recipe.seed):
            pass
        shards = corpus.open_shards(folder / "shards")
        # The sample's own vocabulary may be smaller than the whole text's will be: the model is built for the latter.
        vocabulary = max(shards.tokenizer.size, int(recipe.tokenizer.get("size", 0)))
        started = model_of(based, shards, vocabulary=vocabulary)
        model, training = started.model, training_of(recipe, started)
        check_fits(started, training)
        objective = objective_of(recipe, shards, training, model=model)
        seen: list[tuple[float, Step]] = []
        for told in train(
            folder / "run", model=model, objective=objective, training=training, stop=_after(seen), clock=clock
        ):
            if isinstance(told, Step):
                seen.append((clock(), told))
    return _cost(training, seen, started)


def sample(documents: Iterator[Document | InvalidInputError]) -> Iterator[Document | InvalidInputError]:
    """The first documents: as many as tell what a training costs."""
    size = 0
    for one in islice(documents, SAMPLE):
        yield one
        size += len(one.text) if isinstance(one, Document) else 0
        if size >= _CHARACTERS:
            return


def _after(seen: list[tuple[float, Step]]) -> Callable[[], bool]:
    return lambda: len(seen) >= COLD + TIMED


def _cost(training: Training, seen: list[tuple[float, Step]], started: Started) -> Cost:
    warm = seen[min(COLD, len(seen) - 2) :] if len(seen) > 1 else seen
    steps = max(len(warm) - 1, 1)
    each = (warm[-1][0] - warm[0][0]) / steps if len(warm) > 1 else warm[0][1].seconds
    tokens = (warm[-1][1].tokens - warm[0][1].tokens) / steps if len(warm) > 1 else warm[0][1].tokens
    copies = COPIES.get(training.optimiser, MOST_COPIES)
    parameters = started.held + started.learning
    return Cost(
        parameters=parameters,
        steps=training.steps,
        seconds=each * training.steps,
        seconds_a_step=each,
        tokens=int(tokens * training.steps),
        memory=_peak(),
        free=this_machine(Path(tempfile.gettempdir())).free + _peak(),
        # A checkpoint has what learns and the optimiser's averages of it; the model at the end has all.
        disk=BYTES * (parameters + started.learning * (copies - 1) * (training.keep + 1)),
        trained=started.learning,
    )


def _peak() -> int:
    """The most memory this process has had, in bytes.

    Linux counts it for the program that runs (proc(5), VmHWM); what `getrusage` tells there is at least what the
    program had that started this one.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) * 1024
    import resource
    import sys

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024  # the one counts in bytes, others in kilobytes
