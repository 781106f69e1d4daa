"""`/translate`: a text beside its translation, sentence by sentence, with what was kept of each figure and name."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from broadsheet.core import Parity
from broadsheet.serve.web._frame.beside import rows_of, sums_of
from broadsheet.serve.web._frame.models import asked_model, model_values
from broadsheet.serve.web._frame.site import Here, Site

routes = APIRouter()

LONGEST = 60_000  # characters: what a page shows sentence by sentence; a longer text goes by the command line
_TO = ("zh", "en")


@routes.get("/translate")
def ask_translation(request: Request, site: Here, text: str = "") -> HTMLResponse:
    """The form; `text` fills it."""
    return _page(site, request, {"text": text[:LONGEST]})


@routes.post("/translate")
def show_translation(
    request: Request,
    site: Here,
    text: Annotated[str, Form(max_length=LONGEST)] = "",
    translation: Annotated[str, Form(max_length=LONGEST)] = "",
    to: Annotated[str, Form(max_length=8)] = "",
    model: Annotated[str, Form(max_length=200)] = "",
) -> HTMLResponse:
    """The two side by side: a translation that was given is compared, else one is made first."""
    body, given = (t.replace("\r\n", "\n").strip() for t in (text, translation))
    asked = {"text": body, "translation": given, "to": to}
    if given:
        return _page(site, request, asked, site.room.parity(body, given, to=to))
    made = site.room.translate(body, to=to or "en", model=asked_model(site, model))
    return _page(site, request, asked | {"made": made.text, "model_name": made.model}, made.parity, made.notes)


def _page(
    site: Site, request: Request, asked: Mapping[str, str], parity: Parity | None = None, notes: tuple[str, ...] = ()
) -> HTMLResponse:
    return site.page(
        request,
        "translate.html",
        asked={"text": "", "translation": "", "to": "", "made": "", "model_name": ""} | dict(asked),
        parity=parity,
        rows=rows_of(parity) if parity else [],
        sums=sums_of(parity) if parity else [],
        notes=notes,
        languages=_TO,
        **model_values(site, request),
    )
