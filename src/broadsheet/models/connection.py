"""A server that speaks the OpenAI protocol, as its client sees it: where it is and how it is asked."""

import json
import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from itertools import islice
from typing import Any, TypeVar
from urllib.parse import urlsplit

from broadsheet.core import BroadsheetError, MissingModelError, ModelError, ModelInputError
from broadsheet.models import chat
from broadsheet.models.breaker import Breaker
from broadsheet.models.retrying import PASSING, PassingError, retried, retry_after
from broadsheet.models.streaming import Limits, lines

DEFAULT_URL = "https://api.openai.com/v1"
# A hosted model that is silent for two minutes is not thinking, it is gone.
PATIENCE = 120.0
# A page of copy takes a slow server some minutes; whoever waits for a quarter of an hour has stopped waiting.
DEADLINE = 900.0
RETRIES = 2
MOST_RETRIES = 10
CONNECT_SECONDS = 10.0
# An answer in one piece: a hundred pages of text, or a few pictures as base64.
LARGEST_ANSWER = 64_000_000
# A refusal says why in a line or a small document.
MESSAGE_LINES = 100

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Told:
    """What the settings say of a server. `patience` and `deadline` are seconds."""

    url: str = DEFAULT_URL
    key: str = ""
    patience: float = PATIENCE
    deadline: float = DEADLINE
    retries: int = RETRIES

    def __repr__(self) -> str:
        """Without the key, which must stand in no log."""
        limits = f"patience={self.patience}, deadline={self.deadline}, retries={self.retries}"
        return f"Told(url={_public(self.url)!r}, {limits})"


def told(settings: Mapping[str, str]) -> Told:
    """From `base_url`, `api_key`, `timeout`, `deadline` and `retries`; raises `ModelInputError` on a bad one."""
    url = settings.get("base_url") or DEFAULT_URL
    try:
        parts = urlsplit(url)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        fits = False
    if not fits:
        raise ModelInputError("base_url is not a web address", asked=url, do="give one like https://host/v1")
    key = settings.get("api_key", "")
    if not key.isascii() or not key.isprintable():
        raise ModelInputError("the key holds signs that no key has", do="set BROADSHEET_API_KEY anew")
    retries = _number(settings, "retries", RETRIES)
    if retries > MOST_RETRIES:
        raise ModelInputError("retries is out of range", asked=f"{retries:g}", do=f"give 0 to {MOST_RETRIES}")
    return Told(url, key, _number(settings, "timeout", PATIENCE), _number(settings, "deadline", DEADLINE), int(retries))


def _number(settings: Mapping[str, str], name: str, default: float) -> float:
    said = settings.get(name, "")
    try:
        number = float(said) if said else default
    except ValueError:
        number = -1.0
    if not 0 <= number < float("inf") or (number == 0 and name != "retries"):
        raise ModelInputError(f"{name} is not a number that can be meant", asked=said, do="give a number above 0")
    return number


class Connection:
    """Asks one server. After several failures in a row it refuses at once for a while; several threads may share it."""

    def __init__(
        self,
        name: str,
        told: Told,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        import httpx

        self.told = told
        self._clock = clock
        self._sleep = sleep
        self._breaker = Breaker(name, clock=clock)
        self._client = httpx.Client(
            base_url=told.url,
            headers={"Authorization": f"Bearer {told.key}"} if told.key else {},
            timeout=httpx.Timeout(told.patience, connect=CONNECT_SECONDS),
            trust_env=not _is_local(told.url),  # a proxy meant for the outside must not be asked for this machine
        )

    @property
    def official(self) -> bool:
        """Whether it is OpenAI itself."""
        return urlsplit(self.told.url).hostname == urlsplit(DEFAULT_URL).hostname

    def check(self) -> None:
        """Raise `ModelError` while the server is left alone."""
        self._breaker.check()

    def asked(self, path: str, body: Mapping[str, Any], read: Callable[[Any, Limits], Iterator[T]]) -> Iterator[T]:
        """What `read` makes of the server's answer to `body` at `path`, asked again where the failure may pass.

        `read` is given an open `httpx.Response` of success and the limits. Raises `ModelInputError` for what the server
        does not accept, `MissingModelError` for a model it has not, and `ModelError` for its failures. The key is in
        none of them.
        """
        until = self._clock() + self.told.deadline
        limits = Limits(self.told.patience, until)

        def attempt() -> Iterator[T]:
            with self._response(path, body, limits) as response:
                yield from read(response, limits)

        try:
            yield from retried(
                attempt,
                retries=self.told.retries,
                until=until,
                clock=self._clock,
                sleep=self._sleep,
                chance=random.random,
            )
        except (ModelInputError, MissingModelError):
            raise
        except ModelError:
            self._breaker.failed()
            raise
        self._breaker.worked()

    def lines(self, response: Any, limits: Limits) -> Iterator[str]:
        """The lines of an answer, held to `limits`."""
        return lines(response.iter_bytes(), limits, clock=self._clock)

    def whole(self, path: str, body: Mapping[str, Any]) -> Any:
        """The server's answer in one piece, as JSON. Raises what `asked` raises."""
        return next(self.asked(path, body, self._read))

    def _read(self, response: Any, limits: Limits) -> Iterator[Any]:
        found = lines(_capped(response.iter_bytes()), limits, clock=self._clock, longest=LARGEST_ANSWER)
        yield document("\n".join(found).encode())

    @contextmanager
    def _response(self, path: str, body: Mapping[str, Any], limits: Limits) -> Iterator[Any]:
        """The open response; the client's complaints told as our own errors."""
        import httpx

        try:
            with self._client.stream("POST", path, json=body) as response:
                if response.status_code >= 400:
                    start = islice(lines(_capped(response.iter_bytes()), limits, clock=self._clock), MESSAGE_LINES)
                    raise refused(response.status_code, "\n".join(start), response.headers)
                yield response
        except httpx.ReadTimeout as error:
            raise chat.silent(self.told.patience) from error
        except httpx.HTTPError as error:
            raise PassingError(
                ModelError(
                    "the model's server can't be reached, or hung up",
                    asked=_public(self.told.url),
                    found=str(error) or repr(error),
                    do="check that it is running",
                )
            ) from error


def refused(status: int, content: str, headers: Mapping[str, str]) -> BroadsheetError:
    """The error for an answer with a status of 400 or above; one that may pass is a `PassingError`."""
    try:
        payload = json.loads(content)
    except ValueError:
        payload = content[:300]
    error = chat.refusal(status, payload)
    if status == 404:
        return MissingModelError(error.message, found=error.found, do=error.do)
    if status in PASSING:
        wait = retry_after(headers.get("Retry-After", ""), now=time.time())
        failed = ModelError("the model's server could not take the request", found=error.found, do="try again")
        return PassingError(failed if isinstance(error, ModelInputError) else error, wait=wait)
    return error


def document(content: bytes) -> Any:
    """An answer in one piece as JSON; raises `ModelError` when it is none, or tells of an error under a good status."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        start = content[:200].decode("utf-8", "replace")
        raise ModelError(
            "the server's answer is not what the protocol says",
            found=start or "nothing",
            do="check that `base_url` is the address of the API, with /v1",
        ) from error
    if isinstance(found, Mapping) and found.get("error"):
        raise chat.refusal(500, found)
    return found


def _capped(chunks: Iterator[bytes]) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > LARGEST_ANSWER:
            raise ModelError("the server's answer is too large", found=f"more than {LARGEST_ANSWER:,} bytes")
        yield chunk


def _public(url: str) -> str:
    """`url` without the name and password it may hold."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _is_local(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_private
    except ValueError:
        return host == "localhost"
