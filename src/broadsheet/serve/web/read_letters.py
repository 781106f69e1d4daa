"""`/readers/{name}/letters`: a reader's newsletters; `/letters/{key}`: stop them without a password."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from broadsheet.core import NotFoundError
from broadsheet.serve.web._frame.site import Here, back_to, language_of

routes = APIRouter()


@routes.get("/readers/{name}/letters")
def list_letters(request: Request, site: Here, name: str) -> HTMLResponse:
    """The newest letter to be read here, and those before it."""
    return _page(request, site, name, edition="")


@routes.get("/readers/{name}/subscription")
def subscription(name: str) -> RedirectResponse:
    """Where a letter's link to change what comes leads."""
    return back_to(f"/readers/{quote(name)}/letters")


@routes.post("/readers/{name}/letters")
def set_letters(site: Here, name: str, letters: Annotated[str, Form(max_length=10)] = "") -> Response:
    """Whether a reader wants letters."""
    site.room.subscribe(name, letters=bool(letters))
    return back_to(f"/readers/{quote(name)}/letters")


@routes.post("/readers/{name}/letters/today")
def write_letter(request: Request, site: Here, name: str) -> Response:
    """Write today's, by extraction."""
    made = site.room.letter(name, language=language_of(request))
    return back_to(f"/readers/{quote(name)}/letters/{made.edition}")


@routes.get("/readers/{name}/letters/{edition}")
def show_letter(request: Request, site: Here, name: str, edition: str, format: str = "") -> Response:
    """A letter as a page, or as plain text."""
    if format == "text":
        letter = site.room.store.letters.get(site.room.reader(name).name, edition)
        if letter is None:
            raise NotFoundError("there is no letter of that day", asked=edition)
        return PlainTextResponse(site.room.render_letter(letter, "text"))
    return _page(request, site, name, edition=edition)


@routes.get("/letters/{key}")
def ask_to_stop(request: Request, site: Here, key: str) -> HTMLResponse:
    """Ask, for a link may be followed by a program that only looks whether it is alive."""
    found = site.room.store.subscriptions.by_letter_key(key)
    if found is None:
        raise NotFoundError("this address leads to no letters")
    return site.page(request, "letter_stop.html", key=key, name=found.reader, stopped=not found.letters)


@routes.post("/letters/{key}")
def stop(request: Request, site: Here, key: str) -> HTMLResponse:
    """Stop the letters (RFC 8058: one press, no password)."""
    name = site.room.stop_letters(key)
    return site.page(request, "letter_stop.html", key=key, name=name, stopped=True)


def _page(request: Request, site: Here, name: str, *, edition: str) -> HTMLResponse:
    letters = site.room.letters(name)
    shown = next((letter for letter in letters if letter.edition == edition or not edition), None)
    if edition and shown is None:
        raise NotFoundError("there is no letter of that day", asked=edition)
    wish = site.room.subscription(name)
    return site.page(request, "letters.html", reader=site.room.reader(name), letters=letters, shown=shown, wish=wish)
