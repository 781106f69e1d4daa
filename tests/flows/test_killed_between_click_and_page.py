"""A server killed at any moment: what it acknowledged is there, once, and the next page knows it."""

import random
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from broadsheet.app import Newsroom
from tests.newsrooms import furnish

pytestmark = pytest.mark.long

SERVER = """
import sys
from broadsheet.app import Newsroom
from broadsheet.serve.server import run
with Newsroom.open(sys.argv[1], model="none") as room:
    run(room, host="127.0.0.1", port=0, tell=lambda address: print(address, flush=True))
"""


def wait_for(address: str) -> None:
    """Return when the server answers; its address is told a moment before."""
    for _ in range(300):
        try:
            httpx.get(f"{address}/healthz", trust_env=False, timeout=30)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not start in half a minute")


@contextmanager
def server(home: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A serving child and its address; killed with no chance to say goodbye."""
    with subprocess.Popen([sys.executable, "-c", SERVER, str(home)], stdout=subprocess.PIPE, text=True) as child:
        try:
            address = child.stdout.readline().strip() if child.stdout else ""
            wait_for(address)
            yield child, address
        finally:
            child.send_signal(signal.SIGKILL)


class Clicker(threading.Thread):
    """A reader's app that tells one act after another, sometimes twice, and remembers what was acknowledged."""

    def __init__(self, address: str, reader: str, articles: list[int]) -> None:
        super().__init__(daemon=True)
        self.reader = reader
        self.kept: list[str] = []
        self.sent: list[str] = []
        self._address = address
        self._articles = articles

    def run(self) -> None:
        dice = random.Random(self.reader)
        with httpx.Client(base_url=self._address, trust_env=False, timeout=20) as client:
            while True:
                key = uuid.uuid4().hex
                act = {"key": key, "reader": self.reader, "action": "click", "article": dice.choice(self._articles)}
                self.sent.append(key)
                try:
                    for _ in range(dice.choice((1, 1, 2))):
                        client.post("/api/v1/events", json=[act]).raise_for_status()
                except httpx.TransportError:
                    return
                self.kept.append(key)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with Newsroom.open(tmp_path / "home", model="none") as room:
        furnish(room)
    return tmp_path / "home"


@pytest.mark.parametrize("seed", range(3))
def test_what_was_acknowledged_is_kept_once_and_known_to_the_next_page(home: Path, seed: int) -> None:
    with Newsroom.open(home, model="none") as room:
        first, second = [a.id for a in room.articles()][:2]
    with server(home) as (child, address):
        clickers = [Clicker(address, f"reader-{n}", [first, second]) for n in range(4)]
        for clicker in clickers:
            clicker.start()
        while not all(clicker.kept for clicker in clickers):
            assert child.poll() is None
            time.sleep(0.01)
        time.sleep(random.Random(seed).random() / 2)
        child.send_signal(signal.SIGKILL)
        for clicker in clickers:
            clicker.join(30)
    with server(home) as (child, address):
        for clicker in clickers:
            kept = httpx.get(f"{address}/api/v1/readers/{clicker.reader}/export", trust_env=False, timeout=30).json()
            keys = [event["key"] for event in kept["events"]]
            assert len(keys) == len(set(keys))
            assert set(clicker.kept) <= set(keys) <= set(clicker.sent)
            page = httpx.get(f"{address}/api/v1/readers/{clicker.reader}/front-page", trust_env=False, timeout=30)
            clicked = {event["article"] for event in kept["events"]}
            assert clicked.isdisjoint(item["article"] for item in page.json()["items"])
