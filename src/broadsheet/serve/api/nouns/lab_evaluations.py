"""Measures of the lab's models, taken anew: on what was held out from them, or on texts that are sent."""

from collections.abc import Callable

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from broadsheet.app import Newsroom, Step
from broadsheet.serve.api.context import Here, answer
from broadsheet.serve.jobs.work import Work
from broadsheet.train.corpus.document import Document
from broadsheet.train.experiments.told import LeftOut, Progress

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
    run = _measuring(here.room, name, documents)
    work = here.works.start(_work(name), run)
    return answer({"name": name, "state": work.state, "at": f"/api/v1/lab/models/{name}/evaluations"}, status=202)


@router.get("/lab/models/{name}/evaluations")
def get_evaluation(here: Here, name: str) -> JSONResponse:
    """What was found last, in this run of the server or before, and whether one is under way or failed."""
    work, found = here.works.get(_work(name)), here.room.lab_evaluation(name)
    return answer({"found": found, "state": work.state if work else None, "error": work.error if work else None})


def _work(name: str) -> str:
    return f"evaluate {name}"


def _measuring(room: Newsroom, name: str, documents: list[Document]) -> Callable[[Work], None]:
    told = room.evaluate_lab_model(name, documents=documents)

    def run(work: Work) -> None:
        for one in told:
            if isinstance(one, Progress):
                work.count(Step("measure", one.done, one.total))
            elif isinstance(one, LeftOut):
                work.problems.append(one.problem)

    return run
