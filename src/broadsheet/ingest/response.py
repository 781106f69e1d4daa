"""What came back from a server, with the headers a newsroom acts on."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from broadsheet.core import FetchError
from broadsheet.ingest import dates

_GONE = (404, 410)
_MAX_WAIT = timedelta(days=7)  # nobody means more; a typo in a header must not silence a source for a year


@dataclass(frozen=True, slots=True)
class Response:
    """An answer. `url` is where it came from in the end, `asked` where it was looked for; `wait` its Retry-After."""

    url: str
    status: int = 200
    body: bytes = b""
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    wait: timedelta | None = None
    asked: str = ""

    @property
    def charset(self) -> str:
        """The charset the server declared, or empty."""
        _, _, rest = self.content_type.lower().partition("charset=")
        return rest.split(";")[0].strip("\"' ")

    def check(self) -> "Response":
        """Itself; raises `FetchError` when the status is an error."""
        if self.status < 400:
            return self
        advice = "check the address" if self.status in _GONE else "try again later"
        raise FetchError(f"the server answered {self.status}", asked=self.asked or self.url, do=advice)


def retry_after(value: str, *, now: datetime) -> timedelta | None:
    """The wait a Retry-After header asks for (RFC 9110 10.2.3: seconds or a date), 0 to 7 days; None without one."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=int(text[:9])), _MAX_WAIT)
    moment = dates.parse(text)
    return None if moment is None else max(timedelta(0), min(moment - now, _MAX_WAIT))
