"""`/published/{id}`: a piece as the public sees it, with its labels, and what the desk may still do to it."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from broadsheet import publish
from broadsheet.core import Variant
from broadsheet.publish import wording
from broadsheet.publish.reports import badge
from broadsheet.serve.web._frame.passages import shares
from broadsheet.serve.web._frame.site import Here, back_to, keep, language_of

routes = APIRouter()

# Media types a browser may show are offered as files to keep: the page itself is what is read here.
_SUFFIXES = {"html": ("text/html", "html"), "markdown": ("text/markdown", "md")}


@routes.get("/published/{id:int}")
def show_piece(request: Request, site: Here, id: int) -> HTMLResponse:
    """The piece."""
    stored = site.room.publication(id)
    draft = site.room.draft(stored.value.draft).value
    check = site.room.check_of_draft(stored.value.draft, text=draft.variants[draft.chosen].text)
    return site.page(
        request,
        "piece.html",
        id=stored.id,
        piece=stored.value,
        shares=shares(Variant(stored.value.text, stored.value.sentences)),
        label=wording.label(publish.provenance(stored.value)),
        corrections=wording.corrections(stored.value),
        manuscript=draft.variants[draft.chosen].text,
        check=check,
        check_says=badge.words(check.value, language_of(request)) if check else "",
        formats=site.room.formats(),
        feeds=site.room.feeds(),
    )


@routes.get("/published/{id:int}/{format}")
def download_piece(site: Here, id: int, format: str) -> Response:
    """The piece as a file in `format`; raises `UnknownNameError` with the formats there are."""
    body = site.room.render(id, format)
    media_type, suffix = _SUFFIXES.get(format, ("application/octet-stream", format))
    name = f'attachment; filename="broadsheet-{id}.{suffix}"'
    return Response(body, media_type=media_type, headers={"content-disposition": name})


@routes.post("/published/{id:int}/correct")
def correct_piece(
    site: Here, id: int, text: Annotated[str, Form()], note: Annotated[str, Form()], by: Annotated[str, Form()]
) -> RedirectResponse:
    """Publish a corrected text, with a note that readers see."""
    piece = site.room.publication(id).value
    site.room.correct(piece.draft, text.replace("\r\n", "\n"), by=by.strip(), note=note.strip())
    return _signed(id, by)


@routes.post("/published/{id:int}/withdraw")
def withdraw_piece(site: Here, id: int, note: Annotated[str, Form()], by: Annotated[str, Form()]) -> RedirectResponse:
    """Take the text back; the address stays, with the reason."""
    site.room.decide(site.room.publication(id).value.draft, "withdraw", by=by.strip(), note=note.strip())
    return _signed(id, by)


def _signed(id: int, by: str) -> RedirectResponse:
    response = back_to(f"/published/{id}")
    keep(response, {"editor": by.strip()})
    return response
