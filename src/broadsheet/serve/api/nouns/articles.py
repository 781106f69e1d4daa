"""Articles: take in, list, read, analyse."""

import base64
import json
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field, ValidationError

from broadsheet.core import Article, BroadsheetError, InvalidInputError, Stored
from broadsheet.serve.api.context import Here, answer
from broadsheet.serve.jobs import collect
from broadsheet.serve.shapes import jsonable

router = APIRouter(prefix="/api/v1", tags=["articles"])

LONGEST_TEXT = 1_000_000  # characters; a book is longer, an article never


class ArticleIn(BaseModel):
    """A report to take in."""

    title: str = Field("", max_length=2000)
    text: str = Field(max_length=LONGEST_TEXT)
    url: str = Field("", max_length=2000)
    outlet: str = Field("", max_length=200)
    author: str = Field("", max_length=200)
    language: str = Field("", max_length=20)
    published: datetime | None = None
    tags: list[str] = Field(default_factory=list, max_length=100)


class ArticlesIn(BaseModel):
    """Reports to take in; one that fails does not stop the rest."""

    articles: list[dict[str, Any]] = Field(max_length=1000)


class TextIn(BaseModel):
    """A text to analyse."""

    text: str = Field(max_length=LONGEST_TEXT)
    title: str = Field("", max_length=2000)
    language: str = Field("", max_length=20)
    published: datetime | None = None
    only: list[str] | None = None


@router.get("/articles")
def list_articles(
    here: Here,
    language: str = "",
    outlet: str = "",
    cursor: str = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> JSONResponse:
    """Articles, newest first; `next` is the cursor of the following page, or null."""
    found = here.room.articles(language=language, outlet=outlet, limit=limit, before=_position(cursor))
    following = _cursor(found[-1]) if len(found) == limit else None
    return answer({"articles": found, "next": following})


@router.get("/articles/{id}")
def get_article(here: Here, id: int) -> JSONResponse:
    """An article with its annotations, the story it belongs to and its known copies."""
    stored = here.room.article(id)
    story = here.room.store.stories.of_article(id)
    copies = [{"url": u, "outlet": o} for u, o in here.room.store.articles.duplicates(id)]
    return answer({**jsonable(stored), "story": story, "copies": copies})


@router.get("/articles/{id}/related")
def get_related(here: Here, id: int, n: Annotated[int, Query(ge=1, le=50)] = 5) -> JSONResponse:
    """The articles nearest in meaning."""
    return answer({"related": here.room.related(id, n)})


@router.post("/articles", status_code=201)
def add_articles(here: Here, body: ArticlesIn) -> JSONResponse:
    """Take in reports: a result for each, in order. They are analysed and indexed behind the answer."""
    results = [_taken(here, row) for row in body.articles]
    here.works.start("refresh", collect(here.room, lambda: ()))
    return answer({"results": results}, status=201)


@router.post("/analyse")
def analyse(here: Here, body: TextIn) -> JSONResponse:
    """The annotations of one text, which is not kept."""
    told = body.model_dump(exclude={"text"})
    return answer(here.room.analyse(body.text, **told))


def _taken(here: Here, row: dict[str, Any]) -> dict[str, Any]:
    try:
        given = ArticleIn.model_validate(row)
        if not given.text.strip():
            raise InvalidInputError("the article has no text", asked=given.title or given.url)
        article = Article(**{**given.model_dump(), "tags": tuple(given.tags)})
        taken = here.room.add(article)
    except ValidationError as error:
        found = "; ".join(f"{'.'.join(str(p) for p in e['loc'])}: {e['msg']}" for e in error.errors())
        return {"id": None, "error": InvalidInputError("the article does not fit", found=found)}
    except BroadsheetError as error:
        return {"id": None, "error": error}
    if taken.error:
        return {"id": None, "error": taken.error}
    return {"id": taken.article, "verdict": taken.verdict}


def _cursor(last: Stored[Article]) -> str:
    at = last.value.published or last.created
    return base64.urlsafe_b64encode(json.dumps([at.isoformat(), last.id]).encode()).decode()


def _position(cursor: str) -> tuple[datetime, int] | None:
    if not cursor:
        return None
    try:
        at, id = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return datetime.fromisoformat(at), int(id)
    except (ValueError, TypeError) as error:
        raise InvalidInputError(
            "this cursor is not one of ours", asked=cursor, do="take `next` of the page before"
        ) from error
