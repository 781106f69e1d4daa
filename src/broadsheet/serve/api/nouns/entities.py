"""Who and what: entities, their dossiers, the graph."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from broadsheet import knowledge
from broadsheet.serve.api.context import Here, answer

router = APIRouter(prefix="/api/v1", tags=["entities"])

Type = Literal["", "person", "organisation", "place", "other"]
Depth = Annotated[int, Query(ge=1, le=2)]


class Change(BaseModel):
    """What an editor decides of an entity: another one that is the same, that it is another, what it is called."""

    merge: int | None = Field(None, description="the id of an entity that is the same as this one")
    split: bool = Field(False, description="this entity is no spelling of what it was joined to")
    rename: str = Field("", max_length=200)
    type: Type = ""


@router.get("/entities")
def list_entities(
    here: Here,
    q: Annotated[str, Query(max_length=200, description="how a name begins")] = "",
    type: Type = "",
    cursor: Annotated[str, Query(pattern=r"^(\d{1,9}-\d{1,12})?$")] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> JSONResponse:
    """The most named entities; `next` is the cursor of the following page, or null."""
    weight, _, id = cursor.partition("-")
    before = (int(weight), int(id)) if cursor else None
    found = here.room.entities(type=type, prefix=q, limit=limit, before=before)
    more = f"{found[-1].articles}-{found[-1].label.id}" if len(found) == limit and not q.strip() else None
    return answer({"entities": found, "next": more})


@router.get("/entities/{id}")
def get_entity(here: Here, id: int) -> JSONResponse:
    """The dossier: names, facts with their sentences, a timeline, neighbours."""
    return answer(here.room.about(id))


@router.patch("/entities/{id}")
def change_entity(here: Here, id: int, change: Change) -> JSONResponse:
    """Merge, split or rename; the decision is kept."""
    if change.merge is not None:
        here.room.merge_entities(change.merge, id)
    if change.split:
        here.room.split_entity(id)
    if change.rename or change.type:
        here.room.rename_entity(id, change.rename or here.room.about(id).label.name("en"), type=change.type)
    return answer(here.room.about(id))


@router.get("/entities/{id}/neighbours")
def get_neighbours(here: Here, id: int, depth: Depth = 1) -> JSONResponse:
    """The entity, what it is tied to, and the ties with their sentences."""
    return answer(here.room.neighbourhood(id, depth=depth))


@router.get("/graph.{format}")
def export_graph(here: Here, format: str, entity: int | None = None, depth: Depth = 1) -> Response:
    """The graph as `graphml` or `jsonld`: around an entity, or the most named of the archive."""
    made = here.room.export_graph(format, id=entity, depth=depth)
    name = f"graph-{entity}.{format}" if entity is not None else f"graph.{format}"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(made, media_type=knowledge.media_type(format), headers=headers)
