"""An httpx transport that resolves, checks and then connects to the very address it checked.

Resolving twice (once to check, once to connect) is how DNS rebinding gets past a check; here the socket goes to the
address that was checked, while TLS and the Host header keep the name. Nothing in it outlives its deadline.
"""

import socket
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import certifi
import httpcore
import httpx

from broadsheet.core import FetchError
from broadsheet.ingest.address import Network, check_address

Resolver = Callable[[str, int], Sequence[str]]
Left = Callable[[], float]
_CONNECT_SECONDS = 10.0  # a server that takes longer to shake hands will not serve the page either


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of `host` by the system's resolver; raises `FetchError` when there are none."""
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError("the host name was not found", asked=host, found=str(error)) from error
    return list(dict.fromkeys(str(row[4][0]) for row in rows))


def _bounded(left: Left, timeout: float | None) -> float:
    remaining = left()
    if remaining <= 0:
        raise httpcore.ReadTimeout("the time for this fetch is up")
    return remaining if timeout is None else min(timeout, remaining)


class _Stream(httpcore.NetworkStream):
    """A stream whose every wait is cut to what is left of the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, left: Left) -> None:
        self._inner, self._left = inner, left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _bounded(self._left, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _bounded(self._left, timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, _bounded(self._left, timeout))
        return _Stream(inner, self._left)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _CheckedBackend(httpcore.NetworkBackend):
    def __init__(self, resolver: Resolver, allowed: Iterable[Network], left: Left) -> None:
        self._resolver, self._allowed, self._left = resolver, tuple(allowed), left
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 (httpcore calls it so)
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        # All of them must pass: a name that also points inside is not a public name.
        addresses = [check_address(a, allowed=self._allowed, host=host, port=port) for a in self._resolver(host, port)]
        failure: Exception = httpcore.ConnectError("the host name has no address")
        for address in addresses[:4]:
            try:
                inner = self._inner.connect_tcp(
                    address, port, _bounded(self._left, _CONNECT_SECONDS), local_address, socket_options
                )
                return _Stream(inner, self._left)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure


class _Body(httpx.SyncByteStream):
    def __init__(self, inner: httpcore.Response) -> None:
        self._inner = inner

    def __iter__(self) -> Iterator[bytes]:
        yield from self._inner.iter_stream()

    def close(self) -> None:
        self._inner.close()


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a request may go and for how long: `left()` gives the seconds left for everything it does."""

    resolver: Resolver
    allowed: tuple[Network, ...]
    left: Left


@cache
def _trust() -> ssl.SSLContext:
    """The system's certificates and Mozilla's: slim containers have none of their own."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


class PublicTransport(httpx.BaseTransport):
    """Speaks HTTP/1.1 to checked addresses only, one connection for one request."""

    def __init__(self, reach: Reach) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=_trust(),
            max_connections=1,
            max_keepalive_connections=0,
            network_backend=_CheckedBackend(reach.resolver, reach.allowed, reach.left),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer with its body still to be read; raises httpcore's exceptions and `ForbiddenAddressError`."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = self._pool.handle_request(
            httpcore.Request(method=request.method, url=url, headers=request.headers.raw, extensions=request.extensions)
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        """Ends its connection."""
        self._pool.close()


@contextmanager
def exchange(url: str, headers: Mapping[str, str], *, reach: Reach) -> Iterator[httpx.Response]:
    """The answer to one GET of `url`, its body unread; raises `FetchError` and `ForbiddenAddressError`.

    What goes wrong while the body is read inside the `with` is told the same way.
    """
    try:
        request = httpx.Request("GET", url, headers=dict(headers))
        with PublicTransport(reach) as transport:
            yield transport.handle_request(request)
    except httpx.InvalidURL as error:
        raise FetchError("this URL can't be asked for", asked=url, found=str(error)) from error
    except (httpcore.TimeoutException, TimeoutError) as error:
        raise FetchError("the server was too slow", asked=url, found=str(error), do="try again later") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        raise FetchError("the server could not be reached", asked=url, found=str(error)) from error
