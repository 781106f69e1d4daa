"""`/drafts/new` and `/writing/{key}`: choose what a draft stands on and how it is said, then see it written."""

import json
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Form, Header, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from broadsheet import write
from broadsheet.core import NotFoundError, Piece
from broadsheet.serve.jobs import Writing
from broadsheet.serve.web._frame.choices import Choices, chosen, controls, options
from broadsheet.serve.web._frame.failures import wording
from broadsheet.serve.web._frame.kinds import fact_fields, groups
from broadsheet.serve.web._frame.models import asked_model, model_values
from broadsheet.serve.web._frame.site import Here, Site, back_to, language_of
from broadsheet.serve.web._frame.strings import say

routes = APIRouter()

SUGGESTED = 12


@routes.get("/drafts/new")
def choose_draft(request: Request, site: Here) -> HTMLResponse:
    """The form: `source` (repeated) and `story` fill in what to write from, the other names the rest."""
    choices = chosen(request.query_params)
    story = site.room.story(choices.story) if choices.story else None
    from_story = [a.id for a in story.articles] if story else []
    picked = choices.articles or tuple(from_story)
    listed = list(dict.fromkeys([*picked, *from_story]))
    sources = site.room.store.articles.get_many(listed)
    return site.page(
        request,
        "write.html",
        choices=choices,
        story=story,
        picked=picked,
        sources=sources,
        suggested=[a for a in site.room.articles(limit=SUGGESTED) if a.id not in listed],
        groups=groups(site.room.kinds()),
        styles=site.room.styles(),
        **_facts(choices, language_of(request)),
        **model_values(site, request),
    )


@routes.get("/drafts/new/facts")
def ask_facts(request: Request, site: Here) -> HTMLResponse:
    """The facts that a kind asks for: a fragment of the form."""
    choices = chosen(request.query_params)
    return site.page(request, "parts/fact_fields.html", choices=choices, **_facts(choices, language_of(request)))


def _facts(choices: Choices, language: str) -> dict[str, Any]:
    spoken = choices.language or language
    asked = fact_fields(choices.kind, language=spoken)
    names = {f.name for f in asked}
    optional = write.describe(choices.kind).from_sources
    return {
        "fact_fields": asked,
        "optional": optional,
        "free_facts": {n: v for n, v in choices.facts.items() if n not in names},
    }


@routes.post("/drafts")
async def start_draft(request: Request, site: Here) -> RedirectResponse:
    """Begin to write and go where it can be seen."""
    choices = chosen(await request.form())
    writing = _start(site, choices, language_of(request))
    return RedirectResponse(f"/writing/{writing.key}", 303)


@routes.get("/writing/{key}")
def show_writing(request: Request, site: Here, key: str) -> Response:
    """The draft as it is written; once it is kept, the draft itself."""
    writing = _writing(site, key)
    if writing.draft and writing.state == "done":
        return back_to(f"/drafts/{writing.draft}")
    error = wording(writing.error, language=language_of(request)) if writing.error else ""
    return site.page(request, "writing.html", writing=writing, pieces=writing.pieces, error=error)


@routes.get("/writing/{key}/events")
def stream_writing(
    request: Request, site: Here, key: str, last_event_id: Annotated[int, Header()] = 0
) -> StreamingResponse:
    """The pieces as server-sent events, from the one after Last-Event-ID; the last is `end`."""
    events = _events(_writing(site, key), after=last_event_id, language=language_of(request))
    return StreamingResponse(events, media_type="text/event-stream", headers={"cache-control": "no-store"})


@routes.post("/writing/{key}/stop")
def stop_writing(site: Here, key: str, leave: Annotated[str, Form()] = "") -> Response:
    """End it at its next piece. A script stays on the page; without one, the form is shown again."""
    writing = _writing(site, key)
    writing.stop()
    return back_to(writing.again) if leave else Response(status_code=204)


def _start(site: Site, choices: Choices, language: str) -> Writing:
    written_in = choices.language or language

    def pieces() -> Iterator[Piece]:
        return site.room.write(
            choices.kind,
            facts=choices.facts,
            sources=choices.sources,
            topic=choices.topic,
            language=written_in,
            n=choices.n,
            tone=choices.tone,
            length=choices.length,
            options=options(choices),
            keywords=choices.keywords,
            controls=controls(choices),
            style=choices.rules.get("style", ""),
            model=asked_model(site, choices.model),
        )

    return site.writings.start(pieces, kind=choices.kind, language=written_in, again=choices.address())


def _writing(site: Site, key: str) -> Writing:
    writing = site.writings.get(key)
    if writing is None:
        raise NotFoundError("no such writing", asked=f"/writing/{key}", do="look among the drafts: /drafts")
    return writing


def _events(writing: Writing, *, after: int, language: str) -> Iterator[str]:
    for number, piece in writing.listen(after):
        yield ": waiting\n\n" if piece is None else _event(piece.event, _piece(piece, language), number)
    yield _event("end", _ending(writing, language), number=len(writing.pieces) + 1)


def _event(name: str, data: dict[str, Any], number: int) -> str:
    return f"id: {number}\nevent: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def _piece(piece: Piece, language: str) -> dict[str, Any]:
    written_by = piece.sentence.written_by if piece.sentence else ""
    return {
        "text": piece.sentence.text if piece.sentence else piece.text,
        "variant": piece.variant,
        "writtenBy": written_by,
        "mark": say(language, f"writer.{written_by}") if written_by else "",
        "spans": len(piece.sentence.evidence) if piece.sentence else 0,
        "draft": piece.draft_id,
    }


def _ending(writing: Writing, language: str) -> dict[str, Any]:
    error = writing.error
    return {
        "state": writing.state,
        "said": say(language, f"writing.{writing.state}"),
        "error": wording(error, language=language) if error else "",
        "detail": str(error) if error else "",
        "open": f"/drafts/{writing.draft}" if writing.draft and writing.state == "done" else "",
    }
