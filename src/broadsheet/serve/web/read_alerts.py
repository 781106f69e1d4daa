"""`/alerts`: saved searches, and what came for them."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from broadsheet.serve.web._frame.site import Here, back_to
from broadsheet.serve.web.search_archive import FIELDS, filters_of

routes = APIRouter()

SHOWN = 50


@routes.get("/alerts")
def read_alerts(request: Request, site: Here, watch: int = 0, before: int = 0) -> HTMLResponse:
    """The newest alerts, of one watch or of all; whatever is shown has been seen from then on."""
    found = site.room.alerts(watch=watch or None, limit=SHOWN, before=before or None)
    articles = site.room.leads([a.value.article for a in found if a.value.article])
    unseen = site.room.unseen()
    page = site.page(
        request,
        "alerts.html",
        alerts=[(stored, articles.get(stored.value.article or 0)) for stored in found],
        watches=[(w, unseen.get(w.id, 0), site.room.watch_problem(w.id)) for w in site.room.watches()],
        chosen=watch,
        older=found[-1].id if len(found) == SHOWN else 0,
    )
    site.room.see([stored.id for stored in found])
    return page


@routes.post("/alerts")
async def save_search(request: Request, site: Here, q: Annotated[str, Form()]) -> RedirectResponse:
    """Save a search with what narrows it."""
    form = await request.form()
    asked = {name: str(form.get(name) or "").strip() for name in FIELDS}
    narrowed = filters_of(asked)
    moments = {name: at.isoformat() for name in ("since", "until") if (at := getattr(narrowed, name))}
    site.room.watch({"query": q, **asked, **moments})
    return back_to("/alerts")


@routes.post("/alerts/{id:int}/remove")
def remove_watch(site: Here, id: int) -> RedirectResponse:
    """Watch it no longer."""
    site.room.unwatch(id)
    return back_to("/alerts")
