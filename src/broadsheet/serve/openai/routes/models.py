"""`GET /v1/models` and `/v1/models/{name}`: what can be asked here."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from broadsheet.app import Newsroom
from broadsheet.serve.api.context import Here
from broadsheet.serve.openai import shelf
from broadsheet.serve.openai.refusals import RefusedError

routes = APIRouter()


@routes.get("/models")
def list_models(here: Here) -> JSONResponse:
    """Every model that is here, the newsroom's own first, the embedder last."""
    owners = shelf.owners(here.room)
    return JSONResponse({"object": "list", "data": [_row(name, owners) for name in _names(here.room)]})


@routes.get("/models/{name:path}")
def get_model(here: Here, name: str) -> JSONResponse:
    """One model; its name may hold colons and slashes."""
    if name not in _names(here.room):
        raise RefusedError(
            f"The model '{name}' does not exist here: there are {', '.join(_names(here.room))}.",
            status=404,
            param="model",
            code="model_not_found",
        )
    return JSONResponse(_row(name, shelf.owners(here.room)))


def _names(room: Newsroom) -> list[str]:
    return [*shelf.writers(room), *shelf.embedders(room)]


def _row(name: str, owners: Mapping[str, str]) -> dict[str, Any]:
    # A model file has no date of making that is known; 0 is honest, and clients only sort by it.
    return {"id": name, "object": "model", "created": 0, "owned_by": owners.get(name, "broadsheet")}
