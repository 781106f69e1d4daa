"""What the first page of the lab shows: the models there are, the recipes, the form as it was filled in."""

from collections.abc import Mapping
from typing import Any

from broadsheet.core import BroadsheetError
from broadsheet.serve.guard import BODY_LIMIT
from broadsheet.serve.web._frame.site import Site
from broadsheet.train.experiments.recipe import model_recipe, model_recipes, presets_of

Recipes = list[tuple[str, dict[str, str], list[str]]]
# The analysis of the newsroom's own that gives every report one label.
_CATEGORY = "category"


def shelf(site: Site, *, told: Mapping[str, str], problem: BroadsheetError | None = None) -> Mapping[str, Any]:
    """The values of `lab.html`."""
    recipes = _recipes()
    return {
        "models": site.room.lab_models(),
        "recipes": recipes,
        "presets": sorted({preset for _, _, presets in recipes for preset in presets}),
        "labels": [_CATEGORY, *site.room.own_names()],
        "articles": site.room.store.articles.count(),
        "limit": BODY_LIMIT // 1024 // 1024,
        "told": told,
        "problem": problem,
    }


def _recipes() -> Recipes:
    """Each recipe's name, what it is for by language, and its presets."""
    return [(name, dict(model_recipe(name).about), presets_of(name)) for name in model_recipes()]
