"""`/lab/NAME/read`: a text under the eyes of a model trained here: class, tags, gaps, what comes next, attention.

A model that writes is asked there too: for a headline, a translation, an answer, held against the text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from broadsheet.app import Newsroom
from broadsheet.core import BroadsheetError, ConflictError, MissingExtraError, NotFoundError
from broadsheet.models import Options
from broadsheet.serve.web._frame.lab_written import shown
from broadsheet.serve.web._frame.site import Here
from broadsheet.train.reading.gaps import GAP

routes = APIRouter()
# Shades of the picture, from nothing to the largest weight in it.
_SHADES = 9
# Of what a token looks at, so many are told in words.
_LISTED = 3


@dataclass(frozen=True, slots=True)
class Told:
    """What the form asks, as the page's address says it; `do` is the button that was pressed."""

    text: Annotated[str, Query(max_length=4000)] = ""
    do: Literal["read", "write"] = "read"
    layer: Annotated[int, Query(ge=0, le=1000)] = 0
    head: Annotated[int, Query(ge=0, le=1000)] = 0
    strategy: Literal["greedy", "sample"] = "greedy"
    temperature: Annotated[float, Query(ge=0, le=2)] = 0.7
    n: Annotated[int, Query(ge=1, le=8)] = 1
    max_tokens: Annotated[int, Query(ge=1, le=512)] = 128
    seed: Annotated[int, Query(ge=0, le=4294967294)] = 1

    def options(self) -> Options:
        """As the model takes them; several answers are drawn, as the likeliest is the same every time."""
        strategy = "sample" if self.n > 1 else self.strategy
        return Options(strategy, self.temperature, max_tokens=self.max_tokens, seed=self.seed)


@routes.get("/lab/{name}/read")
def read(request: Request, site: Here, name: str, told: Annotated[Told, Depends()]) -> HTMLResponse:
    """The form, and for a text what the model makes of it; a part that this model lacks is left out."""
    site.room.lab_model(name)
    kind, found, problem = _kind(site.room, name), dict[str, Any](), None
    if told.text.strip():
        try:
            found = _written(site.room, name, told) if told.do == "write" else _found(site.room, name, told)
        except BroadsheetError as error:
            problem = error
    return site.page(request, "lab_read.html", name=name, told=told, kind=kind, found=found, problem=problem)


def _kind(room: Newsroom, name: str) -> str:
    """What the model writes when it is asked; "" for one that writes nothing."""
    try:
        return room.lab_form(name).kind
    except BroadsheetError:
        return ""


def _written(room: Newsroom, name: str, told: Told) -> dict[str, Any]:
    (found,) = room.write_with_lab(name, [told.text], options=told.options(), n=told.n)
    if isinstance(found, BroadsheetError):
        raise found
    return {"written": [shown(one) for one in found.answers], "is_cut": found.is_cut}


def _found(room: Newsroom, name: str, told: Told) -> dict[str, Any]:
    return _read(room, name, told.text, layer=told.layer, head=told.head)


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
