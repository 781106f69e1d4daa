"""`/sources`: where reports come from, how each is doing, and adding one."""

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from broadsheet.app import Ingested
from broadsheet.core import InvalidInputError
from broadsheet.serve.guard import BODY_LIMIT
from broadsheet.serve.jobs import collect
from broadsheet.serve.web._frame.site import Here, Site, back_to

routes = APIRouter()

_COLLECT = "collect"


@routes.get("/sources")
def list_sources(request: Request, site: Here) -> HTMLResponse:
    """The followed sources with their state, and the result of the last collecting."""
    sources = [(source, site.room.source_state(source.id)) for source in site.room.sources()]
    return site.page(
        request,
        "sources.html",
        sources=sources,
        work=site.works.get(_COLLECT),
        reports=site.room.store.articles.count(),
        limit=BODY_LIMIT // 1024 // 1024,
    )


@routes.post("/sources")
def add_source(site: Here, what: Annotated[str, Form()], follow: Annotated[str, Form()] = "") -> RedirectResponse:
    """Read an address now, and follow it when asked to."""
    what = what.strip()
    if not what.startswith(("http://", "https://")):
        raise InvalidInputError("a source is a web address", asked=what, do="begin with https://, or upload a file")
    site.works.start(_COLLECT, collect(site.room, lambda: site.room.ingest(what, follow=bool(follow))))
    return back_to("/sources")


@routes.post("/sources/file")
def add_file(site: Here, file: UploadFile, follow: Annotated[str, Form()] = "") -> RedirectResponse:
    """Read an uploaded file (OPML, JSON lines, CSV, DOCX, PDF, ...); its name's ending says what it is."""
    name = Path(file.filename or "").name
    if not name:
        raise InvalidInputError("no file was chosen", do="choose a file and send it again")
    folder = Path(tempfile.mkdtemp(prefix="broadsheet-upload-"))
    kept = folder / name
    with kept.open("wb") as copy:
        shutil.copyfileobj(file.file, copy)
    site.works.start(_COLLECT, collect(site.room, lambda: _from_file(site, kept, follow=bool(follow))))
    return back_to("/sources")


@routes.post("/sources/sample")
def open_sample(site: Here) -> RedirectResponse:
    """Take in the sample wire."""
    site.works.start(_COLLECT, collect(site.room, site.room.open_sample))
    return back_to("/")


@routes.post("/sources/poll")
def poll_sources(site: Here) -> RedirectResponse:
    """Ask every source that is due."""
    site.works.start(_COLLECT, collect(site.room, site.room.poll))
    return back_to("/sources")


@routes.post("/sources/{id:int}/unfollow")
def unfollow_source(site: Here, id: int) -> RedirectResponse:
    """Stop asking a source; what came from it stays."""
    site.room.unfollow(id)
    return back_to("/sources")


@routes.post("/jobs/forget")
def forget_work(site: Here, here: Annotated[str, Form()] = "/") -> Response:
    """Put away the result of the last collecting."""
    site.works.forget(_COLLECT)
    return back_to(here)


def _from_file(site: Site, kept: Path, *, follow: bool) -> Iterable[Ingested]:
    try:
        yield from site.room.ingest(str(kept), follow=follow)
    finally:
        shutil.rmtree(kept.parent, ignore_errors=True)
