"""The body of a post of events: read fast when all of it fits, and act by act when some of it doesn't."""

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from broadsheet.core import InvalidInputError, Refusal, Taken, Told

MOST = 10_000
"""Acts of one post: a tenth of a second of work, and no more than a phone has gathered in a week without a net."""
_ALL = TypeAdapter(list[Told])
_ONE = TypeAdapter(Told)
Read = tuple[list[tuple[int, Told]], list[Refusal]]


def read(body: bytes, *, lines: bool) -> Read:
    """The acts of a body with their places in it, and those that are none; JSON, or JSON lines when `lines`.

    Raises `InvalidInputError` when the body is neither, or holds more than `MOST`.
    """
    items, torn = _of_lines(body) if lines else (_of_document(body), {})
    if len(items) > MOST:
        raise InvalidInputError("too many events at once", found=f"{len(items):,}", do=f"send {MOST:,} at a time")
    if not torn:
        try:
            return list(enumerate(_ALL.validate_python(items))), []
        except ValidationError:
            pass  # which of them is found out one by one
    told: list[tuple[int, Told]] = []
    refused: list[Refusal] = []
    for index, item in enumerate(items):
        reason = torn.get(index) or _take_in(index, item, told)
        if reason:
            refused.append(Refusal(index, _key(item), reason))
    return told, refused


def taken_of(taken: Taken, places: Sequence[int], refused: Sequence[Refusal]) -> Taken:
    """What became of a whole body: of its acts, which stood at `places`, and of what was refused before."""
    later = [Refusal(places[r.index], r.key, r.reason) for r in taken.refused]
    everything = tuple(sorted([*refused, *later], key=lambda r: r.index))
    return Taken(taken.received + len(refused), taken.new, everything, tuple(places[c] for c in taken.clamped))


def _of_document(body: bytes) -> list[Any]:
    try:
        document = from_json(body)
    except ValueError as error:
        raise InvalidInputError("the body is no JSON", found=str(error)[:200], do="send {“events”: [...]}") from error
    if isinstance(document, dict) and "events" in document:
        document = document["events"]
    elif isinstance(document, dict):
        document = [document]
    if not isinstance(document, list):
        raise InvalidInputError("the body holds no events", found=type(document).__name__, do="send {“events”: [...]}")
    return document


def _of_lines(body: bytes) -> tuple[list[Any], dict[int, str]]:
    """What the lines hold, and of those that are torn why."""
    lines = [line for line in body.splitlines() if line.strip()]
    try:
        return from_json(b"[" + b",".join(lines) + b"]"), {}
    except ValueError:
        pass  # which line it is is found out one by one
    items: list[Any] = []
    torn: dict[int, str] = {}
    for index, line in enumerate(lines):
        try:
            items.append(from_json(line))
        except ValueError as error:
            items.append(None)
            torn[index] = f"the line is no JSON: {error}"[:200]
    return items, torn


def _take_in(index: int, item: Any, told: list[tuple[int, Told]]) -> str:
    """Put one act with the others, or say what does not fit."""
    try:
        told.append((index, _ONE.validate_python(item)))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        return ": ".join((*map(str, first["loc"]), first["msg"]))
    return ""


def _key(item: Any) -> str:
    key = item.get("key") if isinstance(item, dict) else None
    return key[:200] if isinstance(key, str) else ""
