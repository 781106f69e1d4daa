"""What is like an article."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from broadsheet.core import FrontPage
from broadsheet.serve.api.context import Here, answer

router = APIRouter(prefix="/api/v1", tags=["articles"])


@router.get("/articles/{id}/similar", response_model=FrontPage)
def get_similar(
    here: Here,
    id: int,
    n: Annotated[int, Query(ge=1, le=50)] = 6,
    reader: Annotated[str, Query(max_length=128)] = "",
    language: Annotated[str, Query(max_length=20)] = "",
) -> JSONResponse:
    """What to read after an article, each with a reason; for a `reader` without what they read or refused."""
    return answer(here.room.similar(id, n=n, reader=reader, language=language))
