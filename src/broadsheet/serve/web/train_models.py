"""`/lab`: the language models trained here, watching one learn, and what came of it."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from broadsheet.app import LabModel
from broadsheet.app.lab.left import exports_of
from broadsheet.app.lab.plots import CHART, FORMATS, PLOTS
from broadsheet.app.lab.report_words import told
from broadsheet.app.lab.verdicts import verdicts
from broadsheet.core import NotFoundError
from broadsheet.serve.alone import alone
from broadsheet.serve.guard import BODY_LIMIT
from broadsheet.serve.jobs import Work
from broadsheet.serve.jobs.exporting import export_name, lab_export
from broadsheet.serve.jobs.lab import lab_training, stop_lab_training, work_name
from broadsheet.serve.jobs.lab_measuring import measuring_name
from broadsheet.serve.jobs.lab_shrinking import pruning_name
from broadsheet.serve.jobs.lab_texts import forget_texts
from broadsheet.serve.web._frame.charts import drawn
from broadsheet.serve.web._frame.lab_figures import layers_of, measured, tables
from broadsheet.serve.web._frame.lab_form import FIELDS, blank
from broadsheet.serve.web._frame.lab_shelf import shelf
from broadsheet.serve.web._frame.site import Here, Site, back_to, language_of
from broadsheet.train.exporting import exports

routes = APIRouter()


@routes.get("/lab")
def list_models(request: Request, site: Here) -> HTMLResponse:
    """The models with how far each is, and the form to begin another, filled in as the address says."""
    told = {key: value for key, value in request.query_params.items() if key in (*FIELDS, "texts")}
    return site.page(request, "lab.html", **shelf(site, told=blank(**told)))


@routes.get("/lab/{name}")
def show_model(request: Request, site: Here, name: str) -> HTMLResponse:
    """One model: how far its training is, its curves, its figures, its samples and exports."""
    work, model = _looked_at(site, name)
    found = verdicts(model.card) if model else ()
    return site.page(
        request,
        "lab_model.html",
        name=name,
        model=model,
        work=work,
        export=site.works.get(export_name(name)),
        plots=PLOTS,
        told=[told(one, language_of(request)) for one in found],
        left=exports_of(model.card) if model else [],
        tables=tables(model.card, language_of(request)) if model else [],
        formats=exports.names(),
        growth=site.room.lab_growth(name) if model else [],
        found=measured(site.room, name, language_of(request)) if model else None,
        measuring=site.works.get(measuring_name(name)),
        pruning=site.works.get(pruning_name(name)),
        layers=layers_of(model.card) if model else 0,
        limit=BODY_LIMIT // 1024 // 1024,
    )


@routes.get("/lab/{name}/state")
def show_state(request: Request, site: Here, name: str) -> HTMLResponse:
    """How far the training is: a fragment that asks for itself again while it runs; at its end the page comes anew."""
    work, model = _looked_at(site, name)
    page = site.page(request, "parts/lab_state.html", name=name, model=model, work=work)
    if not (work and work.state == "running") and not (model and model.state in ("training", "measuring")):
        page.headers["HX-Refresh"] = "true"
    return page


@routes.get("/lab/{name}/plots/{plot}")
def show_plot(request: Request, site: Here, name: str, plot: str) -> HTMLResponse:
    """A curve of the training, with its numbers and its files: a fragment."""
    words = language_of(request)
    links = {kind: f"/api/v1/lab/models/{name}/plots/{plot}.{kind}?labels={words}" for kind in FORMATS[::-1]}
    figure = drawn(plot, site.room.lab_sheet(name, plot, words=words), chart=CHART, links=links)
    return site.page(request, "parts/figure.html", figure=figure)


@routes.get("/lab/{name}/growth")
def show_growth(request: Request, site: Here, name: str) -> HTMLResponse:
    """What the model wrote while it learnt: a fragment that asks for itself again as long as it does."""
    model, growth = site.room.lab_model(name), site.room.lab_growth(name)
    return site.page(request, "parts/lab_growth.html", name=name, model=model, growth=growth)


@routes.get("/lab/{name}/report")
def show_report(request: Request, site: Here, name: str) -> HTMLResponse:
    """The report as a page that stands alone."""
    return alone(site.room.lab_report(name, words=language_of(request)))


@routes.post("/lab/{name}/stop")
def stop(site: Here, name: str) -> Response:
    """Ask the training to stop after its step."""
    stop_lab_training(site.room, name)
    return back_to(f"/lab/{name}")


@routes.post("/lab/{name}/resume")
def resume(site: Here, name: str) -> Response:
    """Go on with a training that was stopped, as it was begun."""
    site.works.start(work_name(name), lab_training(site.room, site.room.lab_given(name), name=name))
    return back_to(f"/lab/{name}")


@routes.post("/lab/{name}/exports")
def export(site: Here, name: str, to: Annotated[str, Form(max_length=40)]) -> Response:
    """Begin an export into another format; one of the same format is replaced once the new one has passed its gate."""
    site.works.start(export_name(name), lab_export(site.room, name, to, replaces=True))
    return back_to(f"/lab/{name}#lab-exports")


@routes.get("/lab/{name}/exports")
def show_exports(request: Request, site: Here, name: str) -> HTMLResponse:
    """The exports and the one under way: a fragment that asks for itself again while it runs."""
    model, work = site.room.lab_model(name), site.works.get(export_name(name))
    left = exports_of(model.card)
    return site.page(request, "parts/lab_exports.html", name=name, left=left, export=work, formats=exports.names())


@routes.post("/lab/{name}/remove")
def remove(site: Here, name: str) -> Response:
    """Take a model away."""
    site.room.remove_lab_model(name)
    forget_texts(site.room, name)
    for work in (work_name(name), export_name(name), measuring_name(name), pruning_name(name)):
        site.works.forget(work)
    return back_to("/lab")


def _looked_at(site: Site, name: str) -> tuple[Work | None, LabModel | None]:
    """The work that trains `name` and the model; raises `NotFoundError` when there is neither."""
    work = site.works.get(work_name(name))
    try:
        return work, site.room.lab_model(name)
    except NotFoundError:
        if work is None:
            raise
        return work, None
