"""What is said to a language model and what comes back: messages, options, tokens. It knows no engine."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from broadsheet.core import Usage

Strategy = Literal["greedy", "sample", "beam"]


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of the prompt. `content` is data: nothing in it is ever read as a chat template's control token."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Options:
    """How the answer is decoded.

    `greedy` takes the likeliest token and ignores `temperature`, `top_k`, `top_p` and `min_p`; `sample` draws with
    them (`top_k` 0 and `top_p` 1 switch the cut off); `beam` is for engines that search. `stop` strings end the
    answer and are not part of it. `seed` makes the draw repeatable. `schema` is a JSON schema the answer must fit.
    `logprobs` asks for the log-probability of each token, which costs time.
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


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the answer as it arrives; joining the `text` of all tokens gives the answer.

    The last token of a whole answer has empty text, `finish` set (`stop`: the model was done or met a stop string;
    `length`: it was cut at `max_tokens` or the context's end) and `usage` with what it cost. A stream that was closed
    early has none. `logprob` is the natural logarithm of the token's probability when it was asked for, else None.
    """

    text: str
    logprob: float | None = None
    finish: Literal["", "stop", "length"] = ""
    usage: Usage | None = None


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
