"""A model with its cost told: the same answers, each with processor time and energy, and a say before it is asked."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from broadsheet.core import Usage
from broadsheet.models.filling import Filling, fill
from broadsheet.models.language_model import LanguageModel, Message, Options, Token, hang_up
from broadsheet.models.likelihood import likelihood
from broadsheet.models.meter import Fare, Meter
from broadsheet.models.peeking import NextTokens, peek
from broadsheet.models.several import Answer, several

# A prompt that an engine did not count: about three bytes of UTF-8 are a token, in Chinese and in English.
BYTES_A_TOKEN = 3


@dataclass(frozen=True, slots=True)
class Books:
    """Who hears of an answer: `before` with the request (it may refuse by raising), `after` with what it cost.

    `begun` and `ended` enclose the time in which the model is busy. Each may be called from several threads.
    """

    before: Callable[[int, Options], None] = lambda _tokens, _options: None
    after: Callable[[Usage], None] = lambda _usage: None
    begun: Callable[[], None] = lambda: None
    ended: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class Metered:
    """`model` with its cost told to `books`; answers that were closed early are told too. `meter` None: elsewhere."""

    model: LanguageModel
    meter: Meter | None = None
    books: Books = field(default_factory=Books)
    clock: Callable[[], float] = time.monotonic

    @property
    def name(self) -> str:
        """The model's name."""
        return self.model.name

    def generate(self, messages: Sequence[Message], options: Options) -> Iterator[Token]:
        """As the model's, with the cost in the last token's usage. Raises what `books.before` raises."""
        self.books.before(prompt_tokens(messages), options)
        return self._answer(self.model.generate(messages, options), messages)

    def next_tokens(self, messages: Sequence[Message], options: Options, *, n: int) -> NextTokens:
        """As `peek`, not counted: it is one step."""
        return peek(self.model, messages, options, n=n)

    def likelihood(self, messages: Sequence[Message], answer: str) -> tuple[float, ...]:
        """As `likelihood`, its cost told like that of an answer of as many tokens."""
        self.books.before(prompt_tokens(messages), Options())
        start, fare = self._begin()
        scored: tuple[float, ...] = ()
        try:
            scored = likelihood(self.model, messages, answer)
            return scored
        finally:
            self._end(fare)
            spent = Usage(prompt_tokens(messages), len(scored), self.clock() - start)
            self.books.after(self._whole(spent, fare))

    def fill(self, text: str, *, n: int) -> list[Filling]:
        """As `fill`, not counted: it is one step."""
        return fill(self.model, text, n=n)

    def best(self, messages: Sequence[Message], options: Options, *, n: int) -> list[Answer]:
        """As `several`, for the beams of a search."""
        self.books.before(prompt_tokens(messages), options)
        start, fare = self._begin()
        spent = Usage()
        try:
            answers = several(self.model, messages, options, n=n)
            spent = Usage(
                answers[0].usage.prompt_tokens if answers else 0, sum(a.usage.completion_tokens for a in answers)
            )
            return answers
        finally:
            self._end(fare)
            self.books.after(self._whole(replace(spent, seconds=self.clock() - start), fare))

    def _answer(self, stream: Iterator[Token], messages: Sequence[Message]) -> Iterator[Token]:
        start, fare = self._begin()
        first, pieces, last = 0.0, 0, Token("")
        try:
            for token in stream:
                first = first or self.clock() - start
                pieces += bool(token.text)
                last = token
                if token.usage is not None:
                    break
                yield token
        finally:
            hang_up(stream)
            self._end(fare)
            cut = Usage(prompt_tokens(messages) if pieces else 0, pieces, self.clock() - start, first)
            known = self._whole(last.usage or cut, fare)
            self.books.after(known)
        if last.usage is not None:
            yield replace(last, usage=known)

    def _begin(self) -> tuple[float, Fare]:
        self.books.begun()
        return self.clock(), self.meter.begin() if self.meter else Fare()

    def _end(self, fare: Fare) -> None:
        if self.meter:
            self.meter.end(fare)
        self.books.ended()

    def _whole(self, usage: Usage, fare: Fare) -> Usage:
        return replace(
            usage,
            cpu_seconds=round(fare.cpu_seconds, 3),
            joules=round(fare.joules, 3),
            method=self.meter.method if self.meter else "",
            model=usage.model or self.name,
        )


def prompt_tokens(messages: Sequence[Message]) -> int:
    """About how many tokens the messages are, for engines that don't count."""
    return sum(len(m.content.encode("utf-8", "replace")) for m in messages) // BYTES_A_TOKEN
