"""Filling a gap in a text: what masked language models do, behind a one-method interface."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from broadsheet.core import ModelInputError
from broadsheet.models.language_model import LanguageModel

MOST = 1000
"""More words for one gap nobody reads."""


@dataclass(frozen=True, slots=True)
class Filling:
    """A word for a gap, or a piece of one: `chance` from 0 to 1, and the `text` with it in place."""

    token: str
    chance: float
    text: str


@runtime_checkable
class FillMask(Protocol):
    """A model that fills a gap in a text."""

    def fill(self, text: str, *, n: int) -> list[Filling]:
        """The `n` likeliest words for the gap in `text`, the likeliest first."""


def fill(model: LanguageModel, text: str, *, n: int = 5) -> list[Filling]:
    """The `n` likeliest words for the one gap in `text`, written `[MASK]` or `<mask>`.

    Raises `ModelInputError` when the model fills none, there is not exactly one gap, or the text is too long.
    """
    if not 1 <= n <= MOST:
        raise ModelInputError("n is out of range", asked=f"n={n}", do=f"give a whole number from 1 to {MOST}")
    if not isinstance(model, FillMask):
        raise ModelInputError(
            "this model fills no gaps",
            asked=model.name,
            do="choose a masked one: `transformers:` and a BERT or RoBERTa",
        )
    return model.fill(text, n=n)
