"""Training from a newsroom's own material: recipes, labelled texts, fitting, and figures on what was held out.

A recipe is a TOML file of `recipes/`. Nothing here knows the store or a model's engine: examples and vectors come in,
a classifier and its card come out.
"""

from broadsheet.train.examples import LONGEST_LABEL, LONGEST_TEXT, agreed, read, write
from broadsheet.train.recipe import Recipe, recipe, recipes
from broadsheet.train.running import Examples, Progress, Trained, run

__all__ = [
    "LONGEST_LABEL",
    "LONGEST_TEXT",
    "Examples",
    "Progress",
    "Recipe",
    "Trained",
    "agreed",
    "read",
    "recipe",
    "recipes",
    "run",
    "write",
]
