"""Any server that speaks the OpenAI chat protocol: OpenAI, vLLM, llama.cpp, Ollama, a company's own.

Settings: `base_url` (up to and with `/v1`), `api_key`, `timeout` (seconds without a token), `dialect`: `openai` sends
only the protocol's own fields, `extended` adds `top_k`, `min_p` and the repeat penalty, which vLLM and llama.cpp take.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from broadsheet.core import ModelError, ModelInputError
from broadsheet.models import chat, request, tools
from broadsheet.models.breaker import Breaker
from broadsheet.models.language_model import Message, Options, Token

DEFAULT_URL = "https://api.openai.com/v1"
# A hosted model that is silent for two minutes is not thinking, it is gone.
PATIENCE = "120"
STRATEGIES = ("greedy", "sample")
DIALECTS = ("openai", "extended")
_EXTENDED = ("top_k", "min_p", "repeat_penalty")


def load(what: str, *, folder: Path, settings: Mapping[str, str]) -> "OpenAI":  # noqa: ARG001
    """The model the server knows as `what`. Nothing is sent yet; raises `ModelInputError` on a bad setting."""
    if not what:
        raise ModelInputError("which model? the name is missing", asked="openai:", do="give `openai:MODEL`")
    url = settings.get("base_url") or DEFAULT_URL
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise ModelInputError("base_url is not a web address", asked=url, do="give one like https://host/v1")
    dialect = settings.get("dialect", "openai")
    if dialect not in DIALECTS:
        raise ModelInputError(f"there is no dialect {dialect!r}", asked=dialect, choices=DIALECTS)
    try:
        timeout = float(settings.get("timeout", PATIENCE))
    except ValueError as error:
        raise ModelInputError("timeout is not a number", asked=settings["timeout"], do="give seconds") from error
    return OpenAI(what, url=url, key=settings.get("api_key", ""), dialect=dialect, timeout=timeout)


class OpenAI:
    """A model behind the OpenAI chat protocol."""

    def __init__(self, model: str, *, url: str, key: str, dialect: str, timeout: float) -> None:
        import httpx

        self.name = f"openai:{model}"
        self._model = model
        self._dialect = dialect
        self._timeout = timeout
        self._official = urlsplit(url).hostname == urlsplit(DEFAULT_URL).hostname
        self._breaker = Breaker(f"the server of {model!r}", clock=time.monotonic)
        self._client = httpx.Client(
            base_url=url,
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=httpx.Timeout(timeout, connect=10.0),
            trust_env=not _is_local(url),  # a proxy meant for the outside must not be asked for this machine
        )

    def generate(self, messages: Sequence[Message], options: Options) -> Iterator[Token]:
        """The answer, streamed. `ModelInputError` at once when the request can't be met, `ModelError` on a failure."""
        request.check(messages, options, strategies=STRATEGIES, tools=tools.CHOICES)
        self._breaker.check()
        return self._answer(self._body(messages, options))

    def close(self) -> None:
        """Nothing is held between answers but idle connections, which end by themselves."""

    def _body(self, messages: Sequence[Message], options: Options) -> dict[str, Any]:
        body = chat.body(messages, options, model=self._model)
        if self._official:
            # OpenAI's newer models refuse the old name; every other server knows it.
            body["max_completion_tokens"] = body.pop("max_tokens")
        if self._dialect == "extended":
            penalty = options.repeat_penalty
            body |= {"top_k": options.top_k or -1, "min_p": options.min_p}
            return body | {"repeat_penalty": penalty, "repetition_penalty": penalty}
        changed = [name for name in _EXTENDED if getattr(options, name) != getattr(Options(), name)]
        if changed:
            raise ModelInputError(
                f"the OpenAI protocol has no {' or '.join(changed)}",
                asked=", ".join(f"{name}={getattr(options, name)}" for name in changed),
                do="leave it out, or set `dialect` to `extended` if the server (vLLM, llama.cpp) knows it",
            )
        return body

    def _answer(self, body: Mapping[str, Any]) -> Iterator[Token]:
        try:
            yield from chat.ask(self._client, body, clock=time.monotonic, patience=self._timeout)
        except ModelInputError:
            raise
        except ModelError:
            self._breaker.failed()
            raise
        self._breaker.worked()


def _is_local(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_private
    except ValueError:
        return host == "localhost"
