"""Checks: any text against any evidence, kept where that is asked, with a report and a badge."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from broadsheet import publish
from broadsheet.core import Checked, Evidence
from broadsheet.serve.api.context import Context, Here, answer
from broadsheet.serve.naming import aware, named_source
from broadsheet.serve.shapes import jsonable

router = APIRouter(prefix="/api/v1/checks", tags=["checks"])

LONGEST = 1_000_000  # characters: a long book


class SourceIn(BaseModel):
    """A text to stand on. `source` names it in the report; `published` is the day its “yesterday” is counted from."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=LONGEST)
    source: str = Field("", max_length=2000)
    title: str = Field("", max_length=2000)
    outlet: str = Field("", max_length=200)
    url: str = Field("", max_length=2000)
    language: str = Field("", max_length=20)
    published: datetime | None = None


class CheckIn(BaseModel):
    """A text and what it should stand on: texts, and articles, stories, entities or addresses by name.

    `draft` is another name of `text`, as the rows of a batch have it. `dateline` is the day the text's relative dates
    are counted from. `keep` gives the check an id, a report and a badge.
    """

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=LONGEST, validation_alias=AliasChoices("text", "draft"))
    evidence: list[str | SourceIn] = Field(default_factory=list, max_length=200)
    sources: list[Annotated[str, Field(max_length=2000)]] = Field(default_factory=list, max_length=200)
    language: str = Field("", max_length=20)
    dateline: datetime | None = None
    model: str | None = Field(None, max_length=200)
    keep: bool = False
    title: str = Field("", max_length=2000)
    by: str = Field("", max_length=200)


class ClearIn(BaseModel):
    """A sentence that falls short, and who lets it stand."""

    sentence: str = Field(max_length=10_000)
    by: str = Field(max_length=200)


@router.post("")
def check(here: Here, body: CheckIn, accept: Annotated[str, Header()] = "") -> Response:
    """The report on a text against its evidence: 200, or 201 with an `id` when it is kept.

    With a `model` and `Accept: text/event-stream` the report comes as soon as the rules have made it, then again for
    each sentence that the model was asked about; whoever leaves off early has the last.
    """
    evidence = [*_given(body.evidence), *here.room.evidence([named_source(s) for s in body.sources])]
    coming = here.room.examining(
        body.text,
        evidence,
        language=body.language,
        dateline=aware(body.dateline),
        model=here.model_named(body.model),
    )
    if "text/event-stream" in accept:
        first = next(coming)  # a wrong request is answered as a problem, not inside a stream
        events = _events(here, body, chain([first], coming))
        return StreamingResponse(events, media_type="text/event-stream", headers={"Cache-Control": "no-store"})
    told = _told(here, body, list(coming)[-1])
    return answer(told, status=201 if body.keep else 200)


@router.get("")
def list_checks(
    here: Here, before: Annotated[int | None, Query(ge=1)] = None, limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> JSONResponse:
    """The kept checks, newest first, without their texts; `next` is the `before` of the following page, or null."""
    found = here.room.checks(limit=limit, before=before)
    return answer({"checks": found, "next": found[-1].id if len(found) == limit else None})


@router.get("/{id}")
def get_check(here: Here, id: int, format: str = "", language: Annotated[str, Query(max_length=20)] = "") -> Response:
    """A kept check with its text and evidence, as JSON; or in a `format`: `html`, `pdf`, or `badge` (an SVG)."""
    if not format:
        return answer(here.room.checked(id))
    body = here.room.check_report(id, format, language=language)
    return Response(body, media_type=publish.check_report_file(format)[0])


@router.post("/{id}/clear")
def clear_sentence(here: Here, id: int, body: ClearIn) -> JSONResponse:
    """Let a sentence stand by name: the report stays, and says who did."""
    return answer(here.room.clear_checked(id, body.sentence, by=body.by))


@router.delete("/{id}", status_code=204)
def forget_check(here: Here, id: int) -> None:
    """Forget a kept check."""
    here.room.forget_check(id)


def _told(here: Context, body: CheckIn, checked: Checked) -> dict[str, Any]:
    """The report, with the id of the check where it was to be kept."""
    if not body.keep:
        return dict(jsonable(checked.report))
    stored = here.room.keep_check(replace(checked, title=body.title or checked.title, by=body.by))
    return {"id": stored.id, **jsonable(checked.report)}


def _events(here: Context, body: CheckIn, coming: Iterable[Checked]) -> Iterator[str]:
    """Each report as it comes, and the final one again as `done`, with its `id` when it is kept."""
    last: Checked | None = None
    for last in coming:
        yield _event("report", last.report)
    if last is not None:
        yield _event("done", _told(here, body, last))


def _event(name: str, value: Any) -> str:
    return f"event: {name}\ndata: {json.dumps(jsonable(value), ensure_ascii=False)}\n\n"


def _given(rows: list[str | SourceIn]) -> list[Evidence]:
    told = [SourceIn(text=row) if isinstance(row, str) else row for row in rows]
    return [_evidence(row, number) for number, row in enumerate(told, 1)]


def _evidence(row: SourceIn, number: int) -> Evidence:
    told: dict[str, Any] = row.model_dump(exclude={"source", "published"})
    return Evidence(row.source or f"evidence:{number}", published=aware(row.published), **told)
