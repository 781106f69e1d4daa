"""`/drafts`: every text in the making, by how near to print it is."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from broadsheet.serve.web._frame.site import Here

routes = APIRouter()

STATES = ("review", "draft", "approved", "published", "corrected", "withdrawn")
SHOWN = 200


@routes.get("/drafts")
def list_drafts(request: Request, site: Here, state: str = "") -> HTMLResponse:
    """The drafts, newest first within each state; `state` keeps one."""
    drafts = site.room.drafts(limit=SHOWN)
    groups = [(s, [d for d in drafts if d.value.state == s]) for s in STATES if state in {"", s}]
    return site.page(request, "drafts.html", groups=groups, state=state, states=STATES)
