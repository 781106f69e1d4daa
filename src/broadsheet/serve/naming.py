"""What a request from elsewhere may name: sources in the archive or on the web, and days with their zone."""

from datetime import UTC, datetime

from broadsheet.core import InvalidInputError

_YEARS = range(1000, 9000)  # days are counted back and forth from a date; the calendar ends at 1 and 9999
_KINDS = ("article", "story", "entity", "")


def named_source(source: str) -> str:
    """The source as `room.evidence` knows it; the server's own files are not to be read from outside.

    `12`, `article:12`, `story:5`, `entity:7` or an address; raises `InvalidInputError` for anything else.
    """
    kind, colon, number = source.strip().rpartition(":")
    if source.strip().startswith(("http://", "https://")):
        return source.strip()
    if number.isdecimal() and len(number) < 19 and kind in _KINDS:  # a database counts no further
        return source.strip() if colon else f"article:{number}"
    raise InvalidInputError(
        "a source is named by its id or its address", asked=source, do="give 12, story:5, entity:7 or https://..."
    )


def aware(at: datetime | None) -> datetime | None:
    """A time with its zone, UTC where it has none; raises `InvalidInputError` at the ends of the calendar."""
    if at is None:
        return None
    if at.year not in _YEARS:
        raise InvalidInputError("this is not a date of a text", asked=at.isoformat(), do="give a year of four figures")
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def day(text: str) -> datetime | None:
    """A day (`2026-06-09`) or a time in ISO 8601, None for a blank; raises `InvalidInputError` as `aware`."""
    if not text.strip():
        return None
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        raise InvalidInputError("a day is written 2026-06-09", asked=text) from None
    return aware(at)
