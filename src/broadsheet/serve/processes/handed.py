"""A listening socket whose connections were accepted by another process, which hands them over one by one."""

import os
import signal
import socket
from typing import Any

_WORD = b"c"
"""What goes with a connection: a message of ancillary data needs a byte of its own (unix(7))."""


class Handed(socket.socket):
    """The near end of a pair of Unix sockets, as a listening socket for asyncio.

    When the far end is closed, whoever handed connections over is gone: the process then asks itself to end.
    """

    def listen(self, *_backlog: int) -> None:
        """Nothing: connections wait in the pair."""

    def accept(self) -> tuple[socket.socket, Any]:
        """The next connection and where it is from; raises `BlockingIOError` while there is none."""
        word, files, _, _ = socket.recv_fds(self, 1, 1)
        if not word:
            os.kill(os.getpid(), signal.SIGTERM)
        if not files:
            raise BlockingIOError
        connection = socket.socket(fileno=files[0])
        try:
            return connection, connection.getpeername()
        except OSError as error:  # whoever asked is gone again
            connection.close()
            raise ConnectionAbortedError from error


def pair() -> tuple[socket.socket, Handed]:
    """The end that gives connections, and the one that takes them."""
    give, take = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    give.settimeout(0)
    taking = Handed(fileno=take.detach())
    taking.settimeout(0)
    return give, taking


def hand(connection: socket.socket, give: socket.socket) -> bool:
    """Give a connection away; whether there was room for it."""
    try:
        return bool(socket.send_fds(give, [_WORD], [connection.fileno()]))
    except OSError:
        return False
