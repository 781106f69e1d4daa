"""The page that is shown when two editors changed one text: their texts, what they came from, and the two as one."""

from fastapi import Request
from fastapi.responses import HTMLResponse

from broadsheet.app.versioning import Meeting
from broadsheet.core import ConflictError
from broadsheet.core.unsaved import Unsaved
from broadsheet.serve.web._frame.site import Site


def show_conflict(
    request: Request, site: Site, mine: Unsaved, *, meeting: Meeting, error: ConflictError
) -> HTMLResponse:
    """The three-way view, as the answer 409; `mine` is kept among the draft's versions before anything is decided."""
    site.room.autosave(mine)
    return site.page(
        request,
        "conflict.html",
        status=error.http_status,
        id=mine.draft,
        draft=site.room.draft(mine.draft).value,
        mine=mine,
        meeting=meeting,
    )
