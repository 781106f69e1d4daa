"""`/readers/{name}/tags`: what is used on a reader, and their say in it: weigh, mute, add, switch off, take, erase."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from broadsheet.core import InvalidInputError
from broadsheet.serve.shapes import jsonable
from broadsheet.serve.web._frame.lists import parted
from broadsheet.serve.web._frame.site import Here, back_to, language_of

routes = APIRouter()
SHOWN = 60  # tags: what counts less is in the download
WEIGHTS = ((0.0, "0"), (0.5, "half"), (1.0, "1"), (2.0, "2"))
_STEPS = ("follow", "unfollow", "mute", "unmute", "weigh")


@routes.get("/readers/{name}/tags")
def show_tags(request: Request, site: Here, name: str, wrong: str = "") -> HTMLResponse:
    """Every tag, where it came from and what it counts; the switch, the languages, the places, the data."""
    reader, room = site.room.reader(name), site.room
    tags = room.reader_tags(name, language=language_of(request))
    shown = [tag for tag in tags if tag.muted or tag.origin != "read" or tag.tag in reader.weights]
    shown += [tag for tag in tags if tag not in shown][: max(SHOWN - len(shown), 0)]
    return site.page(
        request,
        "tags.html",
        reader=reader,
        tags=shown,
        most=max((tag.weight for tag in shown), default=0.0),
        rest=len(tags) - len(shown),
        weights=WEIGHTS,
        wrong=bool(wrong),
        feeds={f: room.feed_url(reader.feed_key, f) for f in ("rss", "atom", "json")} if reader.feed_key else {},
    )


@routes.post("/readers/{name}/tags")
def change_tag(
    site: Here,
    name: str,
    tag: Annotated[str, Form(max_length=200)],
    step: Annotated[str, Form(max_length=20)],
    weight: Annotated[float, Form(ge=0, le=2)] = 1.0,
) -> Response:
    """One step on one tag."""
    room = site.room
    if step not in _STEPS:
        raise InvalidInputError("nothing can be done so to a tag", asked=step, choices=_STEPS)
    if step == "weigh":
        room.weigh(name, tag, weight=weight)
    else:
        steps = {"follow": room.follow, "unfollow": room.unfollow_topic, "mute": room.mute, "unmute": room.unmute}
        steps[step](name, tag)
    return back_to(f"/readers/{quote(name)}/tags")


@routes.post("/readers/{name}/settings")
def set_reader(
    site: Here,
    name: str,
    personalised: Annotated[str, Form(max_length=10)] = "",
    language: Annotated[list[str] | None, Form()] = None,
    places: Annotated[str | None, Form(max_length=2000)] = None,
) -> Response:
    """Whether what they did may be used (`on`, `off`, empty: as it is), which languages they read, their places."""
    if personalised:
        site.room.personalise(name, "on" if personalised in ("on", "yes") else "off")
    if language is not None:
        site.room.set_languages(name, language)
    if places is not None:
        site.room.set_places(name, parted(places))
    return back_to(f"/readers/{quote(name)}/tags")


@routes.post("/readers/{name}/feed")
def set_feed(site: Here, name: str, step: Annotated[str, Form(max_length=10)] = "open") -> Response:
    """Get an address for the feed, get another, or shut it."""
    if step == "close":
        site.room.close_feed(name)
    else:
        site.room.feed_key(name, new=step == "new")
    return back_to(f"/readers/{quote(name)}/tags#feed")


@routes.get("/readers/{name}/export")
def export_reader(site: Here, name: str) -> Response:
    """Everything kept of a reader, as one file."""
    import json

    body = json.dumps(jsonable(site.room.export_reader(name)), ensure_ascii=False, indent=1)
    shown = f"attachment; filename*=UTF-8''{quote(name, safe='')}.json"
    return Response(body, media_type="application/json", headers={"content-disposition": shown})


@routes.post("/readers/{name}/erase")
def erase_reader(request: Request, site: Here, name: str, confirm: Annotated[str, Form(max_length=200)]) -> Response:
    """Erase a reader, when they typed their name."""
    if confirm.strip() != name.strip():
        return back_to(f"/readers/{quote(name)}/tags?wrong=yes#data")
    site.room.erase_reader(name)
    answer = site.page(request, "erased.html", name=name)
    answer.delete_cookie("visit", path=f"/readers/{quote(name)}")
    return answer
