"""A model of the lab measured anew: on what was held out from it, or on other texts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from broadsheet.core import BroadsheetError, ConflictError, InvalidInputError
from broadsheet.train import corpus
from broadsheet.train.corpus import Shards
from broadsheet.train.corpus.document import Document
from broadsheet.train.evaluation.measures import measure
from broadsheet.train.evaluation.subject import Subject
from broadsheet.train.experiments.basing import NOTE, Based, asked_of, suited
from broadsheet.train.experiments.building import objective_of, training_of, untuned
from broadsheet.train.experiments.folder import Folder
from broadsheet.train.experiments.held_beside import HeldBeside
from broadsheet.train.experiments.preparing import preparing_of
from broadsheet.train.experiments.recipe import ModelRecipe
from broadsheet.train.experiments.seen import seen
from broadsheet.train.experiments.teaching import untaught
from broadsheet.train.experiments.told import LeftOut, Progress
from broadsheet.train.reading.opening import Reader, open_reader
from broadsheet.train.tuning import bases
from broadsheet.train.tuning.bases import Base, Places
from broadsheet.train.tuning.settings import tuning_of

Documents = Iterator[Document | InvalidInputError]


@dataclass(frozen=True, slots=True)
class Measured:
    """The `measures` of the model `name` on `documents` texts that are known by their `digest`.

    `seen` is the share of them that it has learnt from: there the measures say what it remembers, not what it can do.
    """

    name: str
    documents: int
    digest: str
    measures: Mapping[str, Any]
    seen: float = 0.0


def measure_anew(folder: Path, documents: Documents | None = None) -> Iterator[Progress | LeftOut | Measured]:
    """Take the recipe's measures of the model in `folder`; the last thing told is `Measured`.

    On `documents`, all of which are read, none left out for being alike; without them on the part held out, when the
    model's card has the new figures in the place of the old. Raises `ConflictError` for a model that is not done or
    learnt from preferences, `InvalidInputError` for labels it has not learnt and texts with nothing to measure on.
    """
    here = Folder(folder)
    told, card = here.read("experiment.json"), here.read("card.json")
    if told is None or card is None:
        raise ConflictError(
            "this model was not trained here to the end", asked=folder.name, do="see broadsheet lab list"
        )
    recipe = _recipe(told["recipe"])
    if recipe.objective.get("name") == "prefer":
        do = "train it again to measure it"
        raise ConflictError("preferences are measured against the model as it was before", asked=folder.name, do=do)
    own, reader = corpus.open_shards(here.shards), open_reader(folder)
    recipe = suited(recipe, family=reader.family)
    config = here.read("config.json") or {}
    recipe = replace(recipe, objective=asked_of(recipe.objective, config, reader.model.shape)[0])
    if documents is None:
        for step in _measured(recipe, reader, own, folder=folder):
            if isinstance(step, Measured):
                here.write("measures.json", step.measures)
                here.write("card.json", {**card, "measures": dict(step.measures)})
            yield step
        return
    with TemporaryDirectory(prefix="broadsheet-measuring-") as scratch:
        some = Based(recipe, tuning_of(recipe.tuning)).documents(documents)
        other = _prepared(recipe, some, into=Path(scratch), tokenizer=folder)
        known = seen(own, other)
        for step in _measured(recipe, reader, HeldBeside(own, other), folder=folder):
            yield replace(step, seen=known) if isinstance(step, Measured) else step


def _recipe(told: Mapping[str, Any]) -> ModelRecipe:
    return ModelRecipe(**{**told, "exports": tuple(told.get("exports", ()))})


def _prepared(recipe: ModelRecipe, documents: Documents, *, into: Path, tokenizer: Path) -> Shards:
    """The texts cut into the model's tokens, all of them one part."""
    settings = replace(preparing_of(recipe), ready=str(tokenizer), near=0.0, boilerplate=0.0, valid=0.0, test=0.0)
    for _ in corpus.prepare(documents, into=into, settings=settings, seed=recipe.seed):
        pass
    return corpus.open_shards(into)


def _measured(
    recipe: ModelRecipe, reader: Reader, shards: Shards, *, folder: Path
) -> Iterator[Progress | LeftOut | Measured]:
    training = training_of(recipe)
    training = replace(training, length=min(training.length, reader.length))
    objective = objective_of(untaught(recipe), shards, training, model=reader.model)
    base = untuned(_base_of(recipe, folder) if reader.head is None else None, seed=recipe.seed)
    subject = Subject(reader.model, shards, objective, recipe.seed, recipe.evaluation, base=base)
    names = list(recipe.evaluation.get("measures", ("likelihood",)))
    known: dict[str, Any] = {}
    yield Progress("measure", 0, len(names))
    for name, found in measure(subject, names):
        if isinstance(found, BroadsheetError):
            yield LeftOut("measure", found)
            continue
        known[name] = found
        yield Progress("measure", len(known), len(names))
    yield Measured(reader.name, shards.documents(subject.part), shards.digest, known)


def _base_of(recipe: ModelRecipe, folder: Path) -> Base | None:
    """The base of a tuned model, if it is still here with the weights that the tuning began from."""
    named = tuning_of(recipe.tuning).base
    if not named:
        return None
    noted, kept = Folder(folder).read(NOTE) or {}, folder / "base"
    try:
        base = bases.find(str(noted.get("folder") or named), Places(folder.parent, Path(), kept))
    except BroadsheetError:
        return None  # it was taken away since: the model is measured without it
    return base if base.digest == noted.get("digest") else None
