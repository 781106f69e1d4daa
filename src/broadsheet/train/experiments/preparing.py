"""From a recipe to how its text is prepared."""

from collections.abc import Mapping
from typing import Any

from broadsheet.core import InvalidInputError
from broadsheet.train.corpus import Preparing
from broadsheet.train.experiments.recipe import ModelRecipe


def preparing_of(recipe: ModelRecipe) -> Preparing:
    """How the text is cleaned, parted and cut into tokens; raises `InvalidInputError` for a setting that is none."""
    told: dict[str, Any] = dict(recipe.corpus)
    told |= {
        name: recipe.tokenizer[key]
        for key, name in (("kind", "tokenizer"), ("size", "size"))
        if key in recipe.tokenizer
    }
    try:
        return Preparing(**_frozen(told))
    except TypeError as error:
        known = sorted(Preparing.__dataclass_fields__)
        raise InvalidInputError("a corpus has no such setting", found=str(error), choices=known) from error


def _frozen(settings: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in settings.items()}
