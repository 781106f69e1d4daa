"""Connections that another process accepted."""

import os
import signal
import socket

import pytest

from broadsheet.serve.processes.handed import hand, pair


def test_a_connection_is_taken_as_it_was_given() -> None:
    give, take = pair()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        asking = socket.create_connection(listening.getsockname())
        accepted, _ = listening.accept()
    assert hand(accepted, give)
    accepted.close()
    taken, where = take.accept()
    with give, take, asking, taken:
        taken.sendall(b"told")
        assert asking.recv(4) == b"told"
        assert where == asking.getsockname()
        assert taken.proto == socket.IPPROTO_TCP  # so that asyncio sends at once


def test_while_none_waits_there_is_none() -> None:
    give, take = pair()
    with give, take, pytest.raises(BlockingIOError):
        take.accept()


def test_a_worker_whose_keeper_is_gone_asks_itself_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "kill", lambda pid, number: told.append((pid, number)))
    give, take = pair()
    give.close()
    with take, pytest.raises(BlockingIOError):
        take.accept()
    assert told == [(os.getpid(), signal.SIGTERM)]


def test_what_cant_be_handed_over_is_said() -> None:
    give, take = pair()
    take.close()
    with give, socket.socket() as connection:
        assert not hand(connection, give)
