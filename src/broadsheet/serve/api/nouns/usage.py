"""What asking models costs."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from broadsheet.app.accounting import MOST_DAYS
from broadsheet.serve.api.context import Here, answer

router = APIRouter(prefix="/api/v1", tags=["models"])


@router.get("/usage")
def show_usage(here: Here, days: Annotated[int, Query(ge=1, le=MOST_DAYS)] = 30) -> JSONResponse:
    """Tokens, time and energy of the last days by model, by task, by day and job by job."""
    return answer(here.room.account(days=days))
