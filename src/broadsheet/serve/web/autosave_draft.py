"""`/drafts/{id}/autosave`: what an editor types is kept every few seconds, as no revision."""

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import JSONResponse, RedirectResponse

from broadsheet.core.unsaved import Unsaved
from broadsheet.serve.web._frame.site import Here, back_to, lines

routes = APIRouter()

Text = Annotated[str, Form()]


@routes.post("/drafts/{id:int}/autosave")
def autosave_draft(
    site: Here,
    id: int,
    base: Annotated[int, Form()],
    seat: Annotated[str, Form(max_length=64)],
    text: Text = "",
    by: Text = "",
) -> JSONResponse:
    """Keep the text; the answer says when, and the latest revision with who saved it, so that an editor is warned."""
    kept = site.room.autosave(Unsaved(id, lines(text), base, by.strip()[:80], seat))
    revision = site.room.draft_revision(id)
    told = {"saved": kept.created.isoformat() if kept.created else None, "revision": revision}
    if revision != base:
        told["by"] = site.room.versions(id)[0].by
    return JSONResponse(told)


@routes.post("/drafts/{id:int}/put-away")
def put_away(site: Here, id: int, seat: Text, by: Text = "") -> RedirectResponse:
    """Forget what a window autosaved: its editor does not want it back."""
    site.room.put_away(Unsaved(id, "", 0, by.strip()[:80], seat))
    return back_to(f"/drafts/{id}")
