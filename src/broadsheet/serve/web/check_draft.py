"""`/drafts/{id}/check` and `/drafts/{id}/marks`: what the check says of a text that is not saved yet."""

import re
from collections.abc import Collection
from hashlib import blake2b
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
_CARD = re.compile('(?=<section class="evidence-card)')  # where a card begins: text in it is escaped and has no tag


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
def mark_draft(
    request: Request, site: Here, id: int, text: Annotated[str, Form()] = "", known: Annotated[str, Form()] = ""
) -> JSONResponse:
    """Each sentence's place, writer and verdict as JSON, with its evidence and the findings ready to be shown.

    Places count code points of `text` as it was sent, marks included. Of the evidence only the cards are sent that the
    page does not have: it says in `known` the digests of those it has, and a card of its own is named by its digest.
    """
    draft = site.room.draft(id).value
    variant = site.room.preview_edit(id, lines(text))
    common = {"id": id, "draft": draft, "variant": variant, "revision": site.room.draft_revision(id), "editable": True}
    values = {**common, **passage_values(draft, variant)}
    return JSONResponse(
        {
            "passed": variant.report is None or variant.report.passed,
            "marks": [mark(p, cleared=p.number in values["cleared"]) for p in values["passages"]],
            "cards": _cards(_fragment(site.page(request, "parts/evidence_cards.html", **values)), known.split()),
            "findings": _fragment(site.page(request, "parts/findings.html", **values)),
        },
        headers={"cache-control": "no-store"},
    )


def _cards(fragment: str, known: Collection[str]) -> list[dict[str, str]]:
    """The cards in order, each with its digest; one that is known has no HTML."""
    cards = _CARD.split(fragment)[1:]
    named = [(blake2b(card.encode(), digest_size=8).hexdigest(), card) for card in cards]
    return [{"digest": digest, "html": "" if digest in known else card} for digest, card in named]


def _fragment(page: HTMLResponse) -> str:
    return bytes(page.body).decode()
