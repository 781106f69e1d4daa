"""Reads a URL, a file, a folder or what is piped in, and hands out articles one by one; what fails is a `Problem`."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from broadsheet.core import Article, BroadsheetError, Entry, InvalidInputError, NotFoundError, Source, TooLargeError
from broadsheet.ingest import extract, kinds
from broadsheet.ingest.fetch import Web
from broadsheet.ingest.item import Item
from broadsheet.ingest.problem import Problem

FILE_BYTES = 512 * 1024 * 1024  # a year of an agency as JSON lines; a larger file is better cut in parts
PAGES = 200  # pages of one sitemap, newest first: three minutes at one request a second
_DEPTH = 3  # a list of sitemap indexes of sitemaps; further down nobody meant to go


def read(
    what: str, *, http: Web | None, kind: str = "", stdin: bytes | None = None, pages: int = PAGES
) -> Iterator[Article | Problem]:
    """The articles `what` holds: a URL, a file, a folder (with what is below it) or `-` for `stdin`.

    `kind` names a source plugin where finding out is not wanted. `pages` bounds what is fetched for one list of
    pages. Lazy: nothing is read before it is asked for. An unknown `kind` raises `UnknownNameError` and an empty `what`
    `InvalidInputError` at once; every other failure comes as a `Problem` beside the articles.
    """
    if kind:
        kinds.FORMATS.load(kind)
    if not what.strip():
        raise InvalidInputError("nothing is named to be read", do="give a URL, a file, a folder or -")
    reading = _Reading(http=http, kind=kind, pages=pages)
    if what == "-":
        return reading.payload(stdin or b"", name="standard input")
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", what):
        return reading.url(what)
    return reading.path(Path(what).expanduser())


class _Reading:
    """One call of `read`: what it was told, kept for the way down."""

    def __init__(self, *, http: Web | None, kind: str, pages: int) -> None:
        self._http, self._kind, self._pages = http, kind, pages

    def url(self, url: str, *, kind: str = "", depth: int = 0) -> Iterator[Article | Problem]:
        """What is behind a URL."""
        try:
            if self._http is None:
                raise InvalidInputError("nothing is fetched here", asked=url, do="give a file, or allow the network")
            answer = self._http.get(url).check()
            found = kinds.items(answer.body, url=answer.url, content_type=answer.content_type, kind=kind or self._kind)
            yield from self._articles(found, where=url, depth=depth)
        except BroadsheetError as error:
            yield Problem(url, error)

    def path(self, path: Path) -> Iterator[Article | Problem]:
        """What a file or folder holds."""
        if path.is_dir():
            yield from chain.from_iterable(map(self._file, _files(path)))
        elif path.exists():
            yield from self._file(path)
        else:
            yield Problem(str(path), NotFoundError("there is no such file or folder", asked=str(path)))

    def _file(self, path: Path) -> Iterator[Article | Problem]:
        try:
            size = path.stat().st_size
            if size > FILE_BYTES:
                raise TooLargeError(
                    "the file is too large", asked=str(path), found=f"{size:,} bytes, over {FILE_BYTES:,}"
                )
            payload = path.read_bytes()
        except OSError as error:
            yield Problem(str(path), InvalidInputError("the file can't be read", asked=str(path), found=str(error)))
        except BroadsheetError as error:
            yield Problem(str(path), error)
        else:
            yield from self.payload(payload, name=str(path))

    def payload(self, payload: bytes, *, name: str) -> Iterator[Article | Problem]:
        """What some bytes hold."""
        try:
            found = kinds.items(payload, url=name, kind=self._kind)
            yield from self._articles(found, where=name, depth=0)
        except BroadsheetError as error:
            yield Problem(name, error)

    def _articles(self, items: Iterator[Item], *, where: str, depth: int) -> Iterator[Article | Problem]:
        fetched = 0
        for item in items:
            if isinstance(item, Problem | Article):
                yield item
            elif isinstance(item, Source):
                yield from self._led_on(item, depth)
            elif fetched >= self._pages:
                found = f"the first {self._pages} were read"
                yield Problem(where, TooLargeError("more pages are listed than are fetched at once", found=found))
                return
            else:
                fetched += not (item.html or item.text or item.summary)
                yield completed(item, self._http)

    def _led_on(self, source: Source, depth: int) -> Iterator[Article | Problem]:
        if depth >= _DEPTH:
            yield Problem(source.url, TooLargeError("lists of lists go too deep", found=f"{depth} levels"))
        else:
            yield from self.url(source.url, kind=source.kind, depth=depth + 1)


def _files(folder: Path) -> Iterator[Path]:
    """The files below `folder` in order, hidden ones and links that lead elsewhere left out."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            yield from _files(path)
        elif path.is_file():
            yield path


def completed(entry: Entry, http: Web | None) -> Article | Problem:
    """The article of an entry, its page fetched when its own text is a teaser.

    When the page can't be had, a teaser is kept and tagged `summary-only`; without even that it is a `Problem`.
    """
    own = extract.from_entry(entry)
    if http is None or not own.url or not extract.is_short(own.text):
        return own if own.text else _nothing(entry)
    try:
        answer = http.get(own.url).check()
        page = extract.article(answer.body, url=answer.url, content_type=answer.content_type)
    except BroadsheetError as error:
        return replace(own, tags=(*own.tags, extract.SHORT)) if own.text else Problem(own.url, error)
    return extract.completed(own, page)


def _nothing(entry: Entry) -> Problem:
    error = InvalidInputError("the entry has no text", asked=entry.title, do="let its page be fetched")
    return Problem(entry.url or entry.title or "entry", error)
