"""Several answers to one prompt: a seed each where they are drawn, the best beams where they are searched for."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Literal, Protocol, runtime_checkable

from broadsheet.core import ModelInputError, Usage
from broadsheet.models.language_model import LanguageModel, Message, Options, Token
from broadsheet.models.request import LAST_SEED
from broadsheet.models.tools import Call

MOST = 128
"""As many as the OpenAI protocol allows."""
TOGETHER = 8
"""How many are asked for at a time: the engine answers as many as it has slots for together, and lets the rest wait."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: its tokens joined, and the calls it makes if any.

    `logprob` is the sum over its tokens when that was asked for, else None.
    """

    text: str
    finish: Literal["stop", "length", "calls"]
    usage: Usage
    logprob: float | None = None
    calls: tuple[Call, ...] = ()


@runtime_checkable
class Beams(Protocol):
    """A model that can give more than the best of the answers it searched through."""

    def best(self, messages: Sequence[Message], options: Options, *, n: int) -> list[Answer]:
        """The `n` best answers of the beam search, the best first."""


def whole(model: LanguageModel, messages: Sequence[Message], options: Options) -> Answer:
    """One answer to its end. Raises what `generate` and its iterator raise."""
    tokens: list[Token] = []
    with closing(model.generate(messages, options)) as stream:  # type: ignore[type-var]
        tokens.extend(stream)
    last = tokens[-1]
    logprobs = [t.logprob for t in tokens if t.logprob is not None]
    logprob = sum(logprobs) if logprobs else None
    return Answer("".join(t.text for t in tokens), last.finish or "stop", last.usage or Usage(), logprob, last.calls)


def several(model: LanguageModel, messages: Sequence[Message], options: Options, *, n: int) -> list[Answer]:
    """`n` answers. Drawn ones have the seeds `options.seed`, the next one, and so on, and come in that order.

    `beam` gives the `n` best of its beams. Raises `ModelInputError` when `n` is out of range, or above 1 where every
    answer would be the same (`greedy`), and what `generate` raises.
    """
    _check(model, options, n)
    if options.strategy == "beam" and isinstance(model, Beams):
        return model.best(messages, options, n=n)
    if n == 1:
        return [whole(model, messages, options)]
    each = [replace(options, seed=(options.seed + i) % (LAST_SEED + 1)) for i in range(n)]
    # The first alone: its prompt is read once, and a request that can't be met is refused once.
    answers = [whole(model, messages, each[0])]
    with ThreadPoolExecutor(min(TOGETHER, n - 1), thread_name_prefix="answer") as pool:
        answers.extend(pool.map(lambda own: whole(model, messages, own), each[1:]))
    return answers


def _check(model: LanguageModel, options: Options, n: int) -> None:
    if not 1 <= n <= MOST:
        raise ModelInputError("n is out of range", asked=f"n={n}", do=f"give a whole number from 1 to {MOST}")
    if n == 1:
        return
    drawn = options.strategy == "sample" and options.temperature > 0
    searched = options.strategy == "beam" and isinstance(model, Beams)
    if searched and n > options.beams:
        raise ModelInputError(
            "there are no more answers than beams", asked=f"n={n}, beams={options.beams}", do="raise beams to n"
        )
    if not drawn and not searched:
        raise ModelInputError(
            f"{options.strategy} gives one answer, the same every time",
            asked=f"n={n}, strategy={options.strategy!r}, temperature={options.temperature:g}",
            do="choose the strategy sample with a temperature above 0, or beam where the model has it",
        )
