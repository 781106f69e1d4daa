"""Stories and what is rising."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from broadsheet.serve.api.context import Here, answer

router = APIRouter(prefix="/api/v1", tags=["stories"])


@router.get("/stories")
def list_stories(
    here: Here, cursor: Annotated[int, Query(ge=0)] = 0, limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> JSONResponse:
    """Stories in the desk's order; `next` is the cursor of the following page, or null."""
    found = here.room.stories(limit=limit, offset=cursor)
    return answer({"stories": found, "next": cursor + limit if len(found) == limit else None})


@router.get("/stories/{id}")
def get_story(here: Here, id: int) -> JSONResponse:
    """A story with all its reports and their copies."""
    return answer(here.room.story(id))
