"""A GGUF model run on this machine by llama.cpp (xllamacpp), in a process of its own.

A model file is untrusted input to a large C++ program and may also eat all memory: a crash ends the child, never the
newsroom, and the next call starts another. Settings: `slots` (answers at a time), `context` (tokens for each, prompt
and answer together), `threads`, `wait`, `timeout` (seconds without a token) and `startup` (seconds to load).
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from broadsheet.core import ModelError, ModelInputError, Usage
from broadsheet.models import calling, chat, decoding, request, tools
from broadsheet.models.backends._native import Native
from broadsheet.models.backends._process import Load, Process
from broadsheet.models.backends._reading import Reader, head_key, prompt_key
from broadsheet.models.backends._slots import Slots
from broadsheet.models.breaker import Breaker
from broadsheet.models.language_model import Message, Options, Token
from broadsheet.models.peeking import NextTokens

# Three reports of a story and an answer fit 4,096 tokens; two slots take 235 MB of key-value cache on the 1.5B model.
CONTEXT = 4096
SLOTS = 2
# A prompt of 4,000 tokens takes some 100 s before its first token on two slow cores.
PATIENCE = 300.0
STARTUP = 120.0
STRATEGIES = ("greedy", "sample")
HAS = ("min_tokens", "frequency_penalty", "presence_penalty", "begun")
# The order of `decoding.distribution`; llama.cpp's own cools last, after the cuts.
SAMPLERS = ["penalties", "temperature", "top_k", "top_p", "min_p"]


@dataclass(frozen=True, slots=True)
class _Settings:
    slots: int
    context: int
    threads: int
    wait: str
    timeout: float
    startup: float


def load(what: str, *, folder: Path, settings: Mapping[str, str]) -> "Embedded":  # noqa: ARG001 - the shape of a backend
    """The model in the GGUF file `what`; its process starts at the first call. Raises `ModelInputError` on settings."""
    return Embedded(what, name=settings.get("name", Path(what).stem), settings=_settings(settings))


class Embedded:
    """A local model. Several threads may ask it at a time: `slots` are answered together, the rest wait."""

    def __init__(self, path: str, *, name: str, settings: _Settings) -> None:
        self.name = name
        self._settings = settings
        order = Load(path, settings.slots, settings.context, settings.threads, settings.wait)
        self._process = Process(order, startup=settings.startup)
        self._reader = Reader()
        self._slots = Slots(settings.slots, clock=time.monotonic)
        self._breaker = Breaker(f"the model {name!r}", clock=time.monotonic)

    def generate(self, messages: Sequence[Message], options: Options) -> Iterator[Token]:
        """The answer, streamed. `ModelInputError` at once when the request can't be met, `ModelError` on a failure."""
        request.check(messages, options, strategies=STRATEGIES, tools=tools.CHOICES, has=HAS)
        self._breaker.check()
        answer = self._answer(self._body(messages, options))
        return calling.gathered(answer, options.tools) if options.tools else answer

    def next_tokens(self, messages: Sequence[Message], options: Options, *, n: int) -> NextTokens:
        """Its own distribution and the one drawn from. Raises as `generate` and its iterator do.

        A schema is refused, as the engine looks at it only once it has drawn.
        """
        request.check(messages, options, strategies=STRATEGIES, tools=tools.CHOICES, has=HAS)
        if options.schema is not None:
            raise ModelInputError("next tokens are shown without a schema", asked="a schema", do="leave it out")
        patience = self._settings.timeout
        with (
            self._process.client(patience) as client,
            self._slots.taken("", patience=patience) as slot,
            self._slots.reading(patience=patience),
        ):
            slot.prompt = slot.head = ""
            return Native(client, self._body(messages, options), slot=slot.number).chances(options, n=n)

    def likelihood(self, messages: Sequence[Message], answer: str) -> tuple[float, ...]:
        """The log-probability of each token of `answer`. Raises as `generate` and its iterator do."""
        options = Options()
        request.check(messages, options, strategies=STRATEGIES)
        self._breaker.check()
        body = self._body(messages, options)
        try:
            scored = self._weighed(body, chat.inert(answer))
        except ModelInputError:
            raise
        except ModelError as error:
            self._breaker.failed()
            raise self._explained(error) from error
        self._breaker.worked()
        return scored

    def _weighed(self, body: Mapping[str, Any], answer: str) -> tuple[float, ...]:
        patience = self._settings.timeout
        with self._process.client(patience) as client:
            pid = self._process.pid()
            head = head_key(body, of=pid)
            with (
                self._slots.taken(prompt_key(body, of=pid), head=head, patience=patience) as slot,
                self._slots.reading(patience=patience),
            ):
                self._reader.read(client, body, slot, head=head, patience=patience)
                slot.prompt = ""  # what follows the prompt is the answer's, which no other request begins with
                return tuple(Native(client, body, slot=slot.number).weigh(answer))

    def pid(self) -> int | None:
        """The id of the model's process while it runs."""
        return self._process.pid()

    def close(self) -> None:
        """End the model's process."""
        self._process.stop()

    def _body(self, messages: Sequence[Message], options: Options) -> dict[str, Any]:
        """The request with llama.cpp's own fields."""
        body = calling.constrained(chat.body(messages, options, model=self.name), options)
        body |= {"repeat_penalty": options.repeat_penalty, "chat_template_kwargs": {"enable_thinking": False}}
        body |= {"samplers": SAMPLERS, "repeat_last_n": decoding.WINDOW, "min_tokens": options.min_tokens}
        body |= {"frequency_penalty": options.frequency_penalty, "presence_penalty": options.presence_penalty}
        greedy = options.strategy == "greedy"
        return body | {"top_k": 1 if greedy else options.top_k, "min_p": 0.0 if greedy else options.min_p}

    def _answer(self, body: Mapping[str, Any]) -> Iterator[Token]:
        try:
            yield from self._tokens(body)
        except ModelInputError:
            raise
        except ModelError as error:
            self._breaker.failed()
            raise self._explained(error) from error
        self._breaker.worked()

    def _tokens(self, body: Mapping[str, Any]) -> Iterator[Token]:
        """The answer; when the process turns out to have died while idle, from a new one."""
        begun = False
        try:
            for token in self._ask(body):
                begun = True
                yield token
        except ModelError:
            if begun or not self._process.obituary():
                raise
        else:
            return
        yield from self._ask(body)

    def _ask(self, body: Mapping[str, Any]) -> Iterator[Token]:
        """The answer: the prompt is read, unless a slot holds it, and then its last token again.

        So a prompt that was just read and one that was held give the same bytes; several answers to one prompt read
        it once.
        """
        start, patience = time.monotonic(), self._settings.timeout
        with self._process.client(patience) as client:
            pid = self._process.pid()
            prompt, head = prompt_key(body, of=pid), head_key(body, of=pid)
            with self._slots.taken(prompt, head=head, patience=patience) as slot:
                if slot.prompt != prompt:
                    with self._slots.reading(patience=patience):
                        self._reader.read(client, body, slot, head=head, patience=patience)
                    slot.prompt = prompt
                with self._slots.writing(patience=patience):
                    read = time.monotonic() - start
                    for token in self._written(client, body, slot.number):
                        yield replace(token, usage=_with(token.usage, read)) if token.usage else token

    def _written(self, client: Any, body: Mapping[str, Any], slot: int) -> Iterator[Token]:
        if body["min_tokens"]:
            return self._at_least(client, body, slot)
        where = {"id_slot": slot, "cache_prompt": True}
        return chat.ask(client, {**body, **where}, clock=time.monotonic, patience=self._settings.timeout)

    def _at_least(self, client: Any, body: Mapping[str, Any], slot: int) -> Iterator[Token]:
        native = Native(client, body, slot=slot)
        stop, longest = body.get("stop", ()), body["max_tokens"]
        return native.at_least(body["min_tokens"], longest=longest, stop=stop, patience=self._settings.timeout)

    def _explained(self, error: ModelError) -> ModelError:
        """The error with what became of the process; one that hangs is ended, so that the next call gets a new one."""
        died = self._process.obituary()
        if died:
            return ModelError(
                f"the model {self.name!r} failed while answering",
                found=died,
                do="ask again: it is started anew; if it fails again, choose a smaller model",
            )
        if isinstance(error, chat.SilentError):
            self._process.stop()
        return error


