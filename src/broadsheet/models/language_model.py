"""What is said to a language model and what comes back: messages, options, tokens. It knows no engine."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from broadsheet.core import Usage
from broadsheet.models.tools import Call, Tool

Strategy = Literal["greedy", "sample", "beam"]


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of the prompt. `content` is data: nothing in it is ever read as a chat template's control token.

    `calls` are what the assistant asked to have called; a turn of role `tool` answers the call with the id `answers`.
    """

    role: Literal["system", "user", "assistant", "tool"]
    content: str
    calls: tuple[Call, ...] = ()
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """How the answer is decoded.

    `greedy` takes the likeliest token and ignores `temperature`, `top_k`, `top_p` and `min_p`; `sample` draws with
    them, in that order (`top_k` 0 and `top_p` 1 switch the cut off); `beam` keeps the `beams` likeliest beginnings at
    every step, where the engine searches, and gives the best: its log-probability over its length to the power of
    `length_penalty` is the highest. `stop` strings end the answer and are not part of it. `seed` makes the draw
    repeatable. `schema` is a JSON schema the answer must fit. `logprobs` asks for the log-probability of each token,
    which costs time, and `top_logprobs` for so many of the likeliest in its place. `tools` may be called by models that
    have been taught to; `tool_choice` is `auto`, `none`, `required` or the name of the one to call.

    `min_tokens` is how long the answer is at least, unless a stop string ends it. `repeat_penalty` (1 is off),
    `frequency_penalty` and `presence_penalty` (0 is off) make tokens among the latest 64, the prompt's too, less
    likely; `no_repeat_ngram` forbids that a sequence of so many tokens comes twice in the answer (0 is off). `begun` is
    how the answer begins already: the model goes on from there, and its tokens are what follows. An engine that lacks
    one of these refuses it; none is ever passed over.
    """

    strategy: Strategy = "greedy"
    temperature: float = 0.7
    top_k: int = 40
    top_p: float = 0.95
    min_p: float = 0.0
    repeat_penalty: float = 1.0
    max_tokens: int = 512
    stop: tuple[str, ...] = ()
    seed: int = 0
    schema: Mapping[str, Any] | None = None
    logprobs: bool = False
    top_logprobs: int = 0
    tools: tuple[Tool, ...] = ()
    tool_choice: str = "auto"
    min_tokens: int = 0
    frequency_penalty: float = 0.0
    presence_penalty: float = 0.0
    no_repeat_ngram: int = 0
    beams: int = 4
    length_penalty: float = 1.0
    begun: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the answer as it arrives; joining the `text` of all tokens gives the answer.

    The last token of a whole answer has empty text, `finish` set (`stop`: the model was done or met a stop string;
    `length`: it was cut at `max_tokens` or the context's end; `calls`: it waits for the `calls` it makes) and `usage`
    with what it cost. A stream that was closed early has none. `logprob` is the natural logarithm of the token's
    probability when it was asked for, else None; `top` are the likeliest in its place with theirs, likeliest first.
    """

    text: str
    logprob: float | None = None
    finish: Literal["", "stop", "length", "calls"] = ""
    usage: Usage | None = None
    top: tuple[tuple[str, float], ...] = ()
    calls: tuple[Call, ...] = ()


class LanguageModel(Protocol):
    """Anything that continues a conversation, a token at a time.

    `generate` refuses bad input at once (`ModelInputError`), before any token; the iterator raises `ModelError` when
    the engine fails. Closing the iterator cancels the work. It may be called from several threads.
    """

    @property
    def name(self) -> str:
        """The name the model was loaded by."""

    def generate(self, messages: Sequence[Message], options: Options) -> Iterator[Token]:
        """The answer to `messages`, streamed."""


def hang_up(stream: Iterator[Token]) -> None:
    """Close an answer, which cancels the work; one that is no generator has nothing to close."""
    close = getattr(stream, "close", None)
    if close is not None:
        close()
