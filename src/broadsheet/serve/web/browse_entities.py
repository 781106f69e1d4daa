"""`/about`: who and what the archive names."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from broadsheet.core import NotFoundError
from broadsheet.serve.web._frame.site import Here, Site, back_to

routes = APIRouter()

SHOWN = 60
TYPES = ("person", "organisation", "place", "other")


@routes.get("/about", response_model=None)
def browse_entities(
    request: Request,
    site: Here,
    q: Annotated[str, Query(max_length=20_000)] = "",
    type: str = "",
    before: Annotated[str, Query(pattern=r"^(\d{1,9}-\d{1,12})?$")] = "",
) -> HTMLResponse | RedirectResponse:
    """The most named, by type; a name that means one goes there at once, one that means several lists them."""
    type = type if type in TYPES else ""
    meant, near = _meant(site, q)
    if len(meant) == 1 and not type:
        return back_to(f"/about/{meant[0]}")
    weight, _, id = before.partition("-")
    page = (int(weight), int(id)) if before else None
    found = site.room.entities(type=type, prefix=q, limit=SHOWN, before=page)
    more = f"{found[-1].articles}-{found[-1].label.id}" if len(found) == SHOWN and not q else ""
    return site.page(
        request,
        "about.html",
        q=q.strip(),
        type=type,
        types=TYPES,
        found=found,
        near=near,
        several=len(meant),
        more=more,
    )


def _meant(site: Site, q: str) -> tuple[list[int], list[str]]:
    """The ids of what `q` names exactly, or the near names where it names nothing."""
    if not q.strip():
        return [], []
    try:
        return [e.id for e in site.room.meant_by(q)], []
    except NotFoundError as unknown:
        return [], list(unknown.choices)
