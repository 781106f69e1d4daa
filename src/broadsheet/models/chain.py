"""Several models in a row: the first answers, and where it fails before its first word the next one does."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from broadsheet.core import BroadsheetError, MissingError, ModelError, ModelInputError, UnknownNameError
from broadsheet.models.filling import Filling, fill
from broadsheet.models.language_model import LanguageModel, Message, Options, Token, hang_up
from broadsheet.models.likelihood import likelihood
from broadsheet.models.peeking import NextTokens, peek
from broadsheet.models.several import Answer, several

# A link that hung once would make every sentence of a draft wait as long; after a minute it may have come back.
REST = 60.0


@dataclass(frozen=True, slots=True)
class Link:
    """A model by the `name` it is asked for, and `get`, which loads it when it is first needed.

    `get` raises `MissingError`, `UnknownNameError` or `ModelError` when it can't be had.
    """

    name: str
    get: Callable[[], LanguageModel]


@dataclass(frozen=True, slots=True)
class Passed:
    """A model that was passed over, and why; `next` is the one asked instead."""

    name: str
    why: str
    next: str


class Chain:
    """A language model made of others, asked in turn. `passed` tells which were passed over, in order, each once.

    Only a failure before the first token passes to the next: half a text from one model and half from another would be
    nobody's. A request that is wrong is refused at once and not passed on. `clock` gives seconds that only grow;
    `job` is the name under which its cost is kept.
    """

    def __init__(self, links: Sequence[Link], *, clock: Callable[[], float], job: str = "") -> None:
        self._links = tuple(links)
        self._clock = clock
        self._resting: dict[str, float] = {}
        self._answered = ""
        self._lock = threading.Lock()
        self.job = job
        self.passed: list[Passed] = []

    @property
    def name(self) -> str:
        """The name of the model that answered last; before any answer, of the first."""
        return self._answered or self._links[0].name

    def generate(self, messages: Sequence[Message], options: Options) -> Iterator[Token]:
        """The answer of the first model that begins one; raises the last one's error when none does."""
        waiting = self._awake()
        stream, waiting = self._begun(waiting, messages, options)
        return self._answer(stream, waiting, messages, options)

    def first(self) -> LanguageModel:
        """The first model that can be had; raises the last one's error when none can."""
        for n, link in enumerate(self._links):
            try:
                return link.get()
            except (MissingError, UnknownNameError, ModelError):
                if n + 1 == len(self._links):
                    raise
        raise ValueError("a chain has at least one link")

    def next_tokens(self, messages: Sequence[Message], options: Options, *, n: int) -> NextTokens:
        """As `peek`, of the first model that can be had."""
        return peek(self.first(), messages, options, n=n)

    def best(self, messages: Sequence[Message], options: Options, *, n: int) -> list[Answer]:
        """As `several`, of the first model that can be had."""
        return several(self.first(), messages, options, n=n)

    def likelihood(self, messages: Sequence[Message], answer: str) -> tuple[float, ...]:
        """As `likelihood`, of the first model that can be had."""
        return likelihood(self.first(), messages, answer)

    def fill(self, text: str, *, n: int) -> list[Filling]:
        """As `fill`, of the first model that can be had."""
        return fill(self.first(), text, n=n)

    def _awake(self) -> tuple[Link, ...]:
        now = self._clock()
        with self._lock:
            awake = tuple(link for link in self._links if self._resting.get(link.name, 0.0) <= now)
        return awake or self._links

    def _begun(
        self, links: tuple[Link, ...], messages: Sequence[Message], options: Options
    ) -> tuple[Iterator[Token], tuple[Link, ...]]:
        """The stream of the first link that takes the request, with that link and those after it."""
        for n, link in enumerate(links):
            try:
                return link.get().generate(messages, options), links[n:]
            except ModelInputError:
                raise
            except (MissingError, UnknownNameError, ModelError) as error:
                self._pass(link, error, links[n + 1 :])
        raise ValueError("a chain has at least one link")

    def _pass(self, link: Link, error: BroadsheetError, rest: tuple[Link, ...]) -> None:
        """Note the failure; with nobody left to ask it is raised."""
        with self._lock:
            self._resting[link.name] = self._clock() + REST
            if rest and link.name not in {p.name for p in self.passed}:
                self.passed.append(Passed(link.name, error.message, rest[0].name))
        if not rest:
            raise error

    def _answer(
        self, stream: Iterator[Token], links: tuple[Link, ...], messages: Sequence[Message], options: Options
    ) -> Iterator[Token]:
        begun = False
        try:
            for token in stream:
                if not begun:
                    begun, self._answered = True, links[0].name
                yield token
        except ModelInputError:
            raise
        except ModelError as error:
            if begun:
                raise
            self._pass(links[0], error, links[1:])
        else:
            return
        finally:
            hang_up(stream)
        yield from self._answer(*self._begun(links[1:], messages, options), messages, options)
