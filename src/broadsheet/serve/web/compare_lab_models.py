"""`/lab/-/compare`: models of the lab side by side, the best of each figure marked. No model can be called `-`."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from broadsheet.serve.web._frame.lab_bars import bars, rows
from broadsheet.serve.web._frame.site import Here, language_of

routes = APIRouter()


@routes.get("/lab/-/compare")
def compare(request: Request, site: Here, names: Annotated[list[str], Query()] = []) -> HTMLResponse:  # noqa: B006 - FastAPI copies it
    """The choice of models; with two or more, their figures and a drawing of those that decide."""
    found = site.room.compare_lab_models(names) if len(set(names)) > 1 else None
    language = language_of(request)
    return site.page(
        request,
        "lab_compare.html",
        found=found,
        rows=rows(found, language) if found else [],
        charts=bars(found, language) if found else [],
        models=site.room.lab_models(),
        names=names,
    )
