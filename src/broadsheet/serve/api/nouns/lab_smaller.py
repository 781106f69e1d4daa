"""Smaller models out of the lab's: a vocabulary cut to what the archive uses, a pupil taught by its teacher."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from broadsheet.app import Given
from broadsheet.serve.api.context import Here, answer
from broadsheet.serve.jobs.lab import lab_training, work_name
from broadsheet.serve.jobs.lab_shrinking import lab_pruning, pruning_name
from broadsheet.train.experiments.folder import fit_name

router = APIRouter(prefix="/api/v1", tags=["lab"])


class PrunedIn(BaseModel):
    """What the smaller model is called, and the language of the reports whose tokens stay; any without it."""

    name: str = Field(min_length=1, max_length=64)
    language: str = Field("", max_length=8)


class PupilIn(BaseModel):
    """What the pupil is called, and how many layers it has (0: half of its teacher's)."""

    name: str = Field(min_length=1, max_length=64)
    layers: int = Field(0, ge=0, le=1000)


@router.post("/lab/models/{name}/pruned", status_code=202)
def prune_model(here: Here, name: str, body: PrunedIn) -> JSONResponse:
    """Begin to make a model with the tokens that the archive uses; `GET` of the same address tells what came of it."""
    run = lab_pruning(here.room, name, Given(name, language=body.language), to=body.name)
    work = here.works.start(pruning_name(name), run)
    return answer({"name": body.name, "state": work.state, "at": f"/api/v1/lab/models/{name}/pruned"}, status=202)


@router.get("/lab/models/{name}/pruned")
def get_pruned(here: Here, name: str) -> JSONResponse:
    """How far a pruning of this model is, and what came of the last: both models' size, speed and bits per byte."""
    here.room.lab_model(name)
    work = here.works.get(pruning_name(name))
    found = work.found["pruned"] if work and work.found else None
    return answer({"found": found, "state": work.state if work else None, "error": work.error if work else None})


@router.post("/lab/models/{name}/pupils", status_code=202)
def teach_pupil(here: Here, name: str, body: PupilIn) -> JSONResponse:
    """Begin the training of a pupil with fewer layers, on the text that its teacher learnt from."""
    called = fit_name(body.name)
    given = here.room.pupil_given(name, layers=body.layers)
    work = here.works.start(work_name(called), lab_training(here.room, given, name=called))
    return answer({"name": called, "state": work.state, "at": f"/api/v1/lab/models/{called}"}, status=202)
