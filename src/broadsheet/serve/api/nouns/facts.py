"""Fact checks: kept, found again for a sentence, sent out and taken in as ClaimReview."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any, cast

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, Field

from broadsheet.app.fact_checking import EarlierCheck
from broadsheet.core import Appearance, FactCheck, Rating
from broadsheet.core.fact_check import Ruling
from broadsheet.serve.api.context import Here, answer
from broadsheet.serve.shapes import jsonable

router = APIRouter(prefix="/api/v1/facts", tags=["facts"])

LONGEST_FILE = 20_000_000  # characters: what the guard lets through at once


class AppearanceIn(BaseModel):
    """Where a claim was made."""

    url: str = Field("", max_length=2000)
    outlet: str = Field("", max_length=200)
    date: datetime | None = None
    article: int | None = Field(None, ge=1, lt=2**63)


class FactCheckIn(BaseModel):
    """A verdict on a claim; `sentence` is the one of the queue it ends, `label` the verdict in words of your own."""

    claim: str = Field(min_length=1, max_length=2000)
    ruling: str = Field(max_length=20)
    label: str = Field("", max_length=200)
    explanation: str = Field("", max_length=20_000)
    title: str = Field("", max_length=300)
    claimant: str = Field("", max_length=300)
    claimed: datetime | None = None
    appearances: list[AppearanceIn] = Field(default_factory=list, max_length=50)
    evidence: list[Annotated[str, Field(max_length=2000)]] = Field(default_factory=list, max_length=50)
    language: str = Field("", max_length=20)
    article: int | None = Field(None, ge=1, lt=2**63)
    sentence: str = Field("", max_length=2000)
    by: str = Field("", max_length=80)


class ReviewsIn(BaseModel):
    """The text of a page or a file with ClaimReview in it, and where it came from."""

    text: str = Field(max_length=LONGEST_FILE)


@router.get("")
def list_fact_checks(
    here: Here,
    language: Annotated[str, Query(max_length=20)] = "",
    ours: Annotated[bool | None, Query()] = None,
    before: Annotated[int | None, Query(ge=1, lt=2**63)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> JSONResponse:
    """Fact checks, the last kept first; `next` is the `before` of the following page, or null."""
    found = here.room.fact_checks(language=language, ours=ours, limit=limit, before=before)
    return answer({"checks": found, "next": found[-1].id if len(found) == limit else None})


@router.post("", status_code=201)
def add_fact_check(here: Here, body: FactCheckIn) -> JSONResponse:
    """Keep a verdict of this newsroom; one on the same claim is replaced."""
    check = FactCheck(
        claim=body.claim,
        rating=Rating(body.label),
        ruling=cast("Ruling", body.ruling),  # the newsroom refuses what is none
        claimant=body.claimant,
        claimed=_aware(body.claimed),
        appearances=tuple(Appearance(a.url, a.outlet, _aware(a.date), a.article) for a in body.appearances),
        explanation=body.explanation,
        title=body.title,
        language=body.language,
        evidence=tuple(body.evidence),
        article=body.article,
    )
    id = here.room.keep_verdict(check, sentence=body.sentence, by=body.by)
    return answer(here.room.fact_check(id), status=201)


@router.get("/find")
def find_fact_checks(
    here: Here, q: Annotated[str, Query(max_length=2000)], limit: Annotated[int, Query(ge=1, le=50)] = 5
) -> JSONResponse:
    """Fact checks of the same claim, then those alike but for a figure, a name or a denial (`differs`)."""
    return answer({"checks": [shown_match(one) for one in here.room.earlier_checks(q, n=limit)]})


@router.get("/feed")
def get_feed(here: Here, ours: Annotated[bool | None, Query()] = None) -> StreamingResponse:
    """Every fact check as a schema.org DataFeed of ClaimReview."""

    def pieces() -> Iterator[bytes]:
        yield from (piece.encode() for piece in here.room.claim_feed(ours=ours))

    return StreamingResponse(pieces(), media_type="application/ld+json")


@router.post("/import", status_code=201)
def import_reviews(here: Here, body: ReviewsIn) -> JSONResponse:
    """Take in the ClaimReviews of a page, JSON-LD, a data feed or lines of JSON; what is wrong is told by item."""
    taken = list(here.room.take_fact_checks("-", stdin=body.text.encode("utf-8", "replace")))
    return answer({"taken": taken}, status=201)


@router.get("/{id}")
def get_fact_check(here: Here, id: int) -> JSONResponse:
    """A fact check with its ClaimReview."""
    return answer({**jsonable(here.room.fact_check(id)), "claim_review": here.room.claim_review(id)})


@router.delete("/{id}", status_code=204)
def remove_fact_check(here: Here, id: int) -> None:
    """Forget a fact check."""
    here.room.remove_fact_check(id)


def shown_match(one: EarlierCheck) -> dict[str, Any]:
    """An earlier check flat: the fact check, its likeness, and what differs."""
    match = one.match
    told = {
        "score": match.score,
        "same": match.same,
        "differs": match.differs,
        "ours": match.ours,
        "theirs": match.theirs,
    }
    return {**jsonable(one.check), "match": {**told, "parts": jsonable(match.parts)}}


def _aware(moment: datetime | None) -> datetime | None:
    from broadsheet.ingest.dates import aware

    return aware(moment) if moment else None
