"""The socket that is served on."""

import socket

import pytest

from broadsheet.serve.server import _listen


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_answers_are_sent_at_once(host: str) -> None:
    try:
        listening = _listen(host, 0)
    except Exception as error:  # noqa: BLE001 - a machine without IPv6
        pytest.skip(str(error))
    with listening:
        assert listening.proto == socket.IPPROTO_TCP  # else asyncio leaves Nagle's algorithm on
