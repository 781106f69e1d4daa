"""`/steering`: the editor's hand on front pages: dials with their cost beside them, pins, boosts, and who set what."""

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from broadsheet import nlp
from broadsheet.app.directing import DIALS, HOURS
from broadsheet.core import Dials, InvalidInputError
from broadsheet.serve.web._frame.site import Here, Site, back_to, editor_of, keep, language_of

routes = APIRouter()

RECENT = 40  # articles offered for a pin
HISTORY = 20  # lines of history
ITEMS = 12  # of the example pages
SPANS = (1, 6, 24, 72, 168)  # hours a pin or a boost can last, from the page

Turn = Annotated[float | None, Form(ge=0, le=1)]


@routes.get("/steering")
def show_steering(request: Request, site: Here) -> HTMLResponse:
    """The page; with dials in its address it shows what they would do."""
    tried = _tried(request)
    values = _values(request, site, tried)
    if tried is not None:
        values |= _preview(request, site, tried)
    return site.page(request, "steering.html", **values)


@routes.get("/steering/preview")
def preview(request: Request, site: Here) -> HTMLResponse:
    """What the dials in the address would do, as a part of the page."""
    dials = _tried(request) or site.room.direction().dials
    return site.page(request, "parts/steering_preview.html", **_preview(request, site, dials))


@routes.post("/steering/dials")
def set_dials(
    site: Here,
    reason: Annotated[str, Form()] = "",
    by: Annotated[str, Form()] = "",
    hours: Annotated[str, Form()] = "",
    freshness: Turn = None,
    locality: Turn = None,
    depth: Turn = None,
    diversity: Turn = None,
    public_interest: Turn = None,
) -> Response:
    """Let the dials go live."""
    values = (freshness, locality, depth, diversity, public_interest)
    turned = {name: value for name, value in zip(DIALS, values, strict=True) if value is not None}
    site.room.set_dials(reason=reason, by=by, hours=_hours(hours) if hours else None, **turned)
    return _signed(by)


@routes.post("/steering/pins")
def pin(
    site: Here,
    article: Annotated[int, Form()],
    reason: Annotated[str, Form()] = "",
    position: Annotated[int, Form()] = 1,
    hours: Annotated[float, Form()] = HOURS,
    by: Annotated[str, Form()] = "",
    language: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Pin an article."""
    site.room.pin(article, reason=reason, position=position, hours=hours, by=by, languages=tuple(language or ()))
    return _signed(by)


@routes.post("/steering/boosts")
def boost(
    site: Here,
    kind: Annotated[str, Form()],
    name: Annotated[str, Form()],
    amount: Annotated[float, Form()],
    reason: Annotated[str, Form()] = "",
    hours: Annotated[float, Form()] = HOURS,
    by: Annotated[str, Form()] = "",
) -> Response:
    """Raise or lower an article, a tag or an outlet."""
    site.room.boost(amount, about=(kind, name), reason=reason, hours=hours, by=by)
    return _signed(by)


@routes.post("/steering/steers/{id:int}/remove")
def remove(request: Request, site: Here, id: int) -> Response:
    """Take a pin or a boost back."""
    site.room.remove_steer(id, by=editor_of(request))
    return back_to("/steering")


def _values(request: Request, site: Site, tried: Dials | None) -> dict[str, Any]:
    now = site.room.direction()
    settings, steers = site.room.direction_history(limit=HISTORY)
    return {
        "now": now,
        "dials": tried or now.dials,
        "names": DIALS,
        "settings": settings,
        "ended": steers,
        "recent": site.room.articles(limit=RECENT),
        "spans": SPANS,
        "usual": HOURS,
        "replay": None,
        "editor": editor_of(request),
        "tag_label": partial(nlp.tag_label, language=language_of(request)),
    }


def _preview(request: Request, site: Site, dials: Dials) -> dict[str, Any]:
    replay = site.room.preview_dials(dials, language=language_of(request), n=ITEMS)
    asked = {id for example in replay.examples for id in (*example.before, *example.after)}
    titles = {a.id: a.value for a in site.room.store.articles.get_many(sorted(asked))}
    return {"replay": replay, "articles": titles}


def _tried(request: Request) -> Dials | None:
    """The dials in the address, None for an address without any; raises `InvalidInputError`."""
    said = {name: request.query_params[name] for name in DIALS if name in request.query_params}
    if not said:
        return None
    here: Site = request.app.state.site
    return here.room.dials_with({name: _number(name, value) for name, value in said.items()})


def _number(name: str, value: str) -> float:
    try:
        return float(value)
    except ValueError as error:
        raise InvalidInputError("a dial is a number from 0 to 1", asked=f"{name}={value[:20]}") from error


def _hours(value: str) -> float:
    try:
        return float(value)
    except ValueError as error:
        raise InvalidInputError("hours are a number", asked=value[:20]) from error


def _signed(by: str) -> Response:
    """Back to the page, which remembers who signed."""
    answer = back_to("/steering")
    if by.strip():
        keep(answer, {"editor": by.strip()[:80]})
    return answer
