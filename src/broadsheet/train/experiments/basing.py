"""What a recipe comes to once the model it starts from is known: its tokenizer, its context, what suits its kind."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from broadsheet.core import ConflictError, InvalidInputError
from broadsheet.train import architectures
from broadsheet.train.corpus.document import Document
from broadsheet.train.experiments.folder import Folder
from broadsheet.train.experiments.recipe import ModelRecipe, laid_over
from broadsheet.train.experiments.teaching import taught
from broadsheet.train.tuning import asking, bases
from broadsheet.train.tuning.bases import Base, Places
from broadsheet.train.tuning.settings import Tuning, tuning_of

NOTE = "base.json"


@dataclass(frozen=True, slots=True)
class Based:
    """The recipe as it is carried out, how it tunes, and its base (None: a model of its own)."""

    recipe: ModelRecipe
    tuning: Tuning
    base: Base | None = None
    notices: tuple[str, ...] = ()

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
    tuning, recipe = tuning_of(recipe.tuning), taught(recipe, places)
    if not tuning.base:
        return Based(recipe, tuning)
    base = bases.find(tuning.base, places, fetch=tuning.fetch)
    shape, _ = architectures.shape_of(base.config)
    recipe = suited(recipe, family=shape.family)
    training, notices = dict(recipe.training), []
    if int(training.get("length", 0)) > shape.context:
        notices.append(f"{tuning.base} reads {shape.context} tokens: rows are as long, not {training['length']}")
        training["length"] = shape.context
    recipe = replace(
        recipe,
        training=training,
        model={"architecture": shape.architecture, "base": tuning.base},
        corpus={**recipe.corpus, "ready": str(base.folder)},
    )
    return Based(recipe, tuning, base, tuple(notices))


def suited(recipe: ModelRecipe, *, family: str) -> ModelRecipe:
    """The recipe as a base of that family carries it out: a causal one has `tuning.causal` laid over it."""
    tuning = tuning_of(recipe.tuning)
    return laid_over(recipe, tuning.causal) if tuning.base and family == "causal" and tuning.causal else recipe


def note(based: Based, here: Folder, *, accept: tuple[str, ...] = ()) -> None:
    """Keep which weights the training began from; raises `ConflictError` when they are others than before."""
    if based.base is None:
        return
    told = {"base": based.base.name, "digest": based.base.digest}
    before = here.read(NOTE)
    if before is not None and before != told and not {"tuning.base", "all"} & set(accept):
        raise ConflictError(
            "the base has other weights than when this training began",
            asked=based.base.name,
            do="choose another name, or accept tuning.base",
        )
    here.write(NOTE, told)
