"""`/readers`: whose front page to see, or a new reader."""

from dataclasses import replace
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from broadsheet.serve.web._frame.site import Here, back_to
from broadsheet.serve.web._frame.topics import top_topics

routes = APIRouter()


@routes.get("/readers")
def list_readers(request: Request, site: Here) -> HTMLResponse:
    """The readers there are and a form for one more."""
    return site.page(request, "readers.html", readers=site.room.readers(), topics=top_topics(request))


@routes.post("/readers")
def add_reader(
    site: Here,
    name: Annotated[str, Form()],
    topic: Annotated[list[str] | None, Form()] = None,
    language: Annotated[list[str] | None, Form()] = None,
) -> RedirectResponse:
    """Keep a reader with what they follow and read, and open their page; who is known keeps what is not said here."""
    name = name.strip()
    known = site.room.reader(name)
    topics, languages = tuple(topic or known.topics), tuple(language or known.languages)
    site.room.put_reader(replace(known, topics=topics, languages=languages))
    return back_to(f"/readers/{quote(name)}" + ("" if topic else "/welcome"))
