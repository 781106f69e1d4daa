"""Drafts: write, check, edit, decide, publish; and the feeds of what was published."""

import json
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Query
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from broadsheet import publish, write
from broadsheet.core import BroadsheetError, Evidence, InvalidInputError, Piece
from broadsheet.core.draft import State
from broadsheet.models import Options
from broadsheet.serve.api.context import Here, answer
from broadsheet.serve.shapes import jsonable
from broadsheet.write import Controls

router = APIRouter(tags=["drafts"])


class OptionsIn(BaseModel):
    """How the model decodes; an option there is not is refused, not passed over."""

    model_config = ConfigDict(extra="forbid")

    strategy: Literal["greedy", "sample", "beam"] = "greedy"
    temperature: float = 0.7
    top_k: int = 40
    top_p: float = 0.95
    min_p: float = 0.0
    max_tokens: int = 512
    min_tokens: int = 0
    repeat_penalty: float = 1.0
    no_repeat_ngram: int = 0
    beams: int = 4
    length_penalty: float = 1.0
    stop: list[str] = Field(default_factory=list, max_length=8)
    seed: int = 0


class EvidenceIn(BaseModel):
    """A text to stand on."""

    source: str = Field("", max_length=2000)
    text: str = Field(max_length=1_000_000)
    title: str = Field("", max_length=2000)
    outlet: str = Field("", max_length=200)


Word = Annotated[str, Field(max_length=100)]


class ControlsIn(BaseModel):
    """Rules that the text keeps: see `write.Controls`. Lengths are words in English, characters in Chinese."""

    model_config = ConfigDict(extra="forbid")

    audience: str = Field("", max_length=200)
    level: Literal["", "simple", "general", "expert"] = ""
    person: Literal["", "first", "second", "third"] = ""
    must: list[Word] = Field(default_factory=list, max_length=50)
    avoid: list[Word] = Field(default_factory=list, max_length=50)
    least: int | None = Field(None, ge=1, le=20_000)
    most: int | None = Field(None, ge=1, le=20_000)
    text_schema: dict[str, Any] | None = Field(None, alias="schema")


class OrderIn(BaseModel):
    """What to write."""

    kind: str = Field(max_length=100)
    facts: dict[str, Any] = Field(default_factory=dict)
    sources: list[str] = Field(default_factory=list, max_length=50)
    evidence: list[EvidenceIn] = Field(default_factory=list, max_length=50)
    topic: str = Field("", max_length=2000)
    language: str = Field("", max_length=20)
    n: int = Field(1, ge=1, le=20)
    tone: str = Field("", max_length=200)
    length: int | None = Field(None, ge=1, le=20_000)
    model: str | None = Field(None, max_length=200)
    options: OptionsIn = OptionsIn()
    keywords: list[Word] = Field(default_factory=list, max_length=20)
    controls: ControlsIn = ControlsIn()
    style: str = Field("", max_length=100)


class CheckIn(BaseModel):
    """A text and what it should stand on: texts, or articles by id."""

    draft: str = Field(max_length=1_000_000)
    evidence: list[str | EvidenceIn] = Field(default_factory=list, max_length=200)
    articles: list[Annotated[int, Field(ge=1)]] = Field(default_factory=list, max_length=200)
    language: str = Field("", max_length=20)


class EditIn(BaseModel):
    """A person's text for a draft; `expected` is the revision they saw."""

    text: str = Field(max_length=200_000)
    by: str = Field(max_length=200)
    expected: int | None = None


class DecisionIn(BaseModel):
    """One step at the desk."""

    action: str = Field(max_length=40)
    by: str = Field(max_length=200)
    note: str = Field("", max_length=10_000)


def _evidence(given: list[str | EvidenceIn]) -> list[Evidence]:
    rows = [EvidenceIn(text=e) if isinstance(e, str) else e for e in given]
    return [Evidence(r.source or f"evidence:{i}", r.text, r.title, r.outlet) for i, r in enumerate(rows, 1)]


def _ids(sources: list[str]) -> list[str]:
    """Over HTTP a source is an article's id or an address; the server's own files are not to be read."""
    for source in sources:
        if not (source.removeprefix("article:").isdecimal() or source.startswith(("http://", "https://"))):
            raise InvalidInputError("a source is an article's id or a web address", asked=source)
    return [f"article:{s.removeprefix('article:')}" if not s.startswith("http") else s for s in sources]


def _model(here: Here, name: str | None) -> str | None:
    """Over HTTP a model is one of the catalogue or of a server; only the settings may name a file of this machine."""
    if name and name.startswith("file:") and name != here.room.settings.model:
        raise InvalidInputError("a model file is named in the settings, not here", asked=name, do="give a model's name")
    return name


