"""The pages of a real newsroom, for a test client and for the system's Chromium."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from broadsheet.app import Newsroom
from broadsheet.serve.application import application
from tests.newsrooms import NOW, furnish

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path_factory.mktemp("web") / "newsroom", model="none", now=lambda: NOW) as room:
        furnish(room)
        yield room


@contextmanager
def served(room: Newsroom) -> Iterator[str]:
    """The address at which `room` is served, on any free port of this machine."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application(room), log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def address(newsroom: Newsroom) -> Iterator[str]:
    with served(newsroom) as there:
        yield there


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, follow_redirects=True, trust_env=False, timeout=60) as opened:
        yield opened


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{CHROMIUM} is not installed, and CI must drive the pages")
        pytest.skip(f"{CHROMIUM} is not installed")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(autouse=True)
def _no_page_stays_open(request: pytest.FixtureRequest) -> Iterator[None]:
    """A page that nobody looks at any more would go on asking its newsroom what is new."""
    driven: Browser | None = request.getfixturevalue("browser") if "browser" in request.fixturenames else None
    yield
    for context in driven.contexts if driven else ():
        context.close()


class Reader:
    """Opens pages in one language and light, and remembers what the browser complained of."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.complaints: list[str] = []
        self._browser = browser
        self._address = address

    def open(
        self, path: str, *, language: str = "en", theme: str = "auto", width: int = 1280, scripts: str = "on"
    ) -> Page:
        """A fresh visitor's page at `path`."""
        context = self._browser.new_context(
            base_url=self._address, viewport={"width": width, "height": 800}, java_script_enabled=scripts == "on"
        )
        cookies = {"lang": language, "theme": theme}
        context.add_cookies([{"name": n, "value": v, "url": self._address} for n, v in cookies.items()])
        page = context.new_page()
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(path)
        return page


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Reader]:
    """Fails the test when the browser met an error: a broken script, or something the content policy refused."""
    made = Reader(browser, address)
    yield made
    assert made.complaints == []
