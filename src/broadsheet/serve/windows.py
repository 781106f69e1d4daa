"""A window of time as people write it: dates or times, a zone as +08:00; read the same way by every door."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from broadsheet.app import Newsroom
from broadsheet.core import InvalidInputError
from broadsheet.trends import View

_ZONE = re.compile(r"([+-])(\d{1,2})(?::?([0-5]\d))?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Picked:
    """What was asked, as text: empty for what was not. A day as `until` is meant with all its hours."""

    since: str = ""
    until: str = ""
    language: str = ""
    outlet: str = ""
    topic: str = ""
    entity: str = ""
    by: str = ""
    zone: str = ""

    def view(self, room: Newsroom) -> View:
        """The window; raises `InvalidInputError` for what is no date or zone, and for a window that is empty."""
        minutes = offset(self.zone)
        like = room.view()
        first, last = moment(self.since, zone=minutes), moment(self.until, zone=minutes, is_end=True)
        found = room.view(since=first, until=last)
        view = View(
            first or found.since,
            last or like.until,
            self.language,
            self.outlet,
            self.topic,
            self.entity,
            self.by,
            minutes,
        )
        view.bins()
        return view


@dataclass(frozen=True, slots=True)
class AudienceWindow:
    """The same of what readers were shown and did: by default the four weeks up to now."""

    since: str = ""
    until: str = ""
    language: str = ""
    by: str = ""

    def view(self, room: Newsroom) -> View:
        """The window; raises `InvalidInputError` and `UnknownNameError` as `Picked` does."""
        first, last = moment(self.since), moment(self.until, is_end=True)
        return room.audience_view(since=first, until=last, language=self.language, unit=self.by)


def moment(text: str, *, zone: int = 0, is_end: bool = False) -> datetime | None:
    """The time that `text` names: of a day the beginning or the end, by the clock `zone` minutes east of UTC.

    None where there is no text; raises `InvalidInputError`.
    """
    said = text.strip()
    if not said:
        return None
    try:
        found = datetime.fromisoformat(said)
    except ValueError as error:
        raise InvalidInputError("this is not a date", asked=text, do="write it as 2026-11-08") from error
    if is_end and _DAY.fullmatch(said):
        found = found + timedelta(days=1) if found.date() < datetime.max.date() else datetime.max
    try:
        return (found if found.tzinfo else found.replace(tzinfo=timezone(timedelta(minutes=zone)))).astimezone(UTC)
    except OverflowError:
        return found.replace(tzinfo=UTC)


def offset(text: str) -> int:
    """Minutes east of UTC of `+08:00`, `-5`, `UTC+8` or nothing; raises `InvalidInputError`."""
    said = text.strip().upper().removeprefix("UTC").replace("−", "-")
    if said in {"", "Z"}:
        return 0
    found = _ZONE.fullmatch(said if said[0] in "+-" else f"+{said}")
    if not found or int(found[2]) > 14:
        raise InvalidInputError("this is not an offset from UTC", asked=text, do="write it as +08:00")
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    return -minutes if found[1] == "-" else minutes
