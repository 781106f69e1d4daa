"""A burst: whatever begins to burst in the news, or one subject alone, is told of once for each burst."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from broadsheet.core import Alert, InvalidInputError, Stored, Watch
from broadsheet.store import KINDS

if TYPE_CHECKING:
    from broadsheet.app.trending import Trending
    from broadsheet.trends import Trend

FIELDS = ("kind", "subject", "language", "outlet")
LOOKED_AT = 200  # bursts of one look: more than ever go on at once


def checked(room: "Trending", value: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG001 - the shape of a watch
    """The kind of subject (terms where it is left out) and what narrows it; raises `InvalidInputError` for another."""
    asked = {name: str(value.get(name) or "").strip() for name in FIELDS}
    kind = asked["kind"] or "terms"
    if kind not in KINDS:
        raise InvalidInputError("there is no such kind of subject", asked=kind, choices=sorted(KINDS))
    named = {"subject": asked["subject"], "kind": kind, "language": asked["language"], "outlet": asked["outlet"]}
    return {name: text for name, text in named.items() if text}


def begun(room: "Trending") -> dict[str, Any]:
    """Bursts that had begun by now are known."""
    return {"after": room.edition().isoformat()}


def news(room: "Trending", watch: Stored[Watch], state: Mapping[str, Any]) -> tuple[list[Alert], Mapping[str, Any]]:
    """An alert of each burst that is on and was not at the look before."""
    value = watch.value.value
    kind, subject = str(value.get("kind", "terms")), str(value.get("subject", "")).casefold()
    like = room.view()
    view = type(like)(like.since, like.until, str(value.get("language", "")), str(value.get("outlet", "")))
    on = {_name(t): t for t in room.rising(LOOKED_AT, kind=kind, view=view) if t.is_on}
    wanted = {name: t for name, t in on.items() if not subject or subject in (name.casefold(), t.term.casefold())}
    if "on" in state:
        known = set(state["on"])
    else:
        after = datetime.fromisoformat(str(state["after"]))
        known = {name for name, t in wanted.items() if t.start is not None and t.start.date() < after.date()}
    told = [_alert(room, watch.id, trend) for name, trend in wanted.items() if name not in known]
    return told, {**state, "on": sorted(wanted)}


def _name(trend: "Trend") -> str:
    return f"{trend.type}:{trend.term}" if trend.type else trend.term


def _alert(room: "Trending", watch: int, trend: "Trend") -> Alert:
    began = trend.start.date().isoformat() if trend.start else ""
    value = {
        "title": room.called(trend.term, kind=trend.kind, language=trend.language or "en"),
        "subject": _name(trend),
        "kind": trend.kind,
        "since": began,
        "count": trend.count,
        "expected": trend.expected,
    }
    return Alert(watch, f"{trend.kind}:{_name(trend)}:{began}", value, trend.articles[0] if trend.articles else None)
