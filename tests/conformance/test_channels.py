"""What every channel keeps to: it sends a message or says why not, in the newsroom's own errors."""

import http.server
import json
import threading
from collections.abc import Iterator

import pytest

from broadsheet.app.settings import Settings
from broadsheet.app.subscribing import CHANNELS
from broadsheet.core import InvalidInputError, MissingError, SourceError

MESSAGE = {"kind": "letter", "reader": "若川", "title": "11月12日：头版", "html": "<p>…</p>"}


class _Hook(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.told.append(json.loads(body))  # type: ignore[attr-defined]
        self.send_response(503 if self.path == "/full" else 204)
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def hook() -> Iterator[tuple[str, list[dict[str, object]]]]:
    server = http.server.HTTPServer(("127.0.0.1", 0), _Hook)
    server.told = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", server.told  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.mark.parametrize("name", CHANNELS.names())
def test_a_channel_takes_a_message(name: str, hook: tuple[str, list[dict[str, object]]]) -> None:
    CHANNELS.load(name).send(MESSAGE, Settings(channel=name, webhook=hook[0]))
    assert hook[1] == ([MESSAGE] if name == "webhook" else [])


def test_a_service_that_says_no_or_is_not_there_is_an_error_of_the_outside(
    hook: tuple[str, list[dict[str, object]]],
) -> None:
    for address in (f"{hook[0]}/full", "http://127.0.0.1:9"):
        with pytest.raises(SourceError):
            CHANNELS.load("webhook").send(MESSAGE, Settings(webhook=address))


def test_an_address_that_is_missing_or_none_is_said_to_be() -> None:
    with pytest.raises(MissingError):
        CHANNELS.load("webhook").send(MESSAGE, Settings())
    with pytest.raises(InvalidInputError):
        CHANNELS.load("webhook").send(MESSAGE, Settings(webhook="mailto:a@b.example"))
