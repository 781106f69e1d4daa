"""`/drafts/{id}`: the drafting page. Each sentence with what it stands on, what to look at, and what to decide."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from broadsheet.core import ConflictError
from broadsheet.core.unsaved import Unsaved
from broadsheet.serve.web._frame.conflicts import show_conflict
from broadsheet.serve.web._frame.drafting import draft_values
from broadsheet.serve.web._frame.site import Here, back_to, keep, lines
from broadsheet.serve.web._frame.studio import studio_values

routes = APIRouter()

Text = Annotated[str, Form()]
Number = Annotated[int, Form()]


@routes.get("/drafts/{id:int}")
def show_draft(request: Request, site: Here, id: int, variant: int | None = None) -> HTMLResponse:
    """The draft; `variant` looks at another candidate without choosing it."""
    values = draft_values(site, request, id, variant=variant)
    studio = studio_values(site, request, values) if values["editable"] else {}
    return site.page(request, "draft.html", studio=studio, **values)


@routes.post("/drafts/{id:int}/text")
def save_draft(
    request: Request, site: Here, id: int, text: Text, expected: Number, by: Text, seat: Text = ""
) -> Response:
    """Save an edit; when somebody saved first (409), the three texts are shown, and what they come to together."""
    mine = Unsaved(id, lines(text), expected, by.strip()[:80], seat)
    try:
        site.room.edit_draft(id, mine.text, by=by.strip(), expected=expected)
    except ConflictError as error:
        if site.room.draft_revision(id) == expected:
            raise
        meeting = site.room.meet(id, mine.text, base=expected)
        return show_conflict(request, site, mine, meeting=meeting, error=error)
    site.room.put_away(mine)
    return _signed(f"/drafts/{id}", by)


@routes.post("/drafts/{id:int}/fix")
def apply_fix(site: Here, id: int, start: Number, end: Number, fix: Text, expected: Number, by: Text = "") -> Response:
    """Put a finding's replacement in its place; the text is checked again."""
    draft = site.room.draft(id).value
    text = draft.variants[draft.chosen].text
    fixed = text[:start] + fix + text[end:]
    site.room.edit_draft(id, fixed, by=by.strip() or "editor", expected=expected)
    return back_to(f"/drafts/{id}")


@routes.post("/drafts/{id:int}/variant")
def choose_variant(site: Here, id: int, variant: Number, by: Text = "") -> RedirectResponse:
    """Go on with another candidate."""
    site.room.choose_variant(id, variant, by=by.strip() or "editor")
    return back_to(f"/drafts/{id}")


@routes.post("/drafts/{id:int}/decide")
def decide_draft(site: Here, id: int, action: Text, by: Text, note: Text = "") -> RedirectResponse:
    """Take one step: submit, approve, reject, clear a sentence, or publish, which leads to the public's view."""
    site.room.decide(id, action, by=by.strip(), note=note)
    if action == "publish":
        piece = site.room.publication_of(id)
        return _signed(f"/published/{piece.id}" if piece else f"/drafts/{id}", by)
    return _signed(f"/drafts/{id}", by)


def _signed(address: str, by: str) -> RedirectResponse:
    response = back_to(address)
    keep(response, {"editor": by.strip()})
    return response