def _pieces(here: Here, order: OrderIn) -> Iterator[Piece]:
    options = Options(**{**order.options.model_dump(), "stop": tuple(order.options.stop)})
    return here.room.write(
        order.kind,
        sources=_ids(order.sources),
        topic=order.topic,
        evidence=tuple(_evidence(list(order.evidence))),
        facts=order.facts,
        language=order.language,
        n=order.n,
        tone=order.tone,
        length=order.length,
        model=_model(here, order.model),
        options=options,
        keywords=order.keywords,
        controls=Controls.of(order.controls.model_dump(by_alias=True)),
        style=order.style,
    )


@router.post("/api/v1/drafts", status_code=201)
def write_draft(here: Here, order: OrderIn, accept: Annotated[str, Header()] = "") -> Response:
    """Write a draft: the whole as JSON, or with `Accept: text/event-stream` its pieces as server-sent events."""
    pieces = _pieces(here, order)
    if "text/event-stream" in accept:
        first = next(pieces)  # a wrong request is answered as a problem, not inside a stream
        return StreamingResponse(
            _events(first, pieces), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
        )
    last = [p for p in pieces if p.draft][-1]
    rows = write.compared(last.draft) if last.draft and len(last.draft.variants) > 1 else ()
    extra = {"compared": jsonable(rows)} if rows else {}
    return answer({"id": last.draft_id, **jsonable(last.draft), **extra}, status=201)


def _events(first: Piece, rest: Iterator[Piece]) -> Iterator[str]:
    yield _event(first)
    try:
        for piece in rest:
            yield _event(piece)
    except BroadsheetError as error:
        yield f"event: error\ndata: {json.dumps(jsonable(error), ensure_ascii=False)}\n\n"


def _event(piece: Piece) -> str:
    body = {k: v for k, v in jsonable(piece).items() if v not in (None, "")}
    return f"event: {piece.event}\ndata: {json.dumps(body, ensure_ascii=False)}\n\n"


@router.post("/api/v1/check")
def check(here: Here, body: CheckIn) -> JSONResponse:
    """The report on a text against its evidence."""
    known = here.room.evidence([f"article:{id}" for id in body.articles])
    return answer(here.room.check(body.draft, [*_evidence(list(body.evidence)), *known], language=body.language))


@router.get("/api/v1/drafts")
def list_drafts(
    here: Here, state: State | Literal[""] = "", limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> JSONResponse:
    """Drafts, newest first."""
    return answer({"drafts": here.room.drafts(state=state, limit=limit)})


@router.get("/api/v1/drafts/{id}")
def get_draft(here: Here, id: int) -> JSONResponse:
    """A draft's latest revision, with the actions its state allows."""
    stored = here.room.draft(id)
    extra = {"revision": here.room.draft_revision(id), "actions": publish.actions(stored.value)}
    return answer({**jsonable(stored), **extra})


@router.get("/api/v1/drafts/{id}/compared")
def compare_variants(here: Here, id: int) -> JSONResponse:
    """The draft's candidates side by side: length, style, faithfulness, difference from each other."""
    return answer({"compared": jsonable(write.compared(here.room.draft(id).value))})


@router.get("/api/v1/drafts/{id}/revisions")
def list_revisions(here: Here, id: int) -> JSONResponse:
    """Every revision of a draft, oldest first."""
    here.room.draft(id)
    rows = [{"revision": n, "saved": at, "draft": d} for n, at, d in here.room.draft_revisions(id)]
    return answer({"revisions": rows})


@router.put("/api/v1/drafts/{id}/text")
def edit_draft(here: Here, id: int, body: EditIn) -> JSONResponse:
    """Put a person's text in its place; it is checked anew. 409 when somebody saved first."""
    return answer(here.room.edit_draft(id, body.text, by=body.by, expected=body.expected))


@router.post("/api/v1/drafts/{id}/decisions")
def decide(here: Here, id: int, body: DecisionIn) -> JSONResponse:
    """Submit, clear, approve, reject, publish, correct or withdraw. 409 when that is not allowed now."""
    return answer(here.room.decide(id, body.action, by=body.by, note=body.note))


@router.get("/api/v1/publications")
def list_publications(here: Here, language: str = "", limit: Annotated[int, Query(ge=1, le=200)] = 50) -> JSONResponse:
    """What was published, newest first."""
    return answer({"publications": here.room.publications(language=language, limit=limit)})


@router.get("/api/v1/publications/{id}")
def get_publication(here: Here, id: int, format: str = "") -> Response:
    """A publication, as JSON or in a `format` with its labels."""
    if not format:
        return answer(here.room.publication(id))
    return Response(here.room.render(id, format), media_type=publish.media_type(format))


@router.get("/feeds/{format}", tags=["feeds"])
def get_feed(here: Here, format: str, language: str = "") -> Response:
    """What was published as a feed: rss, atom or json_feed."""
    return Response(here.room.feed(format, language=language), media_type=publish.media_type(format))
