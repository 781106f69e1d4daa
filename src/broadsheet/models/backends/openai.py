"""Any server that speaks the OpenAI chat protocol: OpenAI, vLLM, llama.cpp, Ollama, a company's own.

Settings: `base_url` (up to and with `/v1`), `api_key`, `timeout` (seconds without a token), `deadline` (seconds for the
whole answer), `retries`, `protocol`: `chat`, or `completions` for servers and base models that have only those, and
`dialect`: `openai` sends only the protocol's own fields, `extended` adds `top_k`, `min_p` and the repeat penalty, which
vLLM and llama.cpp take.
"""

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from broadsheet.core import ModelError, ModelInputError
from broadsheet.models import chat, completions, connection, request, tools
from broadsheet.models.connection import Connection, Told
from broadsheet.models.language_model import Message, Options, Token
from broadsheet.models.likelihood import unable
from broadsheet.models.streaming import EndlessError, Limits

STRATEGIES = ("greedy", "sample")
DIALECTS = ("openai", "extended")
PROTOCOLS = {"chat": "chat/completions", "completions": "completions"}
HAS = ("frequency_penalty", "presence_penalty")
# By name, each with the value that switches it off, which is what a server without it does.
_EXTENDED: Mapping[str, float] = {"top_k": 0, "min_p": 0.0, "repeat_penalty": 1.0}
# Some servers send a character at a time; more pieces than this are not the answer that was asked for.
PIECES_A_TOKEN = 16


def load(what: str, *, folder: Path, settings: Mapping[str, str]) -> "OpenAI":  # noqa: ARG001 - the shape of a backend
    """The model the server knows as `what`. Nothing is sent yet; raises `ModelInputError` on a bad setting."""
    protocol = settings.get("protocol") or "chat"
    if not what:
        raise ModelInputError("which model? the name is missing", asked="openai:", do="give `openai:MODEL`")
    dialect = settings.get("dialect") or "openai"
    if dialect not in DIALECTS:
        raise ModelInputError(f"there is no dialect {dialect!r}", asked=dialect, choices=DIALECTS)
    if protocol not in PROTOCOLS:
        raise ModelInputError(f"there is no protocol {protocol!r}", asked=protocol, choices=PROTOCOLS)
    return OpenAI(what, connection.told(settings), dialect=dialect, protocol=protocol)


class OpenAI:
    """A model behind the OpenAI protocol."""

    elsewhere = True

    def __init__(self, model: str, told: Told, *, dialect: str, protocol: str) -> None:
        self.name = f"openai:{model}" if protocol == "chat" else f"openai-text:{model}"
        self._model = model
        self._dialect = dialect
        self._protocol = protocol
        self._connection = Connection(f"the server of {model!r}", told)

    def generate(self, messages: Sequence[Message], options: Options) -> Iterator[Token]:
        """The answer, streamed. `ModelInputError` at once when the request can't be met, `ModelError` on a failure."""
        choices = tools.CHOICES if self._protocol == "chat" else ()
        request.check(messages, options, strategies=STRATEGIES, tools=choices, has=HAS)
        self._connection.check()
        return self._answer(self._body(messages, options), options)

    def likelihood(self, messages: Sequence[Message], answer: str) -> tuple[float, ...]:
        """The log-probability of each token of `answer`, where text completions echo their prompt (vLLM does).

        Raises `ModelInputError` for the chat protocol and for servers that tell nothing, else as `generate`.
        """
        request.check(messages, Options(), strategies=STRATEGIES)
        if self._protocol != "completions":
            raise unable(self.name)
        self._connection.check()
        body, start = completions.echo(messages, answer, model=self._model)
        try:
            payload = self._connection.whole(PROTOCOLS["completions"], body)
            found = completions.echoed(payload, start=start, end=len(body["prompt"]))
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            raise ModelError("the server's answer is not what the protocol says", found=repr(error)[:200]) from error
        if found is None:
            raise unable(self.name)
        return found

    def close(self) -> None:
        """Nothing is held between answers but idle connections, which end by themselves."""

    def _body(self, messages: Sequence[Message], options: Options) -> dict[str, Any]:
        if self._protocol == "completions" and options.schema is not None:
            raise ModelInputError("text completions have no schema", asked="schema", do="leave it out, or use openai:")
        written = chat.body if self._protocol == "chat" else completions.body
        body = written(messages, options, model=self._model)
        body |= {name: getattr(options, name) for name in HAS if getattr(options, name)}
        if self._connection.official and self._protocol == "chat":
            # OpenAI's newer models refuse the old name; every other server knows it.
            body["max_completion_tokens"] = body.pop("max_tokens")
        if self._dialect == "extended":
            penalty = options.repeat_penalty
            body |= {"top_k": options.top_k or -1, "min_p": options.min_p}
            return body | {"repeat_penalty": penalty, "repetition_penalty": penalty}
        usual = Options()
        changed = [n for n, off in _EXTENDED.items() if getattr(options, n) not in (getattr(usual, n), off)]
        if changed:
            raise ModelInputError(
                f"the OpenAI protocol has no {' or '.join(changed)}",
                asked=", ".join(f"{name}={getattr(options, name)}" for name in changed),
                do="leave it out, or set `dialect` to `extended` if the server (vLLM, llama.cpp) knows it",
            )
        return body

    def _answer(self, body: Mapping[str, Any], options: Options) -> Iterator[Token]:
        stream = self._connection.asked(PROTOCOLS[self._protocol], body, self._tokens)
        for pieces, token in enumerate(stream, start=1):
            if pieces > PIECES_A_TOKEN * (options.max_tokens + 1):
                raise EndlessError(
                    "the server does not stop",
                    asked=f"max_tokens={options.max_tokens}",
                    found=f"{pieces - 1} pieces",
                    do="choose another model; this server does not keep to the length asked for",
                )
            yield token

    def _tokens(self, response: Any, limits: Limits) -> Iterator[Token]:
        lines: Iterable[str] = self._connection.lines(response, limits)
        kind = response.headers.get("Content-Type", "text/event-stream").partition(";")[0].strip().lower()
        if kind != "text/event-stream":
            lines = _as_events("\n".join(lines), kind)
        if self._protocol == "completions":
            lines = completions.as_chat(lines)
        try:
            for token in chat.tokens(lines, clock=time.monotonic, patience=limits.patience):
                yield replace(token, text=_whole(token.text))
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            # JSON of another shape than the protocol's, wherever in it: what a server says must not crash the newsroom.
            raise ModelError("the server's answer is not what the protocol says", found=repr(error)[:200]) from error


def _whole(text: str) -> str:
    """`text` without half characters, which JSON can hold and nothing can print."""
    return text.encode("utf-8", "replace").decode()


def _as_events(content: str, kind: str) -> list[str]:
    """A whole answer, of a server that does not stream, as the events of a stream; raises `ModelError` for a page."""
    found = connection.document(content.encode())
    if not isinstance(found, dict) or not isinstance(found.get("choices"), list):
        raise ModelError(
            "the server's answer is not what the protocol says",
            found=f"{kind}: {content[:200]}",
            do="check that `base_url` is the address of the API, with /v1",
        )
    choices = [{**choice, "delta": choice.get("message") or {}} for choice in found["choices"][:1]]
    return ["data: " + json.dumps({**found, "choices": choices}), "data: [DONE]"]
