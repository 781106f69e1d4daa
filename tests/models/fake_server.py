"""A small OpenAI-compatible server on 127.0.0.1 for tests: it echoes, and fails on request."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class FakeServer(ThreadingHTTPServer):
    """Answers with `answer` word by word; `status` of 400 and up refuses; `pause` waits before each word."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Door)
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.answer = "Port Meridian voted 31 to 12. 港口大桥将重建。"
        self.status = 200
        self.pause = 0.0
        self.end_mark = True
        self.hung_up = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is part of the tests."""


class _Door(BaseHTTPRequestHandler):
    server: FakeServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append(body)
        self.server.keys.append(self.headers.get("Authorization", ""))
        self.send_response(self.server.status)
        self.end_headers()
        if self.server.status >= 400:
            self.wfile.write(json.dumps({"error": {"message": "the context is too long"}}).encode())
            return
        try:
            for event in self._events(body):
                time.sleep(self.server.pause)
                self.wfile.write(event.encode())
                self.wfile.flush()
        except OSError:
            self.server.hung_up.set()

    def _events(self, body: dict[str, Any]) -> Iterator[str]:
        limit = int(body.get("max_tokens") or body["max_completion_tokens"])
        answer = '{"label": "yes"}' if "response_format" in body else self.server.answer
        words = [word if n == 0 else " " + word for n, word in enumerate(answer.split(" "))]
        yield ": a sign of life\n\n"
        for word in words[:limit]:
            yield _event({"choices": [{"delta": {"content": word}, "finish_reason": None}]})
        if self.server.end_mark:
            reason = "length" if len(words) > limit else "stop"
            yield _event({"choices": [{"delta": {}, "finish_reason": reason}]})
            usage = {"prompt_tokens": 7, "completion_tokens": min(len(words), limit)}
            yield _event({"choices": [], "usage": usage})
            yield "data: [DONE]\n\n"

    def log_message(self, *_: Any) -> None:
        """Be silent."""


def _event(value: dict[str, Any]) -> str:
    return f"data: {json.dumps(value)}\n\n"


@contextmanager
def fake_server() -> Iterator[FakeServer]:
    server = FakeServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
