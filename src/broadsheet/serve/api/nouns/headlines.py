"""Headline tests: candidates checked against the article, tests started, followed, stopped and undone."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from broadsheet.core import HeadlineRules
from broadsheet.serve.api.answers.headlines import CandidatesOut, KeptTest, TestOut, TestsOut
from broadsheet.serve.api.context import Context, Here, answer

router = APIRouter(prefix="/api/v1/headlines", tags=["headlines"])

Signed = Annotated[str, Field(max_length=80)]
Titles = Annotated[list[Annotated[str, Field(max_length=400)]], Field(max_length=20)]


class CandidatesIn(BaseModel):
    """An article, headlines typed for it, and how many more are to be written."""

    article: int
    titles: Titles = []
    write: int = Field(0, ge=0, le=8)
    model: str | None = None


class RulesIn(BaseModel):
    """When a test ends; what is left out is as measured to be good."""

    minimum: int = Field(HeadlineRules().minimum, ge=1, le=10_000_000)
    confidence: float = Field(HeadlineRules().confidence, gt=0.5, lt=1)
    loss: float = Field(HeadlineRules().loss, ge=0, lt=1)
    hours: float = Field(HeadlineRules().hours, gt=0, le=2160)
    stay: float = Field(HeadlineRules().stay, gt=0, le=3600)


class StartIn(CandidatesIn):
    """A test to start. `unit` is what gets one headline for as long as it runs."""

    by: Signed
    unit: Literal["reader", "page"] = "reader"
    rules: RulesIn = RulesIn()


class StopIn(BaseModel):
    """Who stops it, and the place of the variant to show from now on; none: the article's own."""

    by: Signed
    winner: int | None = None


class ShowIn(BaseModel):
    """Who shows which variant of an ended test; 0 is the article's own."""

    by: Signed
    variant: int


@router.get("", response_model=TestsOut)
def list_tests(
    here: Here,
    state: Literal["", "running", "decided", "stopped"] = "",
    article: int | None = None,
    before: int | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> JSONResponse:
    """Tests, newest first; `next` is the `before` of the following page, or null."""
    found = here.room.headline_tests(state=state, article=article, before=before, limit=limit)
    return answer({"tests": found, "next": found[-1].id if len(found) == limit else None})


@router.post("", status_code=201, response_model=KeptTest)
def start_test(here: Here, body: StartIn) -> JSONResponse:
    """Start a test: what the article does not bear out is listed as refused, with why."""
    test = here.room.start_headlines(
        body.article,
        body.titles,
        by=body.by,
        write=body.write,
        model=here.model_named(body.model),
        unit=body.unit,
        rules=HeadlineRules(**body.rules.model_dump()),
    )
    return answer(test, status=201)


@router.post("/candidates", response_model=CandidatesOut)
def find_candidates(here: Here, body: CandidatesIn) -> JSONResponse:
    """The article's own headline, those typed and those written, each with why it may not compete, if so."""
    model = here.model_named(body.model)
    found = here.room.headline_candidates(body.article, body.titles, write=body.write, model=model)
    return answer({"candidates": found})


@router.get("/{id}", response_model=TestOut)
def get_test(here: Here, id: int) -> JSONResponse:
    """A test with every look at it: counts, probabilities, shares."""
    return _told(here, id)


@router.post("/{id}/stop", response_model=TestOut)
def stop_test(here: Here, id: int, body: StopIn) -> JSONResponse:
    """End a test by hand."""
    here.room.stop_headlines(id, by=body.by, winner=body.winner)
    return _told(here, id)


@router.post("/{id}/show", response_model=TestOut)
def show_variant(here: Here, id: int, body: ShowIn) -> JSONResponse:
    """Show another variant of an ended test, or the article's own again."""
    here.room.show_headline(id, body.variant, by=body.by)
    return _told(here, id)


def _told(here: Context, id: int) -> JSONResponse:
    here.room.count_headlines()
    return answer({"test": here.room.headline_test(id), "looks": here.room.headline_looks(id)})
