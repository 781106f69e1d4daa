"""Measures of the lab's models, taken anew: on what was held out from them, or on texts that are sent."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from broadsheet.serve.api.context import Here, answer
from broadsheet.serve.jobs.lab_measuring import lab_measuring, measuring_name
from broadsheet.train.corpus.document import Document

router = APIRouter(prefix="/api/v1", tags=["lab"])
MOST = 2000


class TextIn(BaseModel):
    """A text to measure on, with its other side or its label where the model's task has them."""

    text: str = Field(min_length=1, max_length=100_000)
    target: str = Field("", max_length=100_000)
    label: str = Field("", max_length=200)


class EvaluationIn(BaseModel):
    """The texts; none for those held out from the training."""

    documents: list[TextIn] = Field(default_factory=list, max_length=MOST)


@router.post("/lab/models/{name}/evaluations", status_code=202)
def evaluate_model(here: Here, name: str, body: EvaluationIn) -> JSONResponse:
    """Begin to measure; `GET` of the same address tells how far it is and what was found."""
    documents = [Document(text=one.text, target=one.target, label=one.label) for one in body.documents]
    work = here.works.start(measuring_name(name), lab_measuring(here.room, name, documents=documents))
    return answer({"name": name, "state": work.state, "at": f"/api/v1/lab/models/{name}/evaluations"}, status=202)


@router.get("/lab/models/{name}/evaluations")
def get_evaluation(here: Here, name: str) -> JSONResponse:
    """What was found last, in this run of the server or before, and whether one is under way or failed."""
    work, found = here.works.get(measuring_name(name)), here.room.lab_evaluation(name)
    return answer({"found": found, "state": work.state if work else None, "error": work.error if work else None})
