"""`/readers/{name}/saved`: what a reader saved and did, each act to be deleted."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from broadsheet.serve.web._frame.site import Here, back_to

routes = APIRouter()
SHOWN = 100  # acts on one page; all of them are in the download


@routes.get("/readers/{name}/saved")
def show_saved(request: Request, site: Here, name: str) -> HTMLResponse:
    """The saved articles and the newest acts."""
    acts = list(reversed(site.room.history(name)))[:SHOWN]
    found = site.room.store.articles.get_many(list({a.article for a in acts if a.article is not None}))
    titles = {a.id: a.value for a in found}
    return site.page(
        request,
        "saved.html",
        reader=site.room.reader(name),
        saved=site.room.saved(name),
        acts=[(act, titles.get(act.article or 0)) for act in acts],
    )


@routes.post("/readers/{name}/history")
def forget(site: Here, name: str, key: Annotated[str, Form(max_length=200)]) -> Response:
    """Forget one act."""
    site.room.forget_act(name, key)
    return back_to(f"/readers/{quote(name)}/saved#history")
