"""`/drafts/{id}/merge`: what two editors made of one text becomes one, piece by piece where both changed the same."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from broadsheet import publish
from broadsheet.core import ConflictError
from broadsheet.core.unsaved import Unsaved
from broadsheet.publish.merging import Choice
from broadsheet.serve.web._frame.conflicts import show_conflict
from broadsheet.serve.web._frame.site import Here, back_to, keep, lines

routes = APIRouter()

_SIDES: tuple[Choice, ...] = ("theirs", "mine", "both", "base")


async def _choices(request: Request) -> dict[int, Choice]:
    """What was chosen in each place, by its number; what is no choice is left out."""
    form = await request.form()
    named = {name.removeprefix("choice-"): value for name, value in form.items() if name.startswith("choice-")}
    return {int(n): side for n, value in named.items() for side in _SIDES if n.isdecimal() and value == side}


Chosen = Annotated[dict[int, Choice], Depends(_choices)]
Text = Annotated[str, Form()]
Number = Annotated[int, Form()]


@routes.post("/drafts/{id:int}/merge")
def merge_draft(
    request: Request,
    site: Here,
    chosen: Chosen,
    id: int,
    mine: Text,
    base: Number,
    expected: Number,
    by: Text,
    seat: Text = "",
) -> Response:
    """Save the merged text, with the fields `choice-0`, `choice-1` ... where both changed the same.

    What nobody chose stays as both wrote it, one after the other. When somebody saved again meanwhile, the editor is
    asked again.
    """
    meeting = site.room.meet(id, lines(mine), base=base)
    text = publish.merged(meeting.parts, lambda n: chosen.get(n, "both"))
    unsaved = Unsaved(id, lines(mine), base, by.strip()[:80], seat)
    try:
        site.room.edit_draft(id, text, by=by.strip(), expected=expected)
    except ConflictError as error:
        if site.room.draft_revision(id) == expected:
            raise
        return show_conflict(request, site, unsaved, meeting=meeting, error=error)
    response = back_to(f"/drafts/{id}")
    keep(response, {"editor": by.strip()})
    return response
