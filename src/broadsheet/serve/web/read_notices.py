"""`/readers/{name}/notices`: what a reader wants to be called about, and what they were."""

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from broadsheet.serve.web._frame.site import Here, back_to

routes = APIRouter()
_BECAUSE = frozenset({"off", "quiet", "enough", "soon", "nothing", "sent"})


@routes.get("/readers/{name}/notices")
def show_notices(request: Request, site: Here, name: str, because: str = "") -> HTMLResponse:
    """The settings, and what was sent and why."""
    return site.page(
        request,
        "notices.html",
        reader=site.room.reader(name),
        wish=site.room.subscription(name),
        notices=site.room.notifications(name),
        because=because if because in _BECAUSE else "",
    )


@routes.post("/readers/{name}/notices")
def set_notices(
    site: Here,
    name: str,
    notices: Annotated[str, Form(max_length=10)] = "",
    most_a_day: Annotated[int, Form(ge=0, le=20)] = 3,
    quiet_from: Annotated[int, Form(ge=0, le=23)] = 22,
    quiet_to: Annotated[int, Form(ge=0, le=23)] = 7,
    zone: Annotated[str, Form(max_length=60)] = "UTC",
    threshold: Annotated[float, Form(ge=0, le=1)] = 0.5,
) -> Response:
    """Keep what a reader wants."""
    hours = {"quiet_from": quiet_from, "quiet_to": quiet_to, "zone": zone.strip() or "UTC"}
    site.room.subscribe(name, notices=bool(notices), most_a_day=most_a_day, threshold=threshold, **hours)
    return back_to(f"/readers/{quote(name)}/notices")


@routes.post("/readers/{name}/notices/now")
def notify_now(site: Here, name: str) -> Response:
    """Send the one notice worth it now, if there is one."""
    return back_to(f"/readers/{quote(name)}/notices?because={site.room.notify(name).because}")


@routes.post("/readers/{name}/notices/{id:int}")
def answer_notice(site: Here, name: str, id: int, state: Annotated[Literal["opened", "dismissed"], Form()]) -> Response:
    """Open a notice's article, or wave it away."""
    article = site.room.store.notifications.get(id).value.article
    site.room.answer_notice(name, id, state)
    there = f"/read/{article}" if state == "opened" else "/notices"
    return back_to(f"/readers/{quote(name)}{there}")
