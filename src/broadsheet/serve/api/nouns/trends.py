"""Trends: what rises, bursts, differs and is out of the ordinary, as numbers and as charts."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse, Response

from broadsheet.app.asked import Asked
from broadsheet.media import NARROW, WIDE, Look
from broadsheet.serve.api.context import Here, answer
from broadsheet.serve.windows import Picked
from broadsheet.trends import View

router = APIRouter(prefix="/api/v1/trends", tags=["trends"])

Kind = Literal["terms", "entities", "topics", "stories"]
Said = Annotated[str, Query(max_length=300)]
_MEDIA = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8"}


def picked(
    since: Said = "",
    until: Said = "",
    language: Said = "",
    outlet: Said = "",
    topic: Said = "",
    entity: Said = "",
    by: Said = "",
    zone: Said = "",
) -> Picked:
    """The window of a request: `since` and `until` are dates (the last one included) or times."""
    return Picked(since, until, language, outlet, topic, entity, by, zone)


Limits = Annotated[Picked, Depends(picked)]


@router.get("")
def get_trends(
    here: Here, limits: Limits, kind: Kind = "terms", n: Annotated[int, Query(ge=1, le=100)] = 10
) -> JSONResponse:
    """What rises most in the newest two days of the window against the days before."""
    return answer({"rising": here.room.rising(n, kind=kind, view=limits.view(here.room))})


@router.get("/bursts")
def get_bursts(
    here: Here, limits: Limits, kind: Kind = "terms", n: Annotated[int, Query(ge=1, le=500)] = 50
) -> JSONResponse:
    """The strongest bursts of the window: when each began and ended, its count, and what was due."""
    return answer({"bursts": here.room.bursts(n, kind=kind, view=limits.view(here.room))})


@router.get("/series")
def get_series(here: Here, limits: Limits, kind: Kind = "terms", subject: Said = "") -> JSONResponse:
    """Count and sentiment by time and by outlet, of one subject (an entity as `type:name`) or of all articles."""
    view = limits.view(here.room)
    found = here.room.series(subject, kind=kind, view=view)
    return answer({"series": found, "coverage": here.room.coverage(subject, kind=kind, view=view)})


@router.get("/compare")
def compare(
    here: Here,
    limits: Limits,
    kind: Kind = "terms",
    n: Annotated[int, Query(ge=1, le=200)] = 20,
    compare_since: Said = "",
    compare_until: Said = "",
) -> JSONResponse:
    """What is said more in the window than in the period before it (or the one given), and what less."""
    now, then = periods(here, limits, since=compare_since, until=compare_until)
    return answer({"now": now, "then": then, "differences": here.room.compare(now, then, kind=kind, n=n)})


@router.get("/anomalies")
def get_anomalies(here: Here, limits: Limits, kind: Kind = "terms", subject: Said = "") -> JSONResponse:
    """The bins with more or fewer articles than was to be expected, and the outlets that have fallen silent."""
    view = limits.view(here.room)
    odd = here.room.anomalies(subject, kind=kind, view=view)
    return answer({"anomalies": odd, "silences": here.room.silences(view=view)})


@router.get("/charts/{name}.{format}", responses={200: {"content": {media: {} for media in _MEDIA.values()}}})
def get_chart(
    here: Here,
    limits: Limits,
    name: str,
    format: Literal["svg", "png", "csv"],
    kind: Kind = "topics",
    subject: Said = "",
    compare_since: Said = "",
    compare_until: Said = "",
    n: Annotated[int, Query(ge=1, le=40)] = 12,
    labels: Literal["en", "zh"] = "en",
    theme: Literal["light", "dark"] = "light",
    size: Literal["wide", "narrow"] = "wide",
) -> Response:
    """A chart as a file: the picture, or the numbers that it is drawn from."""
    now, then = limits.view(here.room), None
    if compare_since or compare_until:
        now, then = periods(here, limits, since=compare_since, until=compare_until)
    asked = Asked(now, kind=kind, subject=subject, then=then, language=labels, n=n)
    look = Look(width=NARROW if size == "narrow" else WIDE, theme=theme)
    body = here.room.chart(name, asked, format=format, look=look)
    return Response(
        body, media_type=_MEDIA[format], headers={"content-disposition": f'inline; filename="{name}.{format}"'}
    )


def periods(here: Here, limits: Picked, *, since: str, until: str) -> tuple[View, View]:
    """The window and the period given; without one, the window's newest week and the rest of it."""
    view = limits.view(here.room)
    if not since and not until:
        return here.room.split(view)
    other = Picked(since, until, limits.language, limits.outlet, limits.topic, limits.entity, limits.by, limits.zone)
    return view, other.view(here.room)
