"""Serving until told to stop."""

import os
import socket
import threading
from collections.abc import Callable, Mapping
from types import MappingProxyType

import uvicorn

from broadsheet.app import Newsroom
from broadsheet.core import InvalidInputError
from broadsheet.serve.application import application
from broadsheet.serve.jobs import Work

GRACE_SECONDS = 5  # for open streams when the server is told to stop


def run(
    room: Newsroom,
    *,
    host: str,
    port: int,
    tell: Callable[[str], None],
    once: bool = False,
    works: Mapping[str, Callable[[Work], None]] = MappingProxyType({}),
) -> None:
    """Serve `room` on `host`:`port` (0: any free one) until interrupted; `tell` gets the address.

    `works` are begun with the server and seen on its pages. With `once` the server answers one health check and ends.
    Raises `InvalidInputError` when the port is taken.
    """
    listening = _listen(host, port)
    address = f"http://{_shown(host)}:{listening.getsockname()[1]}"
    app = application(room, clock=not once)
    options = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=GRACE_SECONDS, server_header=False)
    server = uvicorn.Server(options)
    if once:
        threading.Thread(target=_stop_when_well, args=(server, address), daemon=True).start()
    for name, work in works.items():
        app.state.context.works.start(name, work)
    tell(address)
    server.run(sockets=[listening])


def run_many(room: Newsroom, *, host: str, port: int, tell: Callable[[str], None], workers: int) -> None:
    """As `run`, by so many processes, each of which makes pages.

    Raises `InvalidInputError` when the port is taken, and for more than one where the system can't fork.
    """
    if workers < 2:
        run(room, host=host, port=port, tell=tell)
        return
    if not hasattr(os, "fork"):
        raise InvalidInputError("this system has no fork", asked=f"{workers} workers", do="serve with one")
    from broadsheet.serve.processes.serving import serve

    listening = _listen(host, port)
    tell(f"http://{_shown(host)}:{listening.getsockname()[1]}")
    serve(room, listening, workers=workers, grace=GRACE_SECONDS)


def _shown(host: str) -> str:
    return "127.0.0.1" if host in ("0.0.0.0", "") else f"[{host}]" if ":" in host else host  # noqa: S104 - it is read, nothing is bound to it


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named: asyncio sends at once only on sockets that say they are TCP. Without it each answer waits
    # forty milliseconds for the reader's acknowledgement of its head (Nagle's algorithm against delayed ACK).
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise InvalidInputError(
            "the server can't listen there",
            asked=f"{host}:{port}",
            found=error.strerror or str(error),
            do="try --port 0",
        ) from error
    return listening


def _stop_when_well(server: uvicorn.Server, address: str) -> None:
    """End the server once it has answered that it is well."""
    import httpx

    while not server.started:
        threading.Event().wait(0.02)
    httpx.get(f"{address}/healthz", timeout=30, trust_env=False).raise_for_status()
    server.should_exit = True
