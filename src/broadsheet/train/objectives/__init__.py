"""What a model can be trained to do, one file each: the name of the file is the objective's.

Torch is imported by the objective that is made, not by the list.
"""

from dataclasses import fields
from typing import Any, cast

from broadsheet.core import InvalidInputError, MissingExtraError, Plugins, UnknownNameError
from broadsheet.train.objectives._shape import IGNORED, Batch, Loss, Objective, Share
from broadsheet.train.objectives._source import Source
from broadsheet.train.typed import check_typed

_OBJECTIVES = Plugins("broadsheet.train.objectives", "objective")


def names() -> list[str]:
    """The objectives there are, sorted."""
    return _OBJECTIVES.names()


def make(name: str, shards: Any, *, seed: int, rows: int, length: int, **settings: Any) -> Objective:
    """The objective called `name` over prepared shards, in batches of `rows` rows of at most `length` tokens.

    `settings` are the objective's own: its file's `Settings`. Raises `UnknownNameError` for the objective or for one of
    them, `InvalidInputError` when the shards lack what it needs or a number makes no sense, `MissingExtraError`
    without torch.
    """
    if rows < 1 or length < 2:
        raise InvalidInputError(
            "a batch needs at least one row of two tokens", asked=f"rows={rows}, length={length}", do="give more"
        )
    try:
        module = _OBJECTIVES.load(name)
    except ImportError as error:
        raise MissingExtraError(
            "training needs torch", asked=str(error.name), do="pip install 'broadsheet[lab]'"
        ) from error
    known = [field.name for field in fields(module.Settings)]
    if unknown := sorted(settings.keys() - set(known)):
        raise UnknownNameError(
            f"the objective {name!r} has no setting of that name", asked=", ".join(unknown), choices=known
        )
    try:
        told = module.Settings(**settings)
    except TypeError as error:
        raise InvalidInputError(f"these are no settings of {name!r}", asked=str(settings), found=str(error)) from error
    check_typed(told)
    return cast(Objective, module.make(Source(shards, name=name, seed=seed, rows=rows, length=length), told))


__all__ = ["IGNORED", "Batch", "Loss", "Objective", "Share", "make", "names"]
