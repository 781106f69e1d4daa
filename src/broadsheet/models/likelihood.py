"""How likely a model finds a given answer: the log-probability of each of its tokens, nothing drawn."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from broadsheet.core import ModelInputError
from broadsheet.models.language_model import LanguageModel, Message


@runtime_checkable
class Scorer(Protocol):
    """A model that says how likely an answer is that somebody else wrote."""

    def likelihood(self, messages: Sequence[Message], answer: str) -> tuple[float, ...]:
        """The natural logarithm of the chance of each token of `answer` after `messages` and the tokens before it."""


def likelihood(model: LanguageModel, messages: Sequence[Message], answer: str) -> tuple[float, ...]:
    """The log-probability of each token of `answer`, as the model cuts it; their sum is that of the whole answer.

    Where the answer ends is no part of it. Raises `ModelInputError` when the model can't say, the request is not
    acceptable or there is no answer, `ModelError` when the engine fails.
    """
    if not answer.strip():
        raise ModelInputError("there is no answer to weigh", found=repr(answer[:40]), do="give the answer's text")
    if not isinstance(model, Scorer):
        raise unable(model.name)
    return model.likelihood(messages, answer)


def unable(name: str) -> ModelInputError:
    """The error of a model that answers and doesn't say how likely another answer is."""
    return ModelInputError(
        "this model doesn't say how likely a given answer is",
        asked=name,
        do="choose an embedded model, one of the backend `transformers`, `stub`, or `openai-text:` (text completions)",
    )
