"""`/lab`: the language models trained here, beginning another, watching one learn, and what came of it."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, Response

from broadsheet.app import Given
from broadsheet.app.lab.plots import FORMATS, PLOTS
from broadsheet.core import BroadsheetError
from broadsheet.serve.jobs.lab import lab_training, stop_lab_training, work_name
from broadsheet.serve.web._frame.charts import drawn
from broadsheet.serve.web._frame.site import Here, back_to, language_of
from broadsheet.train.experiments.recipe import model_recipe, model_recipes, presets_of

routes = APIRouter()


@routes.get("/lab")
def list_models(request: Request, site: Here) -> HTMLResponse:
    """The models with how far each is, and the recipes to begin another."""
    return site.page(request, "lab.html", models=site.room.lab_models(), recipes=_recipes(), problem=None, told={})


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
        told = {"recipe": recipe, "name": name, "preset": preset, "language": language, "settings": settings}
        models, recipes = site.room.lab_models(), _recipes()
        return site.page(request, "lab.html", status=422, models=models, recipes=recipes, problem=error, told=told)
    called = name.strip() or recipe.replace("-", "_")
    site.works.start(work_name(called), run)
    return back_to(f"/lab/{called}")


@routes.get("/lab/compare")
def compare(request: Request, site: Here, names: Annotated[list[str], Query()] = []) -> HTMLResponse:  # noqa: B006 - FastAPI copies it
    """Several models side by side; with fewer than two, the choice of them."""
    found = site.room.compare_lab_models(names) if len(set(names)) > 1 else None
    return site.page(request, "lab_compare.html", found=found, models=site.room.lab_models(), names=names)


@routes.get("/lab/{name}")
def show_model(request: Request, site: Here, name: str) -> HTMLResponse:
    """One model: how far its training is, its curves, its figures, its samples and exports."""
    work = site.works.get(work_name(name))
    found = [one for one in site.room.lab_models() if one.name == name]
    if not found and work is None:
        site.room.lab_model(name)
    model = found[0] if found else None
    return site.page(request, "lab_model.html", name=name, model=model, work=work, plots=PLOTS)


@routes.get("/lab/{name}/state")
def show_state(request: Request, site: Here, name: str) -> HTMLResponse:
    """How far the training is: a fragment that asks for itself again while it runs."""
    work = site.works.get(work_name(name))
    found = [one for one in site.room.lab_models() if one.name == name]
    return site.page(request, "parts/lab_state.html", name=name, model=found[0] if found else None, work=work)


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


@routes.post("/lab/{name}/remove")
def remove(site: Here, name: str) -> Response:
    """Take a model away."""
    site.room.remove_lab_model(name)
    site.works.forget(work_name(name))
    return back_to("/lab")


def _recipes() -> list[tuple[str, dict[str, str], list[str]]]:
    """Each recipe's name, what it is for by language, and its presets."""
    return [(name, dict(model_recipe(name).about), presets_of(name)) for name in model_recipes()]
