"""A model that only the lab's own code runs, asked like any other language model."""

import time
from collections.abc import Iterator, Sequence

from broadsheet.core import Usage
from broadsheet.models import Message, Options, Token, request
from broadsheet.train.evaluation.writing import going_on, putting_over
from broadsheet.train.reading.opening import Reader


class OwnWords:
    """The model of `reader`, in torch; it may be asked from several threads. `begins` is its decoder's first token."""

    def __init__(self, reader: Reader, *, begins: int | None = None) -> None:
        self.name = f"lab:{reader.name}"
        self._reader, self._begins = reader, begins

    def generate(self, messages: Sequence[Message], options: Options) -> Iterator[Token]:
        """The answer to the last message, in one piece. Raises `ModelInputError` at once, before any token."""
        request.check(messages, options, strategies=("greedy", "sample"))
        return self._answer(messages[-1].content, options)

    def _answer(self, text: str, options: Options) -> Iterator[Token]:
        start, reader = time.monotonic(), self._reader
        reader.model.eval()
        if reader.family == "paired":
            ids = putting_over(reader.model, reader.tokenizer, text, options=options, begins=self._begins)
        else:
            ids = going_on(reader.model, reader.tokenizer, text, options=options)
        seconds = round(time.monotonic() - start, 3)
        yield Token(reader.tokenizer.decode(ids))
        read = len(reader.tokenizer.encode(text))
        usage = Usage(read, len(ids), seconds, seconds)
        yield Token("", finish="length" if len(ids) >= options.max_tokens else "stop", usage=usage)
