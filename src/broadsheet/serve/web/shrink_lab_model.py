"""Smaller models out of one of the lab, from its page: a vocabulary cut to what texts use, a pupil taught by it."""

from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, Response

from broadsheet.app import Given
from broadsheet.serve.jobs.lab import lab_training, work_name
from broadsheet.serve.jobs.lab_shrinking import lab_pruning, pruning_name
from broadsheet.serve.jobs.lab_texts import keep_texts, kept_texts
from broadsheet.serve.web._frame.lab_form import sent_of
from broadsheet.serve.web._frame.site import Here, back_to
from broadsheet.train.experiments.folder import fit_name

routes = APIRouter()


@routes.post("/lab/{name}/prune")
def prune(
    site: Here,
    name: str,
    to: Annotated[str, Form(max_length=64)],
    language: Annotated[str, Form(max_length=8)] = "",
    files: Annotated[list[UploadFile], File()] = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """Begin to make the model `to` with the tokens that the files use, without any those of the archive."""
    called = fit_name(to.strip())
    if sent := sent_of(files):
        keep_texts(site.room, called, sent)
    given = Given(name, data=kept_texts(site.room, called) if sent else (), language=language)
    site.works.start(pruning_name(name), lab_pruning(site.room, name, given, to=called))
    return back_to(f"/lab/{name}#lab-smaller")


@routes.get("/lab/{name}/prune")
def show_pruning(request: Request, site: Here, name: str) -> HTMLResponse:
    """How far that is: a fragment that asks for itself again while it runs."""
    site.room.lab_model(name)
    return site.page(request, "parts/lab_pruning.html", name=name, pruning=site.works.get(pruning_name(name)))


@routes.post("/lab/{name}/pupil")
def teach(
    site: Here,
    name: str,
    to: Annotated[str, Form(max_length=64)],
    layers: Annotated[int, Form(ge=0, le=1000)] = 0,
) -> Response:
    """Begin the training of a pupil of this model, with fewer layers, on the text that it learnt from."""
    called = fit_name(to.strip())
    given = site.room.pupil_given(name, layers=layers)
    site.works.start(work_name(called), lab_training(site.room, given, name=called))
    return back_to(f"/lab/{called}")