def _with(usage: Usage, read: float) -> Usage:
    first = round(usage.first_token_seconds + read, 3) if usage.first_token_seconds else 0.0
    return replace(usage, seconds=round(usage.seconds + read, 3), first_token_seconds=first)


def _settings(given: Mapping[str, str]) -> _Settings:
    return _Settings(
        slots=_whole(given, "slots", default=SLOTS, most=64),
        context=_whole(given, "context", default=CONTEXT, most=1 << 20),
        threads=_whole(given, "threads", default=0, most=1024),
        wait=_one_of(given, "wait", ("passive", "active")),
        timeout=_seconds(given, "timeout", PATIENCE),
        startup=_seconds(given, "startup", STARTUP),
    )


def _whole(given: Mapping[str, str], name: str, *, default: int, most: int) -> int:
    text = given.get(name, str(default))
    if not text.isdecimal() or not min(default, 1) <= int(text) <= most:
        raise ModelInputError(
            f"the setting {name} is out of range", asked=f"{name}={text}", do=f"give a whole number up to {most}"
        )
    return int(text)


def _seconds(given: Mapping[str, str], name: str, default: float) -> float:
    text = given.get(name, str(default))
    if not text.replace(".", "", 1).isdecimal() or float(text) <= 0:
        raise ModelInputError(f"the setting {name} is not a time", asked=f"{name}={text}", do="give seconds above 0")
    return float(text)


def _one_of(given: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    text = given.get(name, choices[0])
    if text not in choices:
        raise ModelInputError(f"the setting {name} has no value {text!r}", asked=f"{name}={text}", choices=choices)
    return text
