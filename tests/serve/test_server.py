"""The socket that is served on."""

import socket

from broadsheet.serve.server import _listen


def test_answers_are_sent_at_once() -> None:
    with _listen("127.0.0.1", 0) as listening:
        assert listening.proto == socket.IPPROTO_TCP  # else asyncio leaves Nagle's algorithm on
