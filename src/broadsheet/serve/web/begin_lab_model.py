"""Beginning a model of the lab from the page: what it would cost first, then the training itself."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, Response

from broadsheet.core import BroadsheetError, NotFoundError
from broadsheet.serve.jobs import Work
from broadsheet.serve.jobs.lab import lab_name, lab_training, work_name
from broadsheet.serve.jobs.lab_costing import cost_key, cost_name, lab_costing
from broadsheet.serve.web._frame.lab_form import Start
from broadsheet.serve.web._frame.lab_shelf import shelf
from broadsheet.serve.web._frame.site import Here, Site, back_to

routes = APIRouter()
COST = "cost"


@routes.post("/lab")
def begin(
    request: Request,
    site: Here,
    start: Annotated[Start, Depends()],
    act: Annotated[str, Form(max_length=16)] = "",
) -> Response:
    """Begin a training, go on with one, or ask what it would cost; what can't be is said on the form."""
    try:
        given = start.given(site.room)
        called = lab_name(given, start.name)
        if act == COST:
            key = cost_key(given, called)
            told = {**start.told(), "texts": "kept" if given.data else ""}
            site.works.start(cost_name(key), lab_costing(site.room, given, asked=told))
            return back_to(f"/lab/-/cost/{key}")
        run = lab_training(site.room, given, name=called)
    except BroadsheetError as error:
        values = shelf(site, told=start.told(), problem=error)
        return site.page(request, "lab.html", status=422, **values)
    site.works.start(work_name(called), run)
    return back_to(f"/lab/{called}")


@routes.get("/lab/-/cost/{key}")
def show_cost(request: Request, site: Here, key: str) -> HTMLResponse:
    """What a training would cost, and the button that begins it. No model can be called `-`."""
    work = _asked(site, key)
    told, cost = work.found or ({}, None)
    return site.page(request, "lab_cost.html", key=key, work=work, told=told, cost=cost)


@routes.get("/lab/-/cost/{key}/state")
def show_cost_state(request: Request, site: Here, key: str) -> HTMLResponse:
    """The same: a fragment that asks for itself again until it is known."""
    work = _asked(site, key)
    told, cost = work.found or ({}, None)
    return site.page(request, "parts/lab_cost.html", key=key, work=work, told=told, cost=cost)


def _asked(site: Site, key: str) -> Work:
    work = site.works.get(cost_name(key))
    if work is None:
        raise NotFoundError("nobody asked what this would cost", asked=key, do="ask again on the page of the lab")
    return work
