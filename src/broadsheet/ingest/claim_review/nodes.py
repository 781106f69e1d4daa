"""Where the ClaimReviews of a file are: in a page's scripts, a graph, a data feed, a list, a line each, or nested."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from broadsheet.core import BroadsheetError, FactCheck, InvalidInputError, ParseError
from broadsheet.ingest.claim_review.fields import Node, fact_check, searched
from broadsheet.ingest.claim_review.values import items, text
from broadsheet.ingest.decode import decode
from broadsheet.ingest.problem import Problem

_SCRIPT = re.compile(
    r"<script\b[^>]{0,500}?type\s*=\s*[\"']?application/ld\+json[^>]{0,500}>(?P<json>.*?)</script", re.I | re.S
)
_WRAPPING = re.compile(r"\A\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?://)?\s*(?:\]\]>|-->)\s*\Z")
_DEEPEST = 40  # levels; the deepest met are nine, and a bomb has thousands
_PLACE = {"@id", "@type"}


def fact_checks(payload: bytes, *, url: str = "", content_type: str = "") -> Iterator[FactCheck | Problem]:
    """The fact checks of an HTML page or a JSON file, in its order; what can't be read is a `Problem` beside them.

    `url` is where it came from: addresses are resolved against it. A MediaReview rates pictures and is a `Problem` too.
    Raises `ParseError` when there is neither JSON nor a JSON-LD script in it, and `InvalidInputError` when it is empty.
    """
    said = decode(payload, content_type=content_type)
    if not said.strip("\x00 \t\r\n\ufeff"):
        raise InvalidInputError("there is nothing in this file", asked=url)
    page = url if url.startswith(("http://", "https://")) else ""
    for document in _documents(said, name=url):
        if isinstance(document, Problem):
            yield document
        else:
            yield from _read(document, page=page, name=url)


def _read(document: Any, *, page: str, name: str) -> Iterator[FactCheck | Problem]:
    known = dict(_identified(document))
    for number, node in enumerate(_reviews(document), 1):
        what = f"{text(node.get('url'), limit=200) or name or 'fact check'} #{number}"
        try:
            if _is(node, "MediaReview"):
                raise InvalidInputError("a MediaReview rates pictures and video, which are not taken in")
            yield fact_check(_linked(node, known), page=page)
        except BroadsheetError as error:
            yield Problem(what, error)


def _documents(said: str, *, name: str) -> Iterator[Any]:
    """The JSON documents: the whole file, a page's scripts, or a line each."""
    start = said.lstrip("\ufeff \t\r\n")[:1]
    if start == "<":
        scripts = [m["json"] for m in _SCRIPT.finditer(said)]
        if not scripts:
            raise ParseError("this page has no JSON-LD", asked=name, do="give a page or a file with ClaimReview in it")
        for number, script in enumerate(scripts, 1):
            try:
                yield _loaded(_WRAPPING.sub("", script))
            except (ValueError, RecursionError) as error:
                yield _broken(f"{name or 'page'} script {number}", error)
        return
    try:
        yield _loaded(said)
    except (ValueError, RecursionError) as error:
        rows = [line for line in said.splitlines() if line.strip()]
        if len(rows) < 2 or not rows[0].lstrip("\ufeff \t").startswith("{"):
            raise ParseError("this is neither JSON nor a page", asked=name, found=str(error)) from error
        yield from _lines(rows, name=name)


def _lines(rows: list[str], *, name: str) -> Iterator[Any]:
    for number, row in enumerate(rows, 1):
        try:
            yield _loaded(row)
        except (ValueError, RecursionError) as error:
            yield _broken(f"{name or 'file'} line {number}", error)


def _loaded(said: str) -> Any:
    # Pages put raw line ends into strings, which strict JSON does not allow.
    return json.loads(said.strip("\ufeff \t\r\n"), strict=False)


def _broken(what: str, error: Exception) -> Problem:
    return Problem(what, ParseError("this is not JSON", found=str(error)))


def _reviews(document: Any) -> Iterator[Node]:
    """Every ClaimReview and MediaReview of a document, however deep, in order; none inside another."""
    for node in _nodes(document):
        if _is(node, "ClaimReview") or _is(node, "MediaReview"):
            yield node
        elif isinstance(node.get("claimReview"), list) and "text" in node:
            yield from searched(node)


def _nodes(value: Any, depth: int = 0) -> Iterator[Node]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, Mapping):
        yield value
        if not _is(value, "ClaimReview"):
            for item in value.values():
                yield from _nodes(item, depth + 1)


def _is(node: Node, kind: str) -> bool:
    """Whether it is of a type, written plainly, with a prefix or as the type's address."""
    return any(isinstance(t, str) and re.split(r"[/:#]", t)[-1] == kind for t in items(node.get("@type")))


def _identified(document: Any) -> Iterator[tuple[str, Node]]:
    """What a graph gives a name to; a bare reference is none."""
    for node in _nodes(document):
        id = node.get("@id")
        if isinstance(id, str) and set(node) - _PLACE:
            yield id, node


def _linked(node: Node, known: Mapping[str, Node]) -> Node:
    """`node` with the references of its own properties put in place (`{"@id": "#claim"}`)."""

    def placed(value: Any) -> Any:
        if isinstance(value, list):
            return [placed(v) for v in value]
        if isinstance(value, Mapping) and not set(value) - _PLACE:
            return known.get(str(value.get("@id")), value)
        return value

    return {key: placed(value) for key, value in node.items()}
