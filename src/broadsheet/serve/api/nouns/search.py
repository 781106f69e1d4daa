"""Search: find articles in both languages."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from broadsheet.search import Filters
from broadsheet.serve.api.context import Here, answer
from broadsheet.serve.shapes import jsonable

router = APIRouter(prefix="/api/v1", tags=["search"])


@router.get("/search")
def search(
    here: Here,
    q: Annotated[str, Query(max_length=10_000)],
    n: Annotated[int, Query(ge=1, le=200)] = 20,
    language: str = "",
    outlet: str = "",
    topic: str = "",
    entity: str = "",
    sentiment: Literal["", "positive", "neutral", "negative"] = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> JSONResponse:
    """Find by words and meaning together, in both languages.

    `facets` count the candidates by language, outlet, topic and sentiment; `remark` is `symbols` or `common` when the
    query says too little; `instead` is the query with its misspelt words put right.
    """
    narrowed = Filters(
        language=language, outlet=outlet, topic=topic, entity=entity, sentiment=sentiment, since=since, until=until
    )
    found = here.room.find(q, n=n, filters=narrowed)
    articles = here.room.leads([h.article for h in found.hits])
    rows = [{**jsonable(h), "url": articles[h.article].url} for h in found.hits if h.article in articles]
    facets = here.room.facets(found.candidates)
    return answer({"query": q, "hits": rows, "facets": facets, "remark": found.remark, "instead": found.instead})
