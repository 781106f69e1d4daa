"""What may come next: the likeliest first tokens of an answer, before and after the options cut them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from broadsheet.core import ModelInputError
from broadsheet.models.language_model import LanguageModel, Message, Options

MOST = 1000
"""More next tokens than this nobody reads, and an engine that sends them as text takes seconds."""


@dataclass(frozen=True, slots=True)
class NextTokens:
    """The first tokens an answer may begin with, each with its chance (0 to 1), the likeliest first.

    `before` is the model's own distribution; `after` the one drawn from, once penalties, temperature and cuts of the
    options have been at it. Both are their likeliest only, so they add up to at most one.
    """

    before: tuple[tuple[str, float], ...]
    after: tuple[tuple[str, float], ...]


@runtime_checkable
class Peekable(Protocol):
    """A model that shows its next tokens."""

    def next_tokens(self, messages: Sequence[Message], options: Options, *, n: int) -> NextTokens:
        """The `n` likeliest first tokens of the answer to `messages`. Refuses what `generate` refuses."""


def peek(model: LanguageModel, messages: Sequence[Message], options: Options, *, n: int = 20) -> NextTokens:
    """The `n` likeliest first tokens of the answer, before and after what `options` do to them.

    Raises `ModelInputError` when the model doesn't show them or the request is not acceptable.
    """
    if not 1 <= n <= MOST:
        raise ModelInputError("n is out of range", asked=f"n={n}", do=f"give a whole number from 1 to {MOST}")
    if not isinstance(model, Peekable):
        raise ModelInputError(
            "this model doesn't show its next tokens",
            asked=model.name,
            do="choose an embedded model, one of the backend `transformers`, or `stub`",
        )
    return model.next_tokens(messages, options, n=n)
