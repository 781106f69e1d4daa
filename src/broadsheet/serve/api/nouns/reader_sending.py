"""What is sent to readers: subscriptions, notices, letters."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse
from pydantic import BaseModel, Field

from broadsheet.core import NotFoundError
from broadsheet.serve.api.context import Here, answer

router = APIRouter(prefix="/api/v1", tags=["readers"])
Hour = Annotated[int, Field(ge=0, le=23)]


class SubscriptionIn(BaseModel):
    """What a reader wants sent; what is left out stays."""

    notices: bool | None = None
    letters: bool | None = None
    most_a_day: int | None = Field(None, ge=0, le=20)
    quiet_from: Hour | None = None
    quiet_to: Hour | None = None
    zone: str | None = Field(None, max_length=60)
    threshold: float | None = Field(None, ge=0, le=1, allow_inf_nan=False)


class AnswerIn(BaseModel):
    """What the reader made of a notice."""

    state: Literal["opened", "dismissed"]


@router.get("/readers/{name}/subscription")
def get_subscription(here: Here, name: str) -> JSONResponse:
    """What a reader asked to be sent."""
    return answer(here.room.subscription(name))


@router.put("/readers/{name}/subscription")
def put_subscription(here: Here, name: str, body: SubscriptionIn) -> JSONResponse:
    """Change what a reader wants sent."""
    return answer(here.room.subscribe(name, **body.model_dump(exclude_none=True)))


@router.get("/readers/{name}/notifications")
def list_notifications(here: Here, name: str, limit: Annotated[int, Query(ge=1, le=200)] = 50) -> JSONResponse:
    """The notices a reader was sent and why, newest first."""
    return answer({"notifications": here.room.notifications(name, limit=limit)})


@router.post("/readers/{name}/notifications")
def notify(here: Here, name: str) -> JSONResponse:
    """Send the one notice that is worth it now, if there is one; the answer says why none was sent."""
    return answer(here.room.notify(name))


@router.put("/readers/{name}/notifications/{id}")
def answer_notice(here: Here, name: str, id: int, body: AnswerIn) -> JSONResponse:
    """Note that a reader opened or dismissed a notice; the answer is their subscription, its threshold moved."""
    return answer(here.room.answer_notice(name, id, body.state))


@router.get("/readers/{name}/letters")
def list_letters(here: Here, name: str) -> JSONResponse:
    """A reader's letters, newest first."""
    return answer({"letters": here.room.letters(name)})


@router.post("/readers/{name}/letters")
def write_letter(here: Here, name: str, n: Annotated[int, Query(ge=1, le=30)] = 10) -> JSONResponse:
    """Write a reader's letter of today, by extraction, and keep it; it is not sent."""
    return answer(here.room.letter(name, n=n))


@router.get("/readers/{name}/letters/{edition}")
def get_letter(
    here: Here,
    name: str,
    edition: Annotated[str, Path(max_length=20)],
    format: Literal["json", "html", "text"] = "json",
) -> Response:
    """A letter by its day (`2026-11-22`), as JSON, as a page to be mailed, or as text."""
    letter = here.room.store.letters.get(here.room.reader(name).name, edition)
    if letter is None:
        raise NotFoundError("there is no letter of that day", asked=edition)
    if format == "json":
        return answer(letter)
    made = here.room.render_letter(letter, format)
    return HTMLResponse(made) if format == "html" else PlainTextResponse(made)
