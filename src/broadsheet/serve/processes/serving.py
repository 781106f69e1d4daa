"""A newsroom served by several processes: what each of them does."""

import logging
import socket
import tempfile
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from broadsheet.app import Newsroom
from broadsheet.core import BroadsheetError
from broadsheet.serve.application import application
from broadsheet.serve.processes.forwarding import Forwarding
from broadsheet.serve.processes.handed import Handed
from broadsheet.serve.processes.keeper import Keeper

log = logging.getLogger(__name__)
_DESK = 0
_KILLED_AFTER_SECONDS = 3.0
"""After the grace that open streams have."""


def serve(room: Newsroom, listening: socket.socket, *, workers: int, grace: float) -> None:
    """Serve `room` by so many processes until told to end.

    All make pages and take events; the first has the desk and the clock besides. The articles are read once,
    before the processes part, and what of them stays as it is they hold together.
    """
    with tempfile.TemporaryDirectory(prefix="broadsheet-") as folder:
        desk = Path(folder) / "desk"

        def work(number: int, connections: Handed) -> None:
            app = application(room, clock=number == _DESK, follows=True)
            inner = [_inner(desk)] if number == _DESK else []
            served: ASGIApp = app if number == _DESK else Forwarding(app, desk=desk)
            try:
                uvicorn.Server(_config(served, grace)).run(sockets=[connections, *inner])
            finally:
                room.close()

        keeper = Keeper(work, workers, lambda: _part(room), grace + _KILLED_AFTER_SECONDS)
        keeper.run(listening)


def _config(app: ASGIApp, grace: float) -> uvicorn.Config:
    return uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=int(grace), server_header=False)


def _inner(desk: Path) -> socket.socket:
    """Where the desk hears from the other workers; its place is taken over from one that died."""
    desk.unlink(missing_ok=True)
    inner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    inner.bind(str(desk))
    return inner


def _part(room: Newsroom) -> None:
    """Have all there is in memory, and nothing open that two processes may not share."""
    import gc

    try:
        room.recommender.look()
    except BroadsheetError as error:  # each worker reads for itself then, and says what is wrong to whoever asks
        log.warning("the articles were not read before the workers began: %s", error)
    room.store.close()
    gc.collect()
    gc.freeze()  # else the collector writes to each object it looks at, and a page that is written to is shared no more
