"""`/drafts/{id}/check` and `/drafts/{id}/marks`: what the check says of a text that is not saved yet."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, JSONResponse

from broadsheet.core import Variant
from broadsheet.serve.web._frame.drafting import passage_values
from broadsheet.serve.web._frame.passages import paragraphs, passages
from broadsheet.serve.web._frame.site import Here, lines
from broadsheet.serve.web._frame.studio import mark

routes = APIRouter()

Text = Annotated[str, Form()]


@routes.post("/drafts/{id:int}/check")
def recheck_draft(request: Request, site: Here, id: int, text: Text) -> HTMLResponse:
    """The check's findings as a fragment, for the form without a script."""
    draft = site.room.draft(id).value
    text = lines(text)
    report = site.room.check(text, draft.sources, language=draft.language)
    cut = passages(Variant(text, report=report))
    return site.page(
        request, "parts/recheck.html", report=report, paragraphs=paragraphs(cut), tongue=draft.language, draft=draft
    )


@routes.post("/drafts/{id:int}/marks")
def mark_draft(request: Request, site: Here, id: int, text: Annotated[str, Form()] = "") -> JSONResponse:
    """Each sentence's place, writer and verdict as JSON, with its evidence and the findings ready to be shown.

    Places count code points of `text` as it was sent, marks included.
    """
    draft = site.room.draft(id).value
    variant = site.room.preview_edit(id, lines(text))
    common = {"id": id, "draft": draft, "variant": variant, "revision": site.room.draft_revision(id), "editable": True}
    values = {**common, **passage_values(draft, variant)}
    return JSONResponse(
        {
            "passed": variant.report is None or variant.report.passed,
            "marks": [mark(p, cleared=p.number in values["cleared"]) for p in values["passages"]],
            "cards": _fragment(site.page(request, "parts/evidence_cards.html", **values)),
            "findings": _fragment(site.page(request, "parts/findings.html", **values)),
        },
        headers={"cache-control": "no-store"},
    )


def _fragment(page: HTMLResponse) -> str:
    return bytes(page.body).decode()
