"""`/lab`: the language models trained here, beginning another, watching one learn, and what came of it."""

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, Response

from broadsheet.app import Given, LabModel
from broadsheet.app.lab.left import exports_of
from broadsheet.app.lab.plots import FORMATS, PLOTS
from broadsheet.app.lab.report_corpus import corpus_table
from broadsheet.app.lab.report_measures import measure_tables
from broadsheet.app.lab.report_values import said
from broadsheet.app.lab.report_words import figure_name, say, told
from broadsheet.app.lab.verdicts import verdicts
from broadsheet.core import BroadsheetError, NotFoundError
from broadsheet.publish.figures_page import Table
from broadsheet.serve.jobs import Work
from broadsheet.serve.jobs.exporting import export_name, lab_export
from broadsheet.serve.jobs.lab import lab_name, lab_training, stop_lab_training, work_name
from broadsheet.serve.web._frame.charts import drawn
from broadsheet.serve.web._frame.site import Here, Site, back_to, language_of
from broadsheet.train.experiments.recipe import model_recipe, model_recipes, presets_of
from broadsheet.train.exporting import exports

routes = APIRouter()


@routes.get("/lab")
def list_models(request: Request, site: Here) -> HTMLResponse:
    """The models with how far each is, and the recipes to begin another."""
    blank = dict.fromkeys(("recipe", "name", "preset", "language", "settings"), "")
    return site.page(request, "lab.html", models=site.room.lab_models(), recipes=_recipes(), problem=None, told=blank)


@routes.post("/lab")
def begin(
    request: Request,
    site: Here,
    recipe: Annotated[str, Form(max_length=64)],
    name: Annotated[str, Form(max_length=64)] = "",
    preset: Annotated[str, Form(max_length=64)] = "",
    language: Annotated[str, Form(max_length=8)] = "",
    settings: Annotated[str, Form(max_length=4000)] = "",
) -> Response:
    """Begin a training on the archive, or go on with one that was stopped; what can't be is said on the form."""
    given = Given(recipe, preset=preset, settings=tuple(settings.split()), language=language)
    try:
        run = lab_training(site.room, given, name=name.strip())
    except BroadsheetError as error:
        before = {"recipe": recipe, "name": name, "preset": preset, "language": language, "settings": settings}
        models, recipes = site.room.lab_models(), _recipes()
        return site.page(request, "lab.html", status=422, models=models, recipes=recipes, problem=error, told=before)
    called = lab_name(given, name)
    site.works.start(work_name(called), run)
    return back_to(f"/lab/{called}")


@routes.get("/lab/-/compare")
def compare(request: Request, site: Here, names: Annotated[list[str], Query()] = []) -> HTMLResponse:  # noqa: B006 - FastAPI copies it
    """Several models side by side; with fewer than two, the choice of them. No model can be called `-`."""
    found = site.room.compare_lab_models(names) if len(set(names)) > 1 else None
    naming = partial(figure_name, language_of(request))
    models = site.room.lab_models()
    return site.page(request, "lab_compare.html", found=found, models=models, names=names, naming=naming, said=said)


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
        tables=_tables(model.card, language_of(request)) if model else [],
        formats=exports.names(),
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
    figure = drawn(plot, site.room.lab_sheet(name, plot, words=words), chart="curve", links=links)
    return site.page(request, "parts/figure.html", figure=figure)


@routes.get("/lab/{name}/report")
def show_report(request: Request, site: Here, name: str) -> HTMLResponse:
    """The report as a page that stands alone."""
    return HTMLResponse(site.room.lab_report(name, words=language_of(request)))


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
    site.works.forget(work_name(name))
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


def _tables(card: Mapping[str, Any], language: str) -> list[tuple[str, list[Table]]]:
    """Headings and tables of a card: its measures, and the text it learnt from."""
    measures = card.get("measures") or {}
    found = [(figure_name(language, name), measure_tables(name, one, language)) for name, one in measures.items()]
    if card.get("corpus"):
        found.append((say(language, "corpus"), [corpus_table(card["corpus"], language)]))
    return [(heading, tables) for heading, tables in found if tables]


def _recipes() -> list[tuple[str, dict[str, str], list[str]]]:
    """Each recipe's name, what it is for by language, and its presets."""
    return [(name, dict(model_recipe(name).about), presets_of(name)) for name in model_recipes()]
