"""What a source plugin yields, and the shape of one.

A source plugin is a module in `sources/` with two functions and no state. It knows no store and no network.
"""

from collections.abc import Iterator
from typing import Protocol

from broadsheet.core import Article, Entry, InvalidInputError, Source
from broadsheet.ingest.problem import Problem

# An entry may still need its page; an article is whole; a source leads on (an OPML's feeds, an index's sitemaps).
Item = Entry | Article | Source | Problem


class SourceFormat(Protocol):
    """A module in `sources/`."""

    def matches(self, payload: bytes, *, url: str = "", content_type: str = "") -> float:
        """How sure it is, 0 to 1, that the payload is of its kind; a look at the first bytes, no parsing."""

    def entries(self, payload: bytes, *, url: str = "", content_type: str = "") -> Iterator[Item]:
        """What the payload lists, in its order.

        Raises `InvalidInputError` when it is empty, `ParseError` when it is of another kind, `TooLargeError`.
        """


def filled(payload: bytes, *, what: str) -> bytes:
    """`payload`, unless there is nothing in it: then `InvalidInputError`."""
    if not payload.strip(b"\x00 \t\r\n") or payload in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        raise InvalidInputError(f"the {what} is empty", found=f"{len(payload)} bytes", do="check how it was saved")
    return payload
