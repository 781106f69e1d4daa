"""A server on 127.0.0.1 with every sickness a model's server may have, for tests."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


def event(text: str) -> bytes:
    """A stretch of an answer, in the form of chats and of text completions at once."""
    choice = {"delta": {"content": text}, "text": text, "finish_reason": None}
    return b"data: " + json.dumps({"choices": [choice]}).encode() + b"\n\n"


END = b'data: {"choices": [{"delta": {}, "finish_reason": "stop"}]}\n\ndata: [DONE]\n\n'

Behaviour = Callable[["Sick"], None]


class SickServer(ThreadingHTTPServer):
    """Behaves as `behaviours` say, one request after another; the last one stays."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, *behaviours: Behaviour) -> None:
        super().__init__(("127.0.0.1", 0), Sick)
        self.behaviours = list(behaviours)
        self.requests: list[dict[str, Any]] = []
        self.over = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that gives up is part of the tests."""


class Sick(BaseHTTPRequestHandler):
    server: SickServer

    def do_POST(self) -> None:
        self.server.requests.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        behaviours = self.server.behaviours
        behave = behaviours.pop(0) if len(behaviours) > 1 else behaviours[0]
        with suppress(OSError):
            behave(self)

    def head(self, status: int = 200, *, kind: str = "text/event-stream", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def say(self, *parts: bytes) -> None:
        for part in parts:
            self.wfile.write(part)
            self.wfile.flush()

    def wait(self, seconds: float = 30.0) -> bool:
        """Whether the test is over."""
        return self.server.over.wait(seconds)

    def log_message(self, *_: Any) -> None:
        """Be silent."""


def well(sick: Sick) -> None:
    sick.head()
    sick.say(event("Five people"), event(" were injured."), END)


def hangs(sick: Sick) -> None:
    sick.wait()


def hangs_after_the_head(sick: Sick) -> None:
    sick.head()
    sick.wait()


def sends_a_byte_at_a_time(sick: Sick) -> None:
    sick.head()
    for byte in event("slow") * 1000:
        sick.say(bytes([byte]))
        if sick.wait(0.05):
            return


def sends_a_token_at_a_time(sick: Sick) -> None:
    sick.head()
    while not sick.wait(0.05):
        sick.say(event("on "))


def answers_500(sick: Sick) -> None:
    sick.head(500, kind="application/json")
    sick.say(b'{"error": {"message": "out of memory"}}')


def drips_its_refusal(sick: Sick) -> None:
    sick.head(500, kind="text/plain")
    while not sick.wait(0.05):
        sick.say(b"x")


def breaks_its_stream(sick: Sick) -> None:
    sick.head()
    sick.say(event("Five people"))
    sick.connection.shutdown(socket.SHUT_RDWR)


def closes_before_a_word(sick: Sick) -> None:
    sick.connection.shutdown(socket.SHUT_RDWR)


def breaks_its_json(sick: Sick) -> None:
    sick.head()
    sick.say(event("Five people"), b'data: {"choices": [{"delta"\n\n')


def sends_other_json(sick: Sick) -> None:
    sick.head()
    sick.say(b'data: {"choices": ["what?"]}\n\n', END)


def sends_a_page(sick: Sick) -> None:
    sick.head(kind="text/html")
    sick.say(b"<html><body>Welcome to the intranet</body></html>")


def never_stops(sick: Sick) -> None:
    sick.head()
    while not sick.server.over.is_set():
        sick.say(event("more ") * 100)


def never_ends_its_line(sick: Sick) -> None:
    sick.head()
    sick.say(b"data: ")
    while not sick.server.over.is_set():
        sick.say(b"x" * 65_536)


def answers_200_with_an_error(sick: Sick) -> None:
    sick.head(kind="application/json")
    sick.say(b'{"error": {"message": "no such deployment"}}')


def tells_an_error_in_its_stream(sick: Sick) -> None:
    sick.head()
    sick.say(b'data: {"error": {"message": "overloaded", "code": 503}}\n\n')


@contextmanager
def sick_server(*behaviours: Behaviour) -> Iterator[SickServer]:
    server = SickServer(*behaviours)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
