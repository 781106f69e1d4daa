"""Who may ask and how many at a time: the key, where the newsroom has any, and the turnstile."""

import hmac
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import Depends, Request

from broadsheet.serve.openai.refusals import RefusedError

# Each answer under way or waiting for a slot holds one of the server's 80 threads; the desk needs the others.
MOST_AT_ONCE = 32


class Turnstile:
    """Lets `most` answers in at a time; what comes then is refused at once, and told to come again."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._inside = 0
        self._lock = threading.Lock()

    @contextmanager
    def passed(self) -> Iterator[None]:
        """Be one of them; raises `RefusedError` (429) when it is full."""
        with self._lock:
            if self._inside >= self._most:
                raise RefusedError(
                    f"{self._most} answers are under way or waiting here already; ask again in a moment.",
                    status=429,
                    kind="requests",
                    code="rate_limit_exceeded",
                )
            self._inside += 1
        try:
            yield
        finally:
            with self._lock:
                self._inside -= 1


def check_key(request: Request) -> None:
    """Raise `RefusedError` (401) unless a key of the settings is given; where they have none, nobody needs one."""
    keys = request.app.state.context.room.settings.api_keys
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    if not keys:
        return
    if kind.lower() != "bearer" or not given.strip():
        raise RefusedError("You didn't provide an API key: send Authorization: Bearer KEY.", status=401)
    if not any(hmac.compare_digest(given.strip().encode(), key.encode()) for key in keys):
        raise RefusedError("Incorrect API key provided.", status=401, code="invalid_api_key")


def _turnstile(request: Request) -> Turnstile:
    turnstile: Turnstile = request.app.state.turnstile
    return turnstile


Gate = Annotated[Turnstile, Depends(_turnstile)]
