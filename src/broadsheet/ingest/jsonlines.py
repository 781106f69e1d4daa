"""JSON lines read one by one: a bad line is a problem with its number, the rest goes on."""

import json
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import Any

from broadsheet.core import Article, BroadsheetError, InvalidInputError, ParseError
from broadsheet.ingest.decode import decode
from broadsheet.ingest.problem import Problem

_LINE_BYTES = 16_000_000  # no article is longer; a file without line ends is not JSON lines


def rows(
    payload: bytes, *, url: str, content_type: str, read: Callable[[Mapping[str, Any]], Article]
) -> Iterator[Article | Problem]:
    """`read(object)` for each line's object, lazily; what fails is a `Problem` named by file and line."""
    where = url or "input"
    for number, line in _lines(payload, content_type):
        try:
            yield read(_object(line))
        except BroadsheetError as error:
            yield Problem(f"{where} line {number}", error)


def _lines(payload: bytes, content_type: str) -> Iterator[tuple[int, str]]:
    """Line by line; UTF-16 and other encodings that need the whole are decoded as one."""
    head = payload[:4096]
    is_line_safe = not (head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head)
    if is_line_safe:
        for number, raw in enumerate(BytesIO(payload.removeprefix(b"\xef\xbb\xbf")), start=1):
            if raw.strip():
                yield number, _line(raw, content_type)
        return
    for number, text in enumerate(decode(payload, content_type=content_type).split("\n"), start=1):
        if text.strip("\x00\r "):
            yield number, text


def _line(raw: bytes, content_type: str) -> str:
    return raw.decode("utf-8") if _is_utf8(raw) else decode(raw, content_type=content_type)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _object(line: str) -> Mapping[str, Any]:
    if len(line) > _LINE_BYTES:
        raise ParseError("the line is too long for an article", found=f"{len(line):,} characters")
    try:
        found = json.loads(line, strict=False)
    except (ValueError, RecursionError) as error:
        raise ParseError("the line is not JSON", found=str(error), do="one JSON object a line") from error
    if not isinstance(found, dict):
        raise InvalidInputError(
            "the line is not a JSON object", found=repr(found)[:60], do='{"title": ..., "text": ...}'
        )
    return found
