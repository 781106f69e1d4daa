"""Checks: any text against any evidence, kept where that is asked, with a report and a badge."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, Response
from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from broadsheet import publish
from broadsheet.core import Evidence
from broadsheet.serve.api.context import Here, answer
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
def check(here: Here, body: CheckIn) -> JSONResponse:
    """The report on a text against its evidence: 200, or 201 with an `id` when it is kept."""
    evidence = [*_given(body.evidence), *here.room.evidence([named_source(s) for s in body.sources])]
    checked = here.room.examined(
        body.text,
        evidence,
        language=body.language,
        dateline=aware(body.dateline),
        model=here.model_named(body.model),
    )
    if not body.keep:
        return answer(checked.report)
    stored = here.room.keep_check(replace(checked, title=body.title or checked.title, by=body.by))
    return answer({"id": stored.id, **jsonable(checked.report)}, status=201)


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


def _given(rows: list[str | SourceIn]) -> list[Evidence]:
    told = [SourceIn(text=row) if isinstance(row, str) else row for row in rows]
    return [_evidence(row, number) for number, row in enumerate(told, 1)]


def _evidence(row: SourceIn, number: int) -> Evidence:
    told: dict[str, Any] = row.model_dump(exclude={"source", "published"})
    return Evidence(row.source or f"evidence:{number}", published=aware(row.published), **told)
