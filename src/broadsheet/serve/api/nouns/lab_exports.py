"""Exports of the lab's models: another format, held against the model before it is put in place."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from broadsheet.serve.api.context import Here, answer
from broadsheet.serve.jobs.exporting import export_name, lab_export

router = APIRouter(prefix="/api/v1", tags=["lab"])


class ExportIn(BaseModel):
    """A format, with or without its kind (`gguf:q8_0`, `onnx`), and whether one that is there is replaced."""

    to: str = Field(min_length=1, max_length=40)
    replace: bool = False


@router.post("/lab/models/{name}/exports", status_code=202)
def export_model(here: Here, name: str, body: ExportIn) -> JSONResponse:
    """Begin an export; `GET` of the same address tells how far it is and what came of it."""
    run = lab_export(here.room, name, body.to, replaces=body.replace)
    work = here.works.start(export_name(name), run)
    return answer({"name": name, "state": work.state, "at": f"/api/v1/lab/models/{name}/exports"}, status=202)


@router.get("/lab/models/{name}/exports")
def list_exports(here: Here, name: str) -> JSONResponse:
    """The exports of a model, each with what its gate found, and one that is under way or failed last."""
    work = here.works.get(export_name(name))
    done = here.room.lab_model(name).card.get("exports", [])
    return answer({"exports": done, "state": work.state if work else None, "error": work.error if work else None})
