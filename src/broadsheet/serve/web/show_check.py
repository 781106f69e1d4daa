"""`/checks`: what was checked and kept, each with its report to attach and its badge."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from broadsheet import publish
from broadsheet.publish.reports import badge
from broadsheet.serve.web._frame.check_files import check_file
from broadsheet.serve.web._frame.checked import checked_values
from broadsheet.serve.web._frame.site import Here, Site, back_to, keep, language_of

routes = APIRouter()

LISTED = 30
Text = Annotated[str, Form(max_length=10_000)]


@routes.get("/checks")
def list_checks(request: Request, site: Here, before: int | None = None) -> HTMLResponse:
    """The kept checks, newest first."""
    found = site.room.checks(limit=LISTED, before=before)
    return site.page(request, "checks.html", found=found, more=found[-1].id if len(found) == LISTED else None)


@routes.get("/checks/{id:int}")
def show_check(request: Request, site: Here, id: int) -> HTMLResponse:
    """A kept check: the report, its files and badge, and what a person may let stand."""
    stored = site.room.checked(id)
    return site.page(
        request,
        "checked.html",
        kept=stored,
        editable=False,
        formats=[name for name in publish.check_reports() if name != "badge"],
        said=badge.words(stored.value, language_of(request)),
        address=_address(site, id),
        **checked_values(stored.value),
    )


@routes.get("/checks/{id:int}/badge.svg")
def show_badge(site: Here, id: int, language: str = "") -> Response:
    """The badge, for any page anywhere; its words in `language`, else the text's."""
    body = site.room.check_report(id, "badge", language=language)
    headers = {"cross-origin-resource-policy": "cross-origin", "cache-control": "no-cache"}
    return Response(body, media_type=badge.MEDIA_TYPE, headers=headers)


@routes.get("/checks/{id:int}.{format}")
def download_check(request: Request, site: Here, id: int, format: str, language: str = "") -> Response:
    """The report as a file: html, pdf or json; its words in `language`, else in the reader's."""
    return check_file(site.room.checked(id), format, language=language or language_of(request))


@routes.post("/checks/{id:int}/clear")
def clear_sentence(site: Here, id: int, sentence: Text, by: Text) -> Response:
    """Let a sentence stand, by name."""
    site.room.clear_checked(id, sentence.replace("\r\n", "\n"), by=by.strip()[:80])
    response = back_to(f"/checks/{id}")
    keep(response, {"editor": by.strip()[:80]})
    return response


@routes.post("/checks/{id:int}/forget")
def forget_check(site: Here, id: int) -> RedirectResponse:
    """Forget a kept check."""
    site.room.forget_check(id)
    return back_to("/checks")


@routes.post("/drafts/{id:int}/keep-check")
def keep_draft_check(site: Here, id: int) -> RedirectResponse:
    """Keep the check of a draft as it stands, so that its piece can carry the badge."""
    stored = site.room.keep_check(site.room.examined_draft(id))
    return back_to(f"/checks/{stored.id}")


def _address(site: Site, id: int) -> str:
    """The check's address on the newsroom's own site, where it has one; else on whatever it is read at."""
    return f"{site.room.settings.site.rstrip('/')}/checks/{id}"
