"""A model's answer as it arrives: each stretch, what it cost, and how it ended."""

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from typing import Any, cast

from broadsheet.core import ModelError, ModelInputError, Usage
from broadsheet.models import LanguageModel, Message, Options

Clock = Callable[[], float]

# Tokens are counted when an engine does not count its prompt: about three bytes of UTF-8 each, in both languages.
_BYTES_A_TOKEN = 3


class Telling:
    """One answer. Going through its `stretches` asks the model; `text`, `failure` and `usage` then say what came of it.

    `broken`: it ended before the model was done, by a failure or at the most tokens it might have.

    A model that fails before its first token because the request was wrong raises `ModelInputError`; any other failure
    ends the iteration and is told in `failure`.
    """

    def __init__(
        self, model: LanguageModel, prompt: Sequence[Message], options: Options, *, clock: Clock = time.monotonic
    ) -> None:
        self._model, self._prompt, self._options, self._clock = model, prompt, options, clock
        self.text = ""
        self.failure = ""
        self.usage = Usage()
        self._cut = False

    @property
    def broken(self) -> bool:
        """Whether the answer ends in mid-air."""
        return self._cut or bool(self.failure)

    def stretches(self) -> Generator[str, None, None]:
        """The answer as it comes; asking begins with the first."""
        began = self._clock()
        first = 0.0
        count = 0
        told: Usage | None = None
        try:
            for token in self._tokens():
                first = first or self._clock() - began
                count += bool(token.text)
                told = token.usage or told
                self._cut = token.finish == "length"
                self.text += token.text
                if token.text:
                    yield token.text
        except ModelInputError:
            if not self.text:
                raise
            self.failure = "the request was refused half-way"
        except ModelError as error:
            self.failure = error.message
        finally:
            self.usage = told or Usage(self._prompt_tokens(), count, self._clock() - began, first)

    def _tokens(self) -> Iterator[Any]:
        stream = self._model.generate(self._prompt, self._options)
        if not hasattr(stream, "close"):
            yield from stream
            return
        with closing(cast(Any, stream)) as open_stream:
            yield from open_stream

    def _prompt_tokens(self) -> int:
        return sum(len(m.content.encode("utf-8", "replace")) for m in self._prompt) // _BYTES_A_TOKEN


def summed(usages: Sequence[Usage]) -> Usage:
    """What several answers cost together; the first token's wait is the first answer's."""
    return Usage(
        prompt_tokens=sum(u.prompt_tokens for u in usages),
        completion_tokens=sum(u.completion_tokens for u in usages),
        seconds=sum(u.seconds for u in usages),
        first_token_seconds=usages[0].first_token_seconds if usages else 0.0,
        cpu_seconds=sum(u.cpu_seconds for u in usages),
        joules=sum(u.joules for u in usages),
        method="+".join(sorted({m for u in usages for m in u.method.split("+") if m})),
        model=", ".join(dict.fromkeys(u.model for u in usages if u.model)),
    )
