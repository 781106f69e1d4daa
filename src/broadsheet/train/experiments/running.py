"""One experiment from text to a model that can be asked: read, train, measure, export; each step is done once.

Every step leaves files, and a step whose files are whole is not done again. So whatever stops an experiment, the same
call goes on from there: in the middle of a training exactly where it was.
"""

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from broadsheet.core import InvalidInputError, NotFoundError
from broadsheet.train import corpus
from broadsheet.train.corpus import Shards
from broadsheet.train.corpus.document import Document
from broadsheet.train.evaluation.subject import Subject
from broadsheet.train.experiments.basing import Based, based_on, brought, note
from broadsheet.train.experiments.building import check, model_of, objective_of, training_of, untuned
from broadsheet.train.experiments.concluding import beside_teacher, card_of, exported, measured, publish
from broadsheet.train.experiments.folder import Folder, also_called
from broadsheet.train.experiments.memory import check_fits
from broadsheet.train.experiments.preparing import preparing_of
from broadsheet.train.experiments.recipe import ModelRecipe
from broadsheet.train.experiments.sampling import PART, sampled, writer
from broadsheet.train.experiments.told import Finished, LeftOut, Progress, Stage, Stopped
from broadsheet.train.loop import Event, Noticed, train
from broadsheet.train.loop.owning import owned
from broadsheet.train.tuning.bases import Places

Told = Progress | LeftOut | Event | Finished | Stopped


@dataclass(frozen=True, slots=True)
class Material:
    """Where the text is from: `documents` gives it anew each time it is asked, `source` says where it is in words.

    `models` is the folder of the catalogue's models, where a base may be.
    """

    documents: Callable[[], Iterator[Document | InvalidInputError]]
    source: Mapping[str, Any] = field(default_factory=dict)
    models: Path = Path()


def run(
    recipe: ModelRecipe,
    material: Material,
    *,
    folder: Path,
    stop: Callable[[], bool],
    clock: Callable[[], float],
    accept: tuple[str, ...] = (),
) -> Iterator[Told]:
    """Make the model of `recipe` from `material` in `folder`, telling how far it is; the last is `Finished`.

    `stop` is asked between batches, and in every other stage whenever it tells how far it is; when it is true the last
    thing told is `Stopped`. Raises `ConflictError` when another process has the folder or the recipe is another than it
    began with, and what the steps raise: bad settings at once, before anything is read.
    """
    check(recipe)
    here = Folder(folder)
    with owned(folder), closing(_begun(recipe, material, here, stop=stop, clock=clock, accept=accept)) as all_told:
        for told in all_told:
            yield told
            if isinstance(told, Progress) and stop():
                yield Stopped(folder.name, told.stage)
                return


def _begun(
    recipe: ModelRecipe,
    material: Material,
    here: Folder,
    *,
    stop: Callable[[], bool],
    clock: Callable[[], float],
    accept: tuple[str, ...],
) -> Generator[Told]:
    """Every step that is not done yet, one after the other."""
    places = Places(here.path.parent, material.models, here.path / "base")
    yield from brought(recipe, places)
    based = based_on(recipe, places)
    here.begin(recipe, source=material.source, accept=accept)
    note(based, here, accept=accept)
    yield from (Noticed(0, notice) for notice in based.notices)
    yield from _prepared(based, material, here)
    yield from _made(based, corpus.open_shards(here.shards), here, stop=stop, clock=clock, accept=accept)


def _made(
    based: Based,
    shards: Shards,
    here: Folder,
    *,
    stop: Callable[[], bool],
    clock: Callable[[], float],
    accept: tuple[str, ...],
) -> Iterator[Told]:
    """Train, publish, measure and export."""
    recipe, started = based.recipe, model_of(based, shards)
    model, training = started.model, replace(training_of(based.recipe, started), accept=also_called(accept))
    check_fits(started, training)
    here.forget_results(training.steps)
    objective = objective_of(recipe, shards, training, model=model)
    learning = train(here.run, model=model, objective=objective, training=training, stop=stop, clock=clock)
    write = writer(lambda: Subject(model, shards, objective, recipe.seed, recipe.evaluation, part=PART))
    yield from sampled(learning, write, run=here.run, every=training.sample_every)
    if not (here.run / "done.json").exists():
        yield Stopped(here.path.name, "train")
        return
    publish(started, based, shards.tokenizer, here)
    base = untuned(based.base if started.head is None else None, seed=recipe.seed)
    subject = Subject(model, shards, objective, recipe.seed, recipe.evaluation, base=base)
    yield from measured(recipe, subject, here)
    yield from beside_teacher(based, shards, here)
    yield from exported(recipe, shards, here)
    card = card_of(based, shards, here, started=started)
    here.write("card.json", card)
    yield Finished(here.path.name, card)


def _prepared(based: Based, material: Material, here: Folder) -> Iterator[Told]:
    """Have the text cut into tokens, unless it is: what a training began with is what it goes on with."""
    recipe, settings = based.recipe, preparing_of(based.recipe)
    try:
        corpus.open_shards(here.shards)
        corpus.cleared(here.shards)
    except (InvalidInputError, NotFoundError):
        problems: list[InvalidInputError] = []
        documents = based.documents(_watched(material.documents(), problems))
        for told in corpus.prepare(documents, into=here.shards, settings=settings, seed=recipe.seed):
            yield from (LeftOut("read", problem) for problem in problems)
            problems.clear()
            if isinstance(told, corpus.Progress):
                yield (
                    Noticed(0, told.notice) if told.notice else Progress(cast(Stage, told.stage), told.done, told.total)
                )


def _watched(
    documents: Iterator[Document | InvalidInputError], problems: list[InvalidInputError]
) -> Iterator[Document | InvalidInputError]:
    """The same, with what can't be read noted in `problems` for whoever looks on."""
    for one in documents:
        if isinstance(one, InvalidInputError):
            problems.append(one)
        yield one
