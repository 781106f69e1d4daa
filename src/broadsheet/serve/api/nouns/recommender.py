"""The recommender: the versions that rank front pages, training and rolling back, and how they measure."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from broadsheet.serve.api.answers.recommender import EvaluationOut, RankersOut, RecommenderOut, WorkOut
from broadsheet.serve.api.context import Here, answer
from broadsheet.serve.jobs import Work
from broadsheet.serve.jobs.ranking import EVALUATE, TRAIN, evaluating, learning

router = APIRouter(prefix="/api/v1/recommender", tags=["recommender"])


class RollbackIn(BaseModel):
    """The version to go back to: empty for the one before, `linear` for the weights set by hand."""

    to: str = Field("", max_length=100)


@router.get("", response_model=RecommenderOut)
def get_recommender(here: Here) -> JSONResponse:
    """What ranks front pages, the versions kept with their figures, and how far a training is."""
    return answer({**answerable(here), "training": _work(here.works.get(TRAIN))})


@router.post("/train", status_code=202, response_model=WorkOut)
def train_recommender(here: Here) -> JSONResponse:
    """Learn a version from the log now; it serves when it passes the gate. `GET /recommender` tells how far it is."""
    return answer(_work(here.works.start(TRAIN, learning(here.room))), status=202)


@router.post("/rollback", response_model=RankersOut)
def roll_back_recommender(here: Here, body: RollbackIn) -> JSONResponse:
    """Let an earlier version rank front pages again."""
    return answer(here.room.roll_back_ranking(body.to))


@router.get("/evaluation", response_model=EvaluationOut)
def get_evaluation(here: Here) -> JSONResponse:
    """The evaluation made last: by window of the log the figures of each ranker; and how far one being made is."""
    return answer({"windows": [], **here.room.front_page_evaluation(), "making": _work(here.works.get(EVALUATE))})


@router.post("/evaluation", status_code=202, response_model=WorkOut)
def evaluate_recommender(here: Here) -> JSONResponse:
    """Measure rankers on the log anew, window by window in time."""
    return answer(_work(here.works.start(EVALUATE, evaluating(here.room))), status=202)


def answerable(here: Here) -> dict[str, Any]:
    """The rankers as fields."""
    found = here.room.rankers()
    return {name: getattr(found, name) for name in ("serving", "notices", "versions", "tried", "outcome")}


def _work(work: Work | None) -> dict[str, Any] | None:
    if work is None:
        return None
    return {"state": work.state, "stage": work.stage, "done": work.done, "total": work.total, "error": work.error}
