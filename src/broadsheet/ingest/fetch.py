"""Fetching one URL as a polite, suspicious guest: checked addresses, robots.txt, limits of size, time and redirects."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urljoin

from broadsheet.core import FetchError, TooLargeError
from broadsheet.ingest.address import check_url, networks
from broadsheet.ingest.manners import Manners
from broadsheet.ingest.response import Response, retry_after
from broadsheet.ingest.unpack import inflated

if TYPE_CHECKING:
    import httpx

AGENT = "Broadsheet"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.9, application/xhtml+xml;q=0.9, "
    "application/xml;q=0.8, */*;q=0.5"
)


class Web(Protocol):
    """What reading from the web needs: one method."""

    def get(self, url: str, *, etag: str = "", last_modified: str = "") -> Response:
        """The answer to a GET; raises `SourceError` when there is none or it may not be had."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may cost: bytes of body (unpacked), seconds in all, redirects; and the pause between two.

    `pause` is seconds between two requests to one host. Ten million bytes are twenty times the median news page
    without its pictures; a busy agency's feed is under five.
    """

    body: int = 10_000_000
    seconds: float = 30.0
    redirects: int = 5
    pause: float = 1.0


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Fetcher:
    """Fetches over HTTP(S). Threads may share one; requests to one host are spaced, to several they run side by side.

    `allow` names addresses that may be fetched though they are not public (`127.0.0.1`, `10.0.0.0/8`); `contact` is a
    URL or address put into the user agent. `clock` is monotonic seconds, `now` the time of day for Retry-After dates.
    """

    def __init__(  # noqa: PLR0913 (the last four are the outside world, passed in for tests)
        self,
        *,
        allow: Iterable[str] = (),
        limits: Limits | None = None,
        contact: str = "",
        resolver: Callable[[str, int], Sequence[str]] | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._allowed, self._limits = networks(allow), limits or Limits()
        self._resolver, self._clock, self._now = resolver, clock, now
        self._headers = {
            "User-Agent": f"{AGENT}/1 (+{contact})" if contact else f"{AGENT}/1",
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            "Accept-Language": "zh, en;q=0.9, *;q=0.5",
        }
        self._manners = Manners(
            agent=AGENT, pause=self._limits.pause, clock=clock, sleep=sleep, fetch=lambda url: self._follow(url, {})
        )

    def get(self, url: str, *, etag: str = "", last_modified: str = "") -> Response:
        """The answer to a GET of `url`, redirects followed, each hop checked anew.

        With `etag` or `last_modified` the request is conditional and the answer may have status 304 and no body; an
        answer of 400 or more is returned too (`Response.check` raises it). Raises `ForbiddenAddressError`,
        `RobotsError`, `TooLargeError` and `FetchError` (no answer in time, too many redirects, bad compression).
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        return self._follow(url, {k: v for k, v in conditions.items() if v}, before=self._before)

    def _before(self, url: str) -> None:
        self._manners.ask(url)
        self._manners.wait(url)

    def _follow(
        self, url: str, conditions: Mapping[str, str], *, before: Callable[[str], None] = lambda _url: None
    ) -> Response:
        hop, remaining = url, self._limits.seconds
        for _ in range(self._limits.redirects + 1):
            check_url(hop, allowed=self._allowed)
            before(hop)
            deadline = self._clock() + remaining
            response, location = self._once(hop, conditions, deadline)
            if not location:
                return replace(response, asked=url)
            remaining = deadline - self._clock()
            hop = urljoin(hop, location)
        found = f"more than {self._limits.redirects}, the last to {hop}"
        raise FetchError("too many redirects", asked=url, found=found)

    def _once(self, url: str, conditions: Mapping[str, str], deadline: float) -> tuple[Response, str]:
        """One request: the answer, and where it redirects to or empty."""
        from broadsheet.ingest.transport import Reach, exchange, resolve  # httpx takes 0.2 s to import

        left = partial(self._left, deadline)
        reach = Reach(self._resolver or resolve, self._allowed, left)
        with exchange(url, {**self._headers, **conditions}, reach=reach) as answer:
            if answer.status_code in _REDIRECTS and answer.headers.get("location"):
                return Response(url=url, status=answer.status_code), answer.headers["location"]
            return self._response(url, answer, left), ""

    def _left(self, deadline: float) -> float:
        return deadline - self._clock()

    def _response(self, url: str, answer: "httpx.Response", left: Callable[[], float]) -> Response:
        headers = answer.headers
        return Response(
            url=url,
            status=answer.status_code,
            body=b"" if answer.status_code == 304 else self._body(url, answer, left),
            content_type=headers.get("content-type", ""),
            etag=headers.get("etag", ""),
            last_modified=headers.get("last-modified", ""),
            wait=retry_after(headers.get("retry-after", ""), now=self._now()),
        )

    def _body(self, url: str, answer: "httpx.Response", left: Callable[[], float]) -> bytes:
        limit = self._limits.body
        length = answer.headers.get("content-length", "")
        if length.isascii() and length.isdigit() and int(length) > limit:
            raise TooLargeError("the page is too large", asked=url, found=f"{int(length):,} bytes, over {limit:,}")
        pieces = []
        for piece in inflated(answer.iter_raw(), encoding=answer.headers.get("content-encoding", ""), limit=limit):
            pieces.append(piece)
            if left() <= 0:
                raise TimeoutError(f"the body was still coming after {self._limits.seconds:g} seconds")
        return b"".join(pieces)
