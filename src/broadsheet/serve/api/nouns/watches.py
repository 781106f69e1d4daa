"""Watches and alerts: saved searches, followed stories, and what came since."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from broadsheet import publish
from broadsheet.core import Stored, Watch
from broadsheet.serve.api.context import Here, answer
from broadsheet.serve.shapes import jsonable

router = APIRouter(tags=["watches"])


class WatchIn(BaseModel):
    """What to watch: of kind `search` the `query` and any of the filters of `/search`; of kind `story` its id."""

    kind: str = Field("search", max_length=40)
    name: str = Field("", max_length=200)
    value: dict[str, str] = Field(max_length=20)


class SeenIn(BaseModel):
    """Alerts that somebody has seen."""

    alerts: list[int] = Field(max_length=1000)


@router.get("/api/v1/watches")
def list_watches(here: Here) -> JSONResponse:
    """What is watched, with how many alerts nobody has seen and why the last look failed, if it did."""
    unseen = here.room.unseen()
    return answer({"watches": [_shown(here, w, unseen.get(w.id, 0)) for w in here.room.watches()]})


@router.post("/api/v1/watches", status_code=201)
def add_watch(here: Here, body: WatchIn) -> JSONResponse:
    """Save a search or follow a story; reports that come from now on and answer, or add something, are told of."""
    id = here.room.watch(body.value, kind=body.kind, name=body.name)
    return answer(_shown(here, here.room.store.watches.get(id), 0), status=201)


@router.delete("/api/v1/watches/{id}", status_code=204)
def remove_watch(here: Here, id: int) -> None:
    """Watch it no longer; its alerts go too."""
    here.room.unwatch(id)


@router.get("/api/v1/alerts")
def list_alerts(
    here: Here,
    watch: int | None = None,
    before: int | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> JSONResponse:
    """What the watches came upon, newest first; `next` is the `before` of the following page, or null."""
    found = here.room.alerts(watch=watch, limit=limit, before=before)
    return answer({"alerts": found, "next": found[-1].id if len(found) == limit else None})


@router.get("/feeds/alerts/atom", tags=["feeds"])
def get_alerts_feed(here: Here, watch: int | None = None) -> Response:
    """The newest alerts, of one watch or of all, as Atom."""
    return Response(here.room.alerts_feed(watch=watch), media_type=publish.media_type("atom"))


@router.post("/api/v1/alerts/seen")
def see_alerts(here: Here, body: SeenIn) -> JSONResponse:
    """Note that somebody saw alerts; `new` is of how many it was the first time."""
    return answer({"new": here.room.see(body.alerts)})


def _shown(here: Here, stored: Stored[Watch], unseen: int) -> dict[str, Any]:
    return {**jsonable(stored), "unseen": unseen, "problem": here.room.watch_problem(stored.id)}
