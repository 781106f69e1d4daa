"""Steering: the dials of the front pages, pins and boosts, and what a turn of a dial would cost."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from broadsheet.recommend.pages.replaying import Replay
from broadsheet.serve.api.answers.kept import Made
from broadsheet.serve.api.answers.steering import DirectionOut, HistoryOut
from broadsheet.serve.api.context import Here, answer

router = APIRouter(prefix="/api/v1/steering", tags=["steering"])

Turn = Annotated[float | None, Field(ge=0, le=1, allow_inf_nan=False)]
Id = Annotated[int, Field(ge=1, lt=2**63)]
Reason = Annotated[str, Field(min_length=1, max_length=500)]
Hours = Annotated[float, Field(gt=0, le=2160, allow_inf_nan=False)]
By = Annotated[str, Field(max_length=80)]
Tag = Annotated[str, Field(min_length=1, max_length=20)]


class DialsIn(BaseModel):
    """Dials from 0 to 1; what is left out stays. 0.5 leaves pages as they are, 0 asks for no public interest."""

    freshness: Turn = None
    locality: Turn = None
    depth: Turn = None
    diversity: Turn = None
    public_interest: Turn = None

    def turned(self) -> dict[str, float]:
        """Those that are given."""
        return {name: value for name in DialsIn.model_fields if (value := getattr(self, name)) is not None}


class SettingIn(DialsIn):
    """A setting of the dials, with why; after `hours`, if given, they go back."""

    reason: Reason
    by: By = ""
    hours: Hours | None = None


class PreviewIn(DialsIn):
    """Dials to try on the pages of `readers`, or of those served last."""

    readers: list[Annotated[str, Field(min_length=1, max_length=128)]] = Field(default_factory=list, max_length=50)
    language: str = Field("", max_length=20)
    n: int = Field(24, ge=1, le=200)


class PinIn(BaseModel):
    """An article to be put at a position of every front page, or of those in some languages."""

    article: Id
    position: int = Field(1, ge=1, le=200)
    reason: Reason
    hours: Hours = 24
    by: By = ""
    languages: list[Tag] = Field(default_factory=list, max_length=20)


class BoostIn(BaseModel):
    """An article (by number), a tag or an outlet to be raised, or lowered by an amount below 0."""

    kind: Literal["article", "tag", "outlet"]
    name: str = Field(min_length=1, max_length=200)
    amount: float = Field(ge=-3, le=3, allow_inf_nan=False)
    reason: Reason
    hours: Hours = 24
    by: By = ""
    languages: list[Tag] = Field(default_factory=list, max_length=20)


@router.get("", response_model=DirectionOut)
def get_steering(here: Here) -> JSONResponse:
    """The dials, pins and boosts that hold now."""
    return answer(here.room.direction())


@router.put("/dials", response_model=DirectionOut)
def set_dials(here: Here, body: SettingIn) -> JSONResponse:
    """Turn dials."""
    here.room.set_dials(reason=body.reason, by=body.by, hours=body.hours, **body.turned())
    return answer(here.room.direction())


@router.post("/preview", response_model=Replay)
def preview(here: Here, body: PreviewIn) -> JSONResponse:
    """What pages would be with these dials, beside what they are; nothing goes live."""
    dials = here.room.dials_with(body.turned())
    return answer(here.room.preview_dials(dials, language=body.language, n=body.n, readers=tuple(body.readers)))


@router.post("/pins", status_code=201, response_model=Made)
def pin(here: Here, body: PinIn) -> JSONResponse:
    """Put an article at a position of every front page."""
    id = here.room.pin(
        body.article,
        reason=body.reason,
        position=body.position,
        hours=body.hours,
        by=body.by,
        languages=tuple(body.languages),
    )
    return answer({"id": id}, status=201)


@router.post("/boosts", status_code=201, response_model=Made)
def boost(here: Here, body: BoostIn) -> JSONResponse:
    """Raise or lower an article, a tag or an outlet."""
    id = here.room.boost(
        body.amount,
        about=(body.kind, body.name),
        reason=body.reason,
        hours=body.hours,
        by=body.by,
        languages=tuple(body.languages),
    )
    return answer({"id": id}, status=201)


@router.delete("/steers/{id}", status_code=204)
def remove(here: Here, id: int, by: Annotated[str, Query(max_length=80)] = "") -> None:
    """Take a pin or a boost back before its time."""
    here.room.remove_steer(id, by=by)


@router.get("/history", response_model=HistoryOut)
def get_history(here: Here, limit: Annotated[int, Query(ge=1, le=1000)] = 50) -> JSONResponse:
    """Who set what, when and why, the last first."""
    settings, steers = here.room.direction_history(limit=limit)
    return answer({"dials": settings, "steers": steers})
