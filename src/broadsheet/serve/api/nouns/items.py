"""Items: for a site that uses the recommender alone, with ids of its own. Items in, `/events` told, pages out."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from broadsheet.core import CatalogueItem, Context, InvalidInputError
from broadsheet.recommend.item_feed.nouns import Page, Pick, Put
from broadsheet.serve.api.context import Here, answer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

router = APIRouter(prefix="/api/v1", tags=["items"])

MOST = 10_000  # items of one request
Name = Annotated[str, Field(min_length=1, max_length=200)]


class ItemIn(BaseModel):
    """An item under the site's own id. `vector` is for sites that make their own; then every item needs one."""

    id: Name
    title: str = Field("", max_length=2000)
    text: str = Field("", max_length=1_000_000)
    url: str = Field("", max_length=2000)
    outlet: str = Field("", max_length=200)
    author: str = Field("", max_length=200)
    language: str = Field("", max_length=20)
    section: str = Field("", max_length=200)
    published: datetime | None = None
    topics: list[Name] = Field(default_factory=list, max_length=100)
    tags: list[Name] = Field(default_factory=list, max_length=100)
    vector: list[float] | None = Field(None, max_length=4096)


class ItemsIn(BaseModel):
    """Items to take in; one that is refused does not stop the rest."""

    items: list[dict[str, Any]] = Field(max_length=MOST)


class WithdrawnOut(BaseModel):
    """How many of the items were there to withdraw."""

    withdrawn: int


class SimilarOut(BaseModel):
    """What is like an item, the most alike first."""

    items: list[Pick]


class IdsIn(BaseModel):
    """The site's own ids."""

    ids: list[Name] = Field(max_length=MOST)


_ITEM = TypeAdapter(ItemIn)


@router.post("/items", response_model=Put)
def put_items(here: Here, body: ItemsIn) -> JSONResponse:
    """Take items in, new or changed; they can be on pages within a second of the answer."""
    read, refused = _read(_ITEM, body.items)
    rows = [item for _, item in read]
    put = here.room.item_feed.put([_item(i) for i in rows], vectors=_vectors(rows))
    return answer({"added": put.added, "changed": put.changed, "refused": _all(refused, put.refused, read)})


@router.post("/items/withdraw", response_model=WithdrawnOut)
def withdraw_items(here: Here, body: IdsIn) -> JSONResponse:
    """Take items off every page; what was done with them stays known."""
    return answer({"withdrawn": here.room.item_feed.withdraw(body.ids)})


@router.get("/items/{id}/similar", response_model=SimilarOut)
def similar_items(
    here: Here, id: str, n: Annotated[int, Query(ge=1, le=100)] = 10, language: str = "en"
) -> JSONResponse:
    """What to show beside an item."""
    return answer({"items": here.room.item_feed.similar(id, n=n, language=language)})


@router.get("/readers/{name}/page", response_model=Page)
def get_page(
    here: Here,
    name: str,
    n: Annotated[int, Query(ge=1, le=200)] = 30,
    language: str = "en",
    place: Annotated[str, Query(max_length=100)] = "",
    device: Annotated[str, Query(pattern="^(|phone|tablet|computer)$")] = "",
) -> JSONResponse:
    """The page this reader gets now, in the site's own ids."""
    return answer(here.room.item_feed.page(name, n=n, language=language, context=Context(place=place, device=device)))


def _read(
    shape: TypeAdapter[Any], rows: Sequence[dict[str, Any]]
) -> tuple[list[tuple[int, Any]], list[dict[str, Any]]]:
    """Rows that have the shape, with their places; and the others, with what is wrong."""
    good: list[tuple[int, Any]] = []
    bad: list[dict[str, Any]] = []
    for index, row in enumerate(rows):
        try:
            good.append((index, shape.validate_python(row)))
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False, include_input=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            bad.append({"index": index, "id": str(row.get("id") or "")[:200], "reason": f"{where}: {first['msg']}"})
    return good, bad


def _all(bad: list[dict[str, Any]], refused: Sequence[Any], read: Sequence[tuple[int, Any]]) -> list[dict[str, Any]]:
    """Every refusal by its place in the request."""
    later = [{"index": read[r.index][0], "id": r.id, "reason": r.reason} for r in refused]
    return sorted([*bad, *later], key=lambda r: r["index"])


def _item(row: ItemIn) -> CatalogueItem:
    told = row.model_dump(exclude={"vector", "topics", "tags"})
    return CatalogueItem(**told, topics=tuple(row.topics), tags=tuple(row.tags))


def _vectors(rows: Sequence[ItemIn]) -> "NDArray[np.float32] | None":
    given = [row.vector for row in rows if row.vector is not None]
    if not given:
        return None
    if len(given) != len(rows) or len({len(v) for v in given}) != 1:
        raise InvalidInputError(
            "vectors are given for all items of a request, of one length, or for none",
            asked=f"{len(rows)} items",
            found=f"{len(given)} vectors",
        )
    import numpy as np

    return np.array(given, dtype=np.float32)
