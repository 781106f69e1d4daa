"""Edits: what the writing assistant offers for a selection of a text, and what a person made of it."""

import json
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from broadsheet.core import BroadsheetError, Evidence, Offer, Stored, Suggestion
from broadsheet.models import Options
from broadsheet.serve.api.context import Here, answer
from broadsheet.serve.api.nouns.drafts import OptionsIn
from broadsheet.serve.shapes import jsonable

router = APIRouter(tags=["edits"])


class DecodingIn(OptionsIn):
    """How the model decodes; an option there is not is refused, not passed over."""

    model_config = ConfigDict(extra="forbid")


class SelectionIn(BaseModel):
    """A text, the selection of it (code points; without an `end` up to the text's) and what is asked for it."""

    model_config = ConfigDict(extra="forbid")

    edit: str = Field(max_length=100)
    text: str = Field(max_length=400_000)
    start: int = Field(0, ge=0)
    end: int | None = Field(None, ge=0)
    language: str = Field("", max_length=20)
    draft: int | None = Field(None, ge=1)
    evidence: list[str] = Field(default_factory=list, max_length=50)
    instruction: str = Field("", max_length=1000)
    length: int | None = Field(None, ge=1, le=20_000)
    model: str | None = Field(None, max_length=200)
    n: int = Field(1, ge=1, le=8)
    options: DecodingIn = DecodingIn()


class FateIn(BaseModel):
    """What a person made of a suggestion; `text` is what stands when it was edited."""

    fate: Literal["accepted", "edited", "refused"]
    text: str = Field("", max_length=400_000)
    by: str = Field("", max_length=200)


@router.get("/api/v1/edits")
def list_edits(here: Here) -> JSONResponse:
    """The edits there are, named in both languages; `effect` is what accepting one does to the text."""
    rows = [
        {"edit": e.name, "label": e.label, "effect": e.effect, "model": e.asks_a_model, "needs": e.needs}
        for e in here.room.edits()
    ]
    return answer({"edits": rows})


@router.post("/api/v1/edits")
def suggest_edit(here: Here, body: SelectionIn, accept: Annotated[str, Header()] = "") -> Response:
    """Suggest an edit: the whole as JSON, or with `Accept: text/event-stream` its pieces as server-sent events.

    Nothing outside the selection is ever changed, and nothing is changed at all until somebody accepts it.
    """
    offers = _offers(here, body)
    if "text/event-stream" not in accept:
        last = [o for o in offers if o.suggestion is not None][-1]
        return answer(_shown(last))
    first = next(offers)  # a wrong request is answered as a problem, not inside a stream
    return StreamingResponse(
        _events(first, offers), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
    )


@router.get("/api/v1/edits/export")
def export_edits(here: Here) -> StreamingResponse:
    """Every settled suggestion with its fate, one JSON object a line: training data for an editor's own model."""
    lines = (line + "\n" for line in here.room.suggestions_export())
    return StreamingResponse(lines, media_type="application/jsonl")


@router.get("/api/v1/edits/{id}")
def get_edit(here: Here, id: int) -> JSONResponse:
    """A suggestion with its fate."""
    return answer(_flat(here.room.suggestion(id)))


@router.post("/api/v1/edits/{id}/fate")
def settle_edit(here: Here, id: int, body: FateIn) -> JSONResponse:
    """Note what a person made of a suggestion; it is kept as training data. 409 when it was settled otherwise."""
    return answer(_flat(here.room.settle(id, body.fate, text=body.text, by=body.by)))


def _offers(here: Here, body: SelectionIn) -> Iterator[Offer]:
    given = body.options.model_dump()
    return here.room.suggest(
        body.edit,
        body.text,
        start=body.start,
        end=body.end,
        language=body.language,
        evidence=tuple(Evidence(f"evidence:{i}", text) for i, text in enumerate(body.evidence, 1)),
        draft=body.draft,
        instruction=body.instruction,
        length=body.length,
        n=body.n,
        model=here.model_named(body.model),
        options=Options(**{**given, "stop": tuple(body.options.stop)}),
    )


def _shown(offer: Offer) -> dict[str, Any]:
    return {"id": offer.id, **jsonable(offer.suggestion)}


def _flat(stored: Stored[Suggestion]) -> dict[str, Any]:
    found: dict[str, Any] = jsonable(stored)
    return found


def _events(first: Offer, rest: Iterator[Offer]) -> Iterator[str]:
    yield _event(first)
    try:
        for offer in rest:
            yield _event(offer)
    except BroadsheetError as error:
        yield f"event: error\ndata: {json.dumps(jsonable(error), ensure_ascii=False)}\n\n"


def _event(offer: Offer) -> str:
    body = _shown(offer) if offer.suggestion is not None else {"text": offer.text}
    return f"event: {offer.event}\ndata: {json.dumps(body, ensure_ascii=False)}\n\n"
