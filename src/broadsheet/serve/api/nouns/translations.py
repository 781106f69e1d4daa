"""Translations: a text in another language with its parity, or the parity of a pair."""

import json
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from broadsheet.core import BroadsheetError, Rendering
from broadsheet.models import Options
from broadsheet.serve.api.context import Here, answer
from broadsheet.serve.api.nouns.edits import DecodingIn
from broadsheet.serve.shapes import jsonable

router = APIRouter(tags=["translations"])


class TextIn(BaseModel):
    """A text and the language wanted; its own is told from it when left out."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=200_000)
    to: str = Field(max_length=20)
    language: str = Field("", max_length=20)
    model: str | None = Field(None, max_length=200)
    options: DecodingIn = DecodingIn()


class PairIn(BaseModel):
    """A text and a translation of it, made anywhere."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=200_000)
    translation: str = Field(max_length=400_000)
    language: str = Field("", max_length=20)
    to: str = Field("", max_length=20)


@router.post("/api/v1/translations")
def translate(here: Here, body: TextIn, accept: Annotated[str, Header()] = "") -> Response:
    """Translate a text: the whole as JSON, or with `Accept: text/event-stream` sentence by sentence as it is done."""
    options = Options(**{**body.options.model_dump(), "stop": tuple(body.options.stop)})
    made = here.room.translating(
        body.text, to=body.to, language=body.language, model=here.model_named(body.model), options=options
    )
    if "text/event-stream" in accept:
        first = next(made)  # a wrong request is answered as a problem, not inside a stream
        events = _events(first, made)
        return StreamingResponse(events, media_type="text/event-stream", headers={"Cache-Control": "no-store"})
    return answer([r.translation for r in made][-1])


@router.post("/api/v1/parity")
def compare(here: Here, body: PairIn) -> JSONResponse:
    """Compare a translation with its source, sentence by sentence; no model is asked."""
    return answer(here.room.parity(body.text, body.translation, language=body.language, to=body.to))


def _events(first: Rendering, rest: Iterator[Rendering]) -> Iterator[str]:
    yield _event(first)
    try:
        for rendering in rest:
            yield _event(rendering)
    except BroadsheetError as error:
        yield f"event: error\ndata: {json.dumps(jsonable(error), ensure_ascii=False)}\n\n"


def _event(rendering: Rendering) -> str:
    body = rendering.translation or rendering.pair or {"text": rendering.text}
    return f"event: {rendering.event}\ndata: {json.dumps(jsonable(body), ensure_ascii=False)}\n\n"
