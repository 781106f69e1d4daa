"""`/audience`: the page where an analyst sees what readers were shown and did; each figure comes as a fragment."""

from dataclasses import asdict
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from broadsheet.app.gauging import AUDIENCE_FIGURES, AUDIENCE_FORMATS
from broadsheet.core import BroadsheetError
from broadsheet.serve.web._frame.charts import drawn
from broadsheet.serve.web._frame.site import Here, Site, language_of
from broadsheet.serve.windows import AudienceWindow
from broadsheet.trends import View

routes = APIRouter()

SECTIONS = ("readers", "ranking", "variety", "fairness", "learning")
Said = Annotated[str, Query(max_length=60)]


def picked(since: Said = "", until: Said = "", language: Said = "", by: Said = "") -> AudienceWindow:
    """The window of a request."""
    return AudienceWindow(since, until, language, by)


Limits = Annotated[AudienceWindow, Depends(picked)]


@routes.get("/audience")
def show_audience(request: Request, site: Here, limits: Limits) -> HTMLResponse:
    """The window in numbers, and where the figures come, section by section."""
    view, problem = _view(site, limits)
    log = site.room.audience(view, words=language_of(request))
    sections = {
        section: [name for name in AUDIENCE_FIGURES.names() if section == AUDIENCE_FIGURES.load(name).SECTION]
        for section in SECTIONS
    }
    query = {} if problem else {name: value for name, value in asdict(limits).items() if value}
    return site.page(
        request,
        "audience.html",
        heads=site.room.audience_heads(log),
        sections=sections,
        limits=limits,
        query=query,
        problem=problem,
    )


@routes.get("/audience/figures/{name}")
def show_audience_figure(request: Request, site: Here, limits: Limits, name: str) -> HTMLResponse:
    """A figure with its numbers and its files: a fragment."""
    log = site.room.audience(limits.view(site.room), words=language_of(request))
    told = urlencode({**{k: v for k, v in asdict(limits).items() if v}, "labels": log.words})
    links = {kind: f"/api/v1/audience/{name}.{kind}?{told}" for kind in AUDIENCE_FORMATS[::-1]}
    sheet = site.room.audience_sheet(name, log)
    figure = drawn(name, sheet, chart=AUDIENCE_FIGURES.load(name).CHART, links=links)
    return site.page(request, "parts/figure.html", figure=figure)


def _view(site: Site, limits: AudienceWindow) -> tuple[View, BroadsheetError | None]:
    """The window asked for, or the usual one and what is wrong with the asked one."""
    try:
        return limits.view(site.room), None
    except BroadsheetError as error:
        return site.room.audience_view(), error
