"""`/drafts/{id}/compared`: the candidates of a draft side by side."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from broadsheet import write
from broadsheet.serve.web._frame.site import Here

routes = APIRouter()


@routes.get("/drafts/{id:int}/compared")
def compare_variants(request: Request, site: Here, id: int) -> HTMLResponse:
    """Length, style, faithfulness and difference of each candidate, with the way to look at it."""
    draft = site.room.draft(id).value
    return site.page(request, "compared.html", id=id, draft=draft, compared=write.compared(draft))
