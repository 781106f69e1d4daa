"""`/drafts/{id}`: the drafting page. Each sentence with what it stands on, what to look at, and what to decide."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from broadsheet.core import ConflictError, Draft, Stored, Variant
from broadsheet.serve.web._frame.drafting import draft_values
from broadsheet.serve.web._frame.passages import paragraphs, passages
from broadsheet.serve.web._frame.site import Here, Site, back_to, keep

routes = APIRouter()

Text = Annotated[str, Form()]
Number = Annotated[int, Form()]


@routes.get("/drafts/{id:int}")
def show_draft(request: Request, site: Here, id: int, variant: int | None = None) -> HTMLResponse:
    """The draft; `variant` looks at another candidate without choosing it."""
    return site.page(request, "draft.html", **draft_values(site, request, id, variant=variant))


@routes.post("/drafts/{id:int}/check")
def recheck_draft(request: Request, site: Here, id: int, text: Text) -> HTMLResponse:
    """What the check says of a text that is not saved yet: a fragment."""
    draft = site.room.draft(id).value
    text = _lines(text)
    report = site.room.check(text, draft.sources, language=draft.language)
    cut = passages(Variant(text, report=report))
    return site.page(
        request, "parts/recheck.html", report=report, paragraphs=paragraphs(cut), tongue=draft.language, draft=draft
    )


@routes.post("/drafts/{id:int}/text")
def save_draft(request: Request, site: Here, id: int, text: Text, expected: Number, by: Text) -> Response:
    """Save an edit; when somebody saved first (409), both texts are shown to choose from."""
    try:
        site.room.edit_draft(id, _lines(text), by=by.strip(), expected=expected)
    except ConflictError as error:
        stored = site.room.draft(id)
        if site.room.draft_revision(id) == expected:
            raise
        return _conflict(request, site, stored, mine=_lines(text), error=error)
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


def _conflict(request: Request, site: Site, stored: Stored[Draft], *, mine: str, error: ConflictError) -> HTMLResponse:
    draft = stored.value
    return site.page(
        request,
        "conflict.html",
        status=error.http_status,
        id=stored.id,
        draft=draft,
        theirs=draft.variants[draft.chosen].text,
        mine=mine,
        revision=site.room.draft_revision(stored.id),
    )


def _signed(address: str, by: str) -> RedirectResponse:
    response = back_to(address)
    keep(response, {"editor": by.strip()})
    return response


def _lines(text: str) -> str:
    """Browsers send forms with CRLF; a draft has LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
