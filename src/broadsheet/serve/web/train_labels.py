"""`/labels`: the newsroom's own analyses, beginning another, training, and taking away."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, PlainTextResponse, Response

from broadsheet.app.owning import fit_name
from broadsheet.ingest.decode import decode
from broadsheet.serve.guard import BODY_LIMIT
from broadsheet.serve.jobs.training import distilling, training, work_name
from broadsheet.serve.web._frame.labelling import figures
from broadsheet.serve.web._frame.models import chosen_model
from broadsheet.serve.web._frame.site import Here, back_to

routes = APIRouter()

_DISTIL = "sentiment-distilled"


@routes.get("/labels")
def list_analyses(request: Request, site: Here) -> HTMLResponse:
    """The names there are labels for, with what was trained, and three ways to begin."""
    trained = set(site.room.own_names())
    rows = [
        (name, site.room.label_counts(name), site.room.analysis_card(name) if name in trained else None)
        for name in site.room.label_names()
    ]
    return site.page(
        request,
        "labels.html",
        rows=rows,
        limit=BODY_LIMIT // 1024 // 1024,
        model=chosen_model(site, request),
        work=site.works.get(work_name(_DISTIL)),
        name=_DISTIL,
    )


@routes.post("/labels")
def begin(name: Annotated[str, Form()]) -> Response:
    """Begin an analysis by labelling articles of the archive."""
    return back_to(f"/labels/{fit_name(name.strip())}")


@routes.post("/labels/file")
def add_file(site: Here, name: Annotated[str, Form()], file: UploadFile) -> Response:
    """Keep the labels of an uploaded file and train on them."""
    name = fit_name(name.strip())
    done = site.room.keep_labels(name, decode(file.file.read()), source=file.filename or "")
    work = site.works.start(work_name(name), training(site.room, name))
    work.problems += done.problems[:20]
    return back_to(f"/labels/{name}")


@routes.post("/labels/distil")
def distil(site: Here, n: Annotated[int, Form(ge=4, le=100_000)] = 500) -> Response:
    """Let the language model judge sentences of the archive, and train on that."""
    site.works.start(work_name(_DISTIL), distilling(site.room, name=_DISTIL, n=n))
    return back_to(f"/labels/{_DISTIL}")


@routes.post("/labels/{name}/train")
def train(site: Here, name: str, words_only: Annotated[str, Form()] = "") -> Response:
    """Train on the labels there are, and read the archive with what comes of it."""
    site.works.start(work_name(name), training(site.room, name, words_only=bool(words_only)))
    return back_to(f"/labels/{name}#training")


@routes.get("/labels/{name}/training")
def show_training(request: Request, site: Here, name: str) -> HTMLResponse:
    """How far the training is: a fragment that asks for itself again while it runs."""
    return site.page(
        request, "parts/training.html", name=name, **figures(site, name), counts=site.room.label_counts(name)
    )


@routes.get("/labels/{name}/file")
def download(site: Here, name: str) -> PlainTextResponse:
    """The labels as JSON lines, which can be taken in again."""
    headers = {"content-disposition": 'attachment; filename="labels.jsonl"'}
    text = "".join(site.room.export_labels(name))
    return PlainTextResponse(text, headers=headers, media_type="application/x-ndjson; charset=utf-8")


@routes.post("/labels/{name}/forget")
def forget(site: Here, name: str) -> Response:
    """Take away an analysis and all its labels."""
    site.room.forget_labels(name)
    return back_to("/labels")
