"""`/models`: which language models there are, fetching one, and which one writes."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from broadsheet.serve.jobs import Work
from broadsheet.serve.web._frame.models import cost_values, model_values, task_values
from broadsheet.serve.web._frame.site import Here, back_to, is_fragment, keep

routes = APIRouter()


@routes.get("/models")
def list_models(request: Request, site: Here) -> HTMLResponse:
    """The catalogue with what is installed, what is being fetched, and what is in use."""
    values = model_values(site, request) | task_values(site) | cost_values(site)
    return site.page(request, "models.html", **values)


@routes.get("/models/strip")
def show_strip(request: Request, site: Here) -> HTMLResponse:
    """The state of the model in one line: a fragment that asks for itself again while one is fetched."""
    return site.page(request, "parts/model_strip.html", **model_values(site, request))


@routes.get("/models/table")
def show_table(request: Request, site: Here) -> HTMLResponse:
    """The catalogue alone: a fragment that asks for itself again while a model is fetched."""
    return site.page(request, "parts/model_table.html", **model_values(site, request))


@routes.post("/models/{name}/pull")
def pull_model(request: Request, site: Here, name: str) -> Response:
    """Fetch a model behind the page; what was fetched before is kept."""

    def run(work: Work) -> None:
        site.room.pull_model(name, progress=lambda progress: work.advance(progress.done, progress.total))

    site.works.start(f"pull {name}", run)
    if is_fragment(request):
        return site.page(request, "parts/model_strip.html", **model_values(site, request))
    return back_to("/models")


@routes.post("/models/{name}/choose")
def choose_model(name: str) -> Response:
    """Let this model write what is drafted in this browser; `none` is templates and extraction."""
    response = back_to("/models")
    keep(response, {"model": name})
    return response


@routes.post("/models/{name}/remove")
def remove_model(site: Here, name: str) -> Response:
    """Take a model off the disk."""
    site.room.remove_model(name)
    return back_to("/models")
