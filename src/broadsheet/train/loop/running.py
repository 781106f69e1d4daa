"""The loop: steps, evaluations and checkpoints, from where the folder says that the run is."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from broadsheet.core import ConflictError, InvalidInputError
from broadsheet.core.whole_files import written
from broadsheet.train.loop import checkpoints, log, memory, parallel
from broadsheet.train.loop.configuration import configuration, settle
from broadsheet.train.loop.diagnosis import memory_watched
from broadsheet.train.loop.evaluating import evaluate
from broadsheet.train.loop.events import Evaluated, Event, Noticed, Saved, Step
from broadsheet.train.loop.keeping import Standing, keep, kept
from broadsheet.train.loop.metering import Cost
from broadsheet.train.loop.owning import owned
from broadsheet.train.loop.precision import device_of, kind_of
from broadsheet.train.loop.settings import Training
from broadsheet.train.loop.stepping import Stepper, Taken
from broadsheet.train.objectives import Objective

DONE = "done.json"


def train(
    folder: Path,
    *,
    model: Any,
    objective: Objective,
    training: Training,
    stop: Callable[[], bool],
    clock: Callable[[], float],
) -> Iterator[Event]:
    """See `loop.train`."""
    _fits(objective, training)
    with ExitStack() as held:
        if parallel.share().rank == 0:
            held.enter_context(owned(folder))
        held.enter_context(memory.kept())
        run = Run(folder, model=model, objective=objective, training=training, clock=clock)
        for event in run.events(stop):
            if parallel.share().rank == 0:
                log.append(folder, event)
            yield event


class Run:
    """A run in its folder: where it stands, what it does next."""

    def __init__(
        self, folder: Path, *, model: Any, objective: Objective, training: Training, clock: Callable[[], float]
    ) -> None:
        self.folder, self.model, self.objective, self.training = folder, model, objective, training
        self.device = device_of(training)
        self.kind = kind_of(training, self.device)
        self.is_first = parallel.share().rank == 0
        model.to(self.device)
        with memory_watched(training):
            self.stepper = Stepper(model, objective, training, device=self.device, kind=self.kind)
        self.notices = self._settled() if self.is_first else []
        place, torn = checkpoints.newest(folder / "checkpoints")
        self.notices += torn
        self.standing = self._resumed(place)
        self.cost = Cost(clock, on_card=self.device.type == "cuda", before=self.standing.cost)

    def events(self, stop: Callable[[], bool]) -> Iterator[Event]:
        """All that happens from here to the end, or to a stop."""
        step = self.standing.step
        yield from (Noticed(step, text) for text in self.notices)
        while step < self.training.steps:
            step += 1
            with memory_watched(self.training):
                taken = self.stepper.take(step)
            self.cost.took(taken.tokens)
            yield self._told(step, taken)
            is_stopped = bool(parallel.from_first(int(stop()), device=self.device))
            yield from self._tended(step, ends=is_stopped)
            if is_stopped and step < self.training.steps:
                yield Noticed(step, f"stopped after step {step}; run the same again to go on from there")
                return
        self._finish()

    def _tended(self, step: int, *, ends: bool) -> Iterator[Event]:
        """What is due after a step: an evaluation, a checkpoint."""
        last = step == self.training.steps
        found = self._evaluated(step) if last or _due(step, self.training.evaluate_every) else None
        if found:
            yield found
        if ends or last or _due(step, self.training.save_every) or (found and found.best):
            yield self._saved(step)
        if found or ends or last:
            self.cost.pause()

    def _evaluated(self, step: int) -> Evaluated | None:
        limit = self.training.evaluate_batches
        with memory_watched(self.training):
            found = evaluate(self.model, self.objective, limit=limit, device=self.device, kind=self.kind)
        if found is None:
            return None
        is_best = self.standing.best_loss is None or found.loss < self.standing.best_loss
        if is_best:
            self.standing = replace(self.standing, best_loss=found.loss, best_step=step)
        return replace(found, step=step, best=is_best)

    def _saved(self, step: int) -> Saved:
        self.standing = replace(self.standing, step=step, cost=self.cost.settled())
        place = self.folder / "checkpoints" / f"step-{step:06d}"
        if self.is_first:
            place = keep(self.folder / "checkpoints", self.stepper, self.standing)
            spared = {step, *([self.standing.best_step] if self.standing.best_step else [])}
            checkpoints.prune(self.folder / "checkpoints", keep=self.training.keep, spared=spared)
        self.cost.pause()
        return Saved(step, place, best=self.standing.best_step == step)

    def _told(self, step: int, taken: Taken) -> Step:
        speed, seconds = self.cost.pace()
        return Step(
            step=step,
            of=self.training.steps,
            loss=taken.loss,
            rate=taken.rate,
            norm=taken.norm,
            tokens=self.cost.tokens,
            seconds=self.cost.seconds,
            joules=self.cost.joules,
            method=self.cost.method,
            speed=speed,
            left=seconds * (self.training.steps - step),
            skipped=taken.skipped,
            parts=taken.parts,
        )

    def _settled(self) -> list[str]:
        machine = {"torch": torch.__version__, "threads": torch.get_num_threads(), "device": str(self.device)}
        machine |= {"precision": self.kind, "processes": parallel.share().of}
        told = configuration(self.model, self.objective, self.training)
        return settle(self.folder, told, machine=machine, accept=self.training.accept)

    def _resumed(self, place: Path | None) -> Standing:
        """Where the run stands by that checkpoint, its weights taken up; every process takes the first one's choice."""
        standing = kept(place, self.stepper) if place else Standing()
        if parallel.from_first(standing.step, device=self.device) != standing.step:
            raise ConflictError(
                "the processes of this run don't see the same folder", asked=str(self.folder), do="share the folder"
            )
        parallel.same_as_first(list(self.model.state_dict().values()))
        if self.is_first:
            log.cut(self.folder, step=standing.step)
            checkpoints.drop_after(self.folder / "checkpoints", standing.step)
            if standing.step < self.training.steps:
                (self.folder / DONE).unlink(missing_ok=True)
        if standing.step:
            ends = "done already" if standing.step >= self.training.steps else "goes on from there"
            self.notices.append(f"{standing.step} of {self.training.steps} steps were taken before: {ends}")
        return standing

    def _finish(self) -> None:
        if self.is_first and not (self.folder / DONE).exists():
            told = {name: getattr(self.standing, name) for name in ("step", "best_step", "best_loss")}
            written(self.folder / DONE, json.dumps({**told, **self.standing.cost}, indent=1).encode() + b"\n")


def _due(step: int, every: int) -> bool:
    return bool(every) and step % every == 0


def _fits(objective: Objective, training: Training) -> None:
    """The batches are of the size that the training says, and go round. Raises `ConflictError`, `InvalidInputError`."""
    if training.rows < parallel.share().of:
        raise InvalidInputError(
            "there are more processes than rows in a batch", asked=f"rows={training.rows}", do="take more rows"
        )
    for name in ("rows", "length"):
        mine, theirs = getattr(training, name), objective.settings.get(name)
        if theirs is not None and mine != theirs:
            raise ConflictError(
                f"the objective was made with other {name} than the training has",
                asked=f"{name}={mine}",
                found=f"{name}={theirs}",
                do="give both the same",
            )
