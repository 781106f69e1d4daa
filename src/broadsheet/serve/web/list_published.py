"""`/published`: what went out, newest first, and the feeds that carry it."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from broadsheet.serve.web._frame.site import Here

routes = APIRouter()

SHOWN = 100


@routes.get("/published")
def list_published(request: Request, site: Here, language: str = "") -> HTMLResponse:
    """The publications; `language` keeps one."""
    pieces = site.room.publications(language=language, limit=SHOWN)
    return site.page(request, "published.html", pieces=pieces, language=language, feeds=site.room.feeds())
