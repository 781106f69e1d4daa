"""`/drafts/{id}/versions`: who saved what when, what changed from one version to another, and the way back."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from broadsheet.serve.web._frame.site import Here, back_to, keep

routes = APIRouter()


@routes.get("/drafts/{id:int}/versions")
def compare_versions(
    request: Request, site: Here, id: int, before: int | None = None, after: int | None = None
) -> HTMLResponse:
    """The versions, and two of them word by word: the latest beside the one before when none are named."""
    versions = site.room.versions(id)
    last = versions[0].number if after is None else after
    first = max(last - 1, versions[-1].number) if before is None else before
    return site.page(
        request,
        "versions.html",
        id=id,
        draft=site.room.draft(id).value,
        versions=versions,
        before=first,
        after=last,
        changes=site.room.compare_versions(id, first, last),
        unsaved=site.room.unsaved(id),
        revision=versions[0].number,
        editable=site.room.draft(id).value.state in ("draft", "review", "approved"),
    )


@routes.post("/drafts/{id:int}/restore")
def restore_version(
    site: Here,
    id: int,
    number: Annotated[int, Form()],
    expected: Annotated[int, Form()],
    by: Annotated[str, Form()],
) -> RedirectResponse:
    """Make an earlier version's text the newest revision; nothing is taken out of the list."""
    site.room.edit_draft(id, site.room.version(id, number).text, by=by.strip(), expected=expected)
    response = back_to(f"/drafts/{id}")
    keep(response, {"editor": by.strip()})
    return response
