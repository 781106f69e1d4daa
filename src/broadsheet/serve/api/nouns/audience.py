"""The audience: what readers were shown and did, as numbers and charts; no group of under five readers is told."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse, Response

from broadsheet.app.audience_log import AudienceLog
from broadsheet.media import NARROW, WIDE, Look
from broadsheet.serve.api.answers.audience import AudienceOut
from broadsheet.serve.api.context import Here, answer
from broadsheet.serve.windows import AudienceWindow

router = APIRouter(prefix="/api/v1/audience", tags=["audience"])

Said = Annotated[str, Query(max_length=60)]
Words = Annotated[Literal["en", "zh"], Query(description="The language of the words.")]
_MEDIA = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8"}


def looked_at(
    here: Here, since: Said = "", until: Said = "", language: Said = "", by: Said = "", labels: Words = "en"
) -> AudienceLog:
    """The log of the window asked for."""
    view = AudienceWindow(since, until, language, by).view(here.room)
    return here.room.audience(view, words=labels)


Log = Annotated[AudienceLog, Depends(looked_at)]


@router.get("", response_model=AudienceOut)
def get_audience(here: Here, log: Log) -> JSONResponse:
    """The window in numbers, and every figure as a table."""
    sheets = {name: here.room.audience_sheet(name, log) for name in here.room.audience_figures()}
    return answer({"since": log.view.since, "until": log.view.until, **_heads(here, log), "figures": sheets})


def _heads(here: Here, log: AudienceLog) -> dict[str, object]:
    return {"heads": here.room.audience_heads(log)}


@router.get("/{name}.{format}", responses={200: {"content": {media: {} for media in _MEDIA.values()}}})
def get_audience_figure(
    here: Here,
    log: Log,
    name: str,
    format: Literal["svg", "png", "csv"],
    theme: Literal["light", "dark"] = "light",
    size: Literal["wide", "narrow"] = "wide",
) -> Response:
    """A figure as a file: the picture, or the numbers that it is drawn from."""
    look = Look(width=NARROW if size == "narrow" else WIDE, theme=theme)
    body = here.room.audience_chart(name, log, format=format, look=look)
    held = f'inline; filename="{name}.{format}"'
    return Response(body, media_type=_MEDIA[format], headers={"content-disposition": held})
