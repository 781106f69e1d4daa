"""What a recipe comes to once the model it starts from is known: its tokenizer, its context, what suits its kind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from broadsheet.core import ConflictError, InvalidInputError
from broadsheet.train import architectures
from broadsheet.train.corpus.document import Document
from broadsheet.train.experiments.folder import Folder
from broadsheet.train.experiments.recipe import ModelRecipe, laid_over
from broadsheet.train.experiments.teaching import taught
from broadsheet.train.experiments.told import Progress
from broadsheet.train.tuning import asking, bases, fetching
from broadsheet.train.tuning.bases import Base, Places
from broadsheet.train.tuning.settings import Tuning, tuning_of

NOTE = "base.json"
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Based:
    """The recipe as it is carried out, how it tunes, its base (None: a model of its own) and its teacher."""

    recipe: ModelRecipe
    tuning: Tuning
    base: Base | None = None
    notices: tuple[str, ...] = ()
    teacher: Base | None = None

    def documents(self, found: Iterator[Document | InvalidInputError]) -> Iterator[Document | InvalidInputError]:
        """The documents as they are learnt from: for a causal base as requests, where the recipe has words for them."""
        return asking.requests(found, self.tuning) if self._asks else found

    @property
    def _asks(self) -> bool:
        return bool(self.tuning.ask) and self.recipe.objective.get("name") in ("instruct", "prefer")


def based_on(recipe: ModelRecipe, places: Places) -> Based:
    """Find the base that `recipe` names and fit the recipe to it.

    The base's tokenizer is used; rows are no longer than it reads. Raises what `tuning_of` and `bases.find` do, and
    `UnknownNameError` for a base of an architecture there is not.
    """
    tuning, (recipe, teacher) = tuning_of(recipe.tuning), taught(recipe, places)
    if not tuning.base:
        return Based(recipe, tuning, teacher=teacher)
    base = bases.find(tuning.base, places, fetch=tuning.fetch)
    shape, _ = architectures.shape_of(base.config)
    recipe = suited(recipe, family=shape.family)
    objective, notices = asked_of(recipe.objective, base.config, shape)
    training = dict(recipe.training)
    if int(training.get("length", 0)) > shape.context:
        notices.append(f"{tuning.base} reads {shape.context} tokens: rows are as long, not {training['length']}")
        training["length"] = shape.context
    recipe = replace(
        recipe,
        training=training,
        objective=objective,
        model={"architecture": shape.kind, "base": base.title},
        corpus={**recipe.corpus, "ready": str(base.folder)},
    )
    return Based(recipe, tuning, base, tuple(notices), teacher)


def suited(recipe: ModelRecipe, *, family: str) -> ModelRecipe:
    """The recipe as a base of that family carries it out: a causal one has `tuning.causal` laid over it."""
    tuning = tuning_of(recipe.tuning)
    return laid_over(recipe, tuning.causal) if tuning.base and family == "causal" and tuning.causal else recipe


def brought(recipe: ModelRecipe, places: Places) -> Iterator[Progress]:
    """Fetch the base from its hub, where the recipe allows it and it is not here; told in megabytes."""
    tuning = tuning_of(recipe.tuning)
    if tuning.base and tuning.fetch and bases.is_of_hub(tuning.base, places):
        for one in fetching.fetch(tuning.base, places.models):
            yield Progress("fetch", one.done // _MEGABYTE, -(-one.total // _MEGABYTE))


def asked_of(
    objective: Mapping[str, Any], config: Mapping[str, Any], shape: architectures.Shape
) -> tuple[dict[str, Any], list[str]]:
    """The settings of an objective as a base of that shape can do it, with a sentence for what can't be.

    A decoder begins with the token that the base's began with; without a head for next sentences gaps alone are learnt.
    """
    told, notices = dict(objective), []
    begins = config.get("decoder_start_token_id")
    if told.get("name") in ("translate", "span") and isinstance(begins, int):
        told.setdefault("start", begins)
    if told.get("name") == "masked" and shape.architecture == architectures.FOREIGN and told.get("next_sentence", True):
        notices.append(f"a {shape.kind} has no head for next sentences: it learns to fill gaps alone")
        told["next_sentence"] = False
    return told, notices


def note(based: Based, here: Folder, *, accept: tuple[str, ...] = ()) -> None:
    """Keep which weights the training began from; raises `ConflictError` when they are others than before."""
    if based.base is None:
        return
    told = {"base": based.base.title, "digest": based.base.digest}
    before = here.read(NOTE) or {}
    if before.get("digest", based.base.digest) != based.base.digest and not {"tuning.base", "all"} & set(accept):
        raise ConflictError(
            "the base has other weights than when this training began",
            asked=based.base.name,
            do="choose another name, or accept tuning.base",
        )
    # The folder is for this machine alone: a card has the name and the digest.
    here.write(NOTE, {**told, "folder": str(based.base.folder)})
