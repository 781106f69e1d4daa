"""`/lab/NAME/read`: a text under the eyes of a model trained here: class, tags, gaps, what comes next, attention."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from broadsheet.app import Newsroom
from broadsheet.core import BroadsheetError, ConflictError, MissingExtraError, NotFoundError
from broadsheet.serve.web._frame.site import Here
from broadsheet.train.reading.gaps import GAP

routes = APIRouter()
# Shades of the picture, from nothing to the largest weight in it.
_SHADES = 9
# Of what a token looks at, so many are told in words.
_LISTED = 3


@routes.get("/lab/{name}/read")
def read(
    request: Request,
    site: Here,
    name: str,
    text: Annotated[str, Query(max_length=4000)] = "",
    layer: Annotated[int, Query(ge=0, le=1000)] = 0,
    head: Annotated[int, Query(ge=0, le=1000)] = 0,
) -> HTMLResponse:
    """The form, and for a text what the model makes of it; a part that this model lacks is left out."""
    site.room.lab_model(name)
    found: dict[str, Any] = {}
    problem = None
    if text.strip():
        try:
            found = _read(site.room, name, text, layer=layer, head=head)
        except BroadsheetError as error:
            problem = error
    told = {"text": text, "layer": layer, "head": head}
    return site.page(request, "lab_read.html", name=name, told=told, found=found, problem=problem)


def _read(room: Newsroom, name: str, text: str, *, layer: int, head: int) -> dict[str, Any]:
    reader = room.lab_labeller(name)
    task = reader.head.task if reader.head else ""
    found: dict[str, Any] = {}
    if task == "classify":
        found["classes"] = next(iter(room.classify_with_lab(name, [text])))
        if isinstance(found["classes"], BroadsheetError):
            raise found["classes"]
    elif task == "tag":
        found["words"] = room.tag_with_lab(name, text)
    elif reader.family == "masked" and GAP.search(text):
        found["gaps"] = room.fill_with_lab(name, text)
    elif reader.family == "causal" and reader.head is None:
        found["next"] = room.foretell_with_lab(name, text)
    try:
        looked = room.look_with_lab(name, text, layer=layer, head=head)
    except (ConflictError, MissingExtraError, NotFoundError):  # recurrent, or neither torch nor its weights are here
        return found
    most = max(max(row) for row in looked.weights)
    shades = [[round(w / most * _SHADES) for w in row] for row in looked.weights]
    return {**found, "looked": looked, "shades": shades, "most": [_most(row, looked.columns) for row in looked.weights]}


def _most(row: Sequence[float], columns: Sequence[str]) -> list[tuple[str, float]]:
    """The tokens that are looked at most, the first the most."""
    places = sorted(range(len(row)), key=row.__getitem__, reverse=True)[:_LISTED]
    return [(columns[place], row[place]) for place in places if row[place] > 0]
