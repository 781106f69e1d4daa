"""Manners towards other people's servers: robots.txt kept for a day, and a pause between two requests to one host."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from broadsheet.core import RobotsError, TooLargeError
from broadsheet.ingest import decode, robots
from broadsheet.ingest.response import Response

_KEPT = 24 * 3600.0  # seconds; RFC 9309 2.4: no longer than a day
_UNREACHABLE_KEPT = 600.0  # an unreachable robots.txt is asked for again after ten minutes


@dataclass(slots=True)
class _Host:
    rules: robots.Rules = robots.ALLOW_ALL
    until: float = -1.0
    why: str = ""
    free_at: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)
    asking: threading.Lock = field(default_factory=threading.Lock)


class Manners:
    """Remembers, for each scheme, host and port, what it allows and when it was last asked.

    `clock` is monotonic seconds, `fetch` gets a robots.txt without asking for permission first.
    """

    def __init__(
        self,
        *,
        agent: str,
        pause: float,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        fetch: Callable[[str], Response],
    ) -> None:
        self._agent, self._pause, self._clock, self._sleep, self._fetch = agent, pause, clock, sleep, fetch
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def _host(self, url: str) -> tuple[str, _Host]:
        parts = urlsplit(url)
        site = f"{parts.scheme.lower()}://{parts.netloc.lower()}"
        with self._lock:
            return site, self._hosts.setdefault(site, _Host())

    def ask(self, url: str) -> None:
        """Raises `RobotsError` when the site's robots.txt refuses `url` or is answered with a server's error.

        A site that does not answer at all is a `FetchError`, which refuses as well (RFC 9309 2.3.1.4).
        """
        site, host = self._host(url)
        with host.asking:
            if self._clock() >= host.until:
                self._learn(site, host)
        if not host.rules.allows(url):
            raise RobotsError(
                "robots.txt refuses this page" if not host.why else "robots.txt could not be read, which counts as no",
                asked=url,
                found=host.why,
                do="ask the site's owner, or read a saved file instead",
            )

    def _learn(self, site: str, host: _Host) -> None:
        host.rules, host.why, kept = robots.ALLOW_ALL, "", _KEPT
        try:
            response = self._fetch(f"{site}/robots.txt")
        except TooLargeError:
            response = Response(url=site, status=404)  # no site can mean 10 MB of rules
        if response.status >= 500 or response.status == 429:
            # RFC 9309 2.3.1.4: unreachable means complete disallow
            host.rules, kept = robots.REFUSE_ALL, _UNREACHABLE_KEPT
            host.why = f"the server answered {response.status}"
        elif response.status < 300:
            text = decode.decode(response.body[: robots.MAX_BYTES], content_type=response.content_type)
            host.rules = robots.parse(text, agent=self._agent)
        host.until = self._clock() + kept

    def wait(self, url: str) -> None:
        """Waits until this host may be asked again: the pause, or its crawl-delay if that is longer."""
        _, host = self._host(url)
        with host.lock:
            now = self._clock()
            start = max(now, host.free_at)
            host.free_at = start + max(self._pause, host.rules.delay)
        if start > now:
            self._sleep(start - now)
