"""`/ads/seen`, `/ads/viewable`, `/ads/go`, `/ads/hide`: what a reader's browser tells of an advertisement."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from broadsheet.serve.web._frame.site import Here, back_to, is_fragment

routes = APIRouter()

# A picture of one point that shows nothing: a browser that draws the page asks for it, with scripts or without.
_POINT = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
Key = Annotated[str, Form(max_length=64)]


@routes.get("/ads/seen/{slot}")
def note_seen(site: Here, slot: str) -> Response:
    """The advertisement was drawn: an impression, once however often this is asked for."""
    site.room.ads.happened(slot, "impression", key=f"seen:{slot}")
    return Response(_POINT, media_type="image/svg+xml", headers={"cache-control": "no-store"})


@routes.post("/ads/viewable", status_code=204)
def note_viewable(site: Here, slot: Key) -> None:
    """Half of it was in sight for a second (the Media Rating Council's measure), as the page's script saw."""
    site.room.ads.happened(slot, "viewable", key=f"viewable:{slot}")


@routes.get("/ads/go/{slot}")
def follow_link(site: Here, slot: str) -> RedirectResponse:
    """A click: counted, and on to where the advertisement leads."""
    served = site.room.ads.slot(slot)
    site.room.ads.happened(slot, "click", key=f"click:{slot}")
    link = site.room.ads.creative(served.creative).value.link
    headers = {"referrer-policy": "no-referrer", "x-robots-tag": "noindex, nofollow"}
    return RedirectResponse(link, 303, headers)


@routes.post("/ads/hide")
def hide(
    request: Request,
    site: Here,
    slot: Key,
    what: Annotated[str, Form(max_length=20)] = "creative",
    reader: Annotated[str, Form(max_length=128)] = "",
    here: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Not this advertisement, or nothing of this advertiser; to a script the answer is the thanks in its place."""
    site.room.ads.hide(slot, reader=reader, what=what)
    if is_fragment(request):
        return site.page(request, "parts/ad_hidden.html")
    return back_to(here)


@routes.get("/ads/choices")
def show_choices(request: Request, site: Here, reader: Annotated[str, Query(max_length=128)]) -> HTMLResponse:
    """What a reader decided about advertisements, to be changed by them."""
    known = site.room.reader(reader)
    return site.page(request, "ad_choices.html", reader=known, choices=site.room.ads.choices(known.name))


@routes.post("/ads/consent")
def set_consent(
    site: Here,
    reader: Annotated[str, Form(max_length=128)],
    interests: Annotated[str, Form(max_length=10)] = "",
    here: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Whether a reader's interests may choose advertisements."""
    site.room.ads.consent(site.room.reader(reader).name, interests=bool(interests))
    return back_to(here)
