"""Measuring a model of the lab from its page: on what was held out from it, on texts that are pasted, or on files."""

import re
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, Response

from broadsheet.serve.jobs.lab_measuring import lab_measuring, measuring_name
from broadsheet.serve.web._frame.lab_figures import measured
from broadsheet.serve.web._frame.lab_form import sent_of, several
from broadsheet.serve.web._frame.site import Here, back_to, language_of
from broadsheet.train.corpus.document import Document

routes = APIRouter()
LONGEST = 100_000
# A text ends where a line is empty.
_BETWEEN = re.compile(r"\n\s*\n")


@routes.post("/lab/{name}/evaluations")
def measure(
    site: Here,
    name: str,
    text: Annotated[str, Form(max_length=LONGEST)] = "",
    columns: Annotated[str, Form(max_length=1000)] = "",
    files: Annotated[list[UploadFile], File()] = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """Begin to measure the model; with neither text nor files on what was held out from it."""
    pasted = [one.strip() for one in _BETWEEN.split(text.replace("\r\n", "\n")) if one.strip()]
    documents = [Document(text=one) for one in pasted]
    run = lab_measuring(site.room, name, documents=documents, sent=sent_of(files), columns=several(columns))
    site.works.start(measuring_name(name), run)
    return back_to(f"/lab/{name}#lab-measure")


@routes.get("/lab/{name}/evaluations")
def show_measures(request: Request, site: Here, name: str) -> HTMLResponse:
    """What was found last and how far a measuring is: a fragment that asks for itself again while one runs."""
    found = measured(site.room, name, language_of(request))
    return site.page(
        request, "parts/lab_measured.html", name=name, found=found, measuring=site.works.get(measuring_name(name))
    )
