"""Labels, the analyses trained on them, and the trainings."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, PlainTextResponse
from pydantic import BaseModel, Field

from broadsheet import nlp
from broadsheet.core import NotFoundError
from broadsheet.serve.api.context import Here, answer
from broadsheet.serve.jobs import Work
from broadsheet.serve.jobs.training import distilling, training, work_name

router = APIRouter(prefix="/api/v1", tags=["labels"])

LONGEST_FILE = 20_000_000  # characters: what the guard lets through at once


class LabelIn(BaseModel):
    """A label for an article of the archive, or for a text of its own."""

    label: str = Field(min_length=1, max_length=80)
    article: int | None = Field(None, ge=1, lt=2**63)
    text: str = Field("", max_length=100_000)
    by: str = Field("", max_length=80)


class FileIn(BaseModel):
    """The text of a file of labels: tab-separated or JSON lines."""

    text: str = Field(max_length=LONGEST_FILE)


class TrainIn(BaseModel):
    """How to train; the same seed and labels give the same analysis."""

    seed: int | None = Field(None, ge=0, lt=2**32)
    words_only: bool = False


class DistilIn(TrainIn):
    """How many sentences the language model judges, and what the analysis is called."""

    name: str = Field("", max_length=64)
    n: int | None = Field(None, ge=4, le=100_000)


@router.get("/labels")
def list_names(here: Here) -> JSONResponse:
    """The names there are labels for, with how often each label was given."""
    return answer({"names": [{"name": n, "labels": here.room.label_counts(n)} for n in here.room.label_names()]})


@router.get("/labels/{name}")
def list_labels(
    here: Here,
    name: str,
    cursor: Annotated[int, Query(ge=0, lt=2**31)] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> JSONResponse:
    """The labels under a name, the oldest first; `next` is the cursor of the following page, or null."""
    found = here.room.labels(name)
    following = cursor + limit if len(found) > cursor + limit else None
    return answer({"labels": found[cursor : cursor + limit], "next": following, "total": len(found)})


@router.get("/labels/{name}/file")
def get_file(here: Here, name: str) -> PlainTextResponse:
    """The labels as JSON lines, which can be taken in again."""
    return PlainTextResponse("".join(here.room.export_labels(name)), media_type="application/x-ndjson; charset=utf-8")


@router.get("/labels/{name}/next")
def get_next(here: Here, name: str, n: Annotated[int, Query(ge=1, le=50)] = 5) -> JSONResponse:
    """The articles whose label would teach most: those the analysis doubts most."""
    found = here.room.next_to_label(name, n=n)
    return answer({"next": [_candidate(one) for one in found]})


@router.post("/labels/{name}", status_code=201)
def add_label(here: Here, name: str, body: LabelIn) -> JSONResponse:
    """Give a label, in the place of an earlier one."""
    return answer(here.room.label(name, body.label, article=body.article, text=body.text, by=body.by), status=201)


@router.post("/labels/{name}/file", status_code=201)
def add_file(here: Here, name: str, body: FileIn) -> JSONResponse:
    """Keep the labels of a file, in the place of those that came from a file before; what is wrong is said by line."""
    return answer(here.room.keep_labels(name, body.text), status=201)


@router.delete("/labels/{name}")
def remove_labels(
    here: Here, name: str, article: Annotated[int | None, Query(ge=1, lt=2**63)] = None, text: str = ""
) -> JSONResponse:
    """Take back the label of an article or of a text; with neither, the analysis and all its labels go."""
    if article is not None or text:
        return answer({"removed": here.room.unlabel(name, article=article, text=text)})
    return answer({"removed": here.room.forget_labels(name)})


@router.post("/labels/{name}/train", status_code=202)
def train(here: Here, name: str, body: TrainIn) -> JSONResponse:
    """Train on the labels behind the answer, then read the archive with what came of it; told under `work`."""
    here.room.labels(name)
    run = training(here.room, name, seed=body.seed, words_only=body.words_only)
    return answer(_work(here.works.start(work_name(name), run)), status=202)


@router.post("/train/distil-sentiment", status_code=202)
def distil(here: Here, body: DistilIn) -> JSONResponse:
    """Let the language model judge sentences and train on that, behind the answer; told under `work`."""
    run = distilling(here.room, name=body.name, n=body.n, seed=body.seed, words_only=body.words_only)
    return answer(_work(here.works.start(work_name(body.name or "distil-sentiment"), run)), status=202)


@router.get("/analyses")
def list_analyses(here: Here) -> JSONResponse:
    """Every analysis with its version; those of the newsroom's own are marked."""
    own = here.room.own_analyses()
    rows = [{"name": n, "version": nlp.version(n, own), "own": n in own} for n in nlp.analyses(own)]
    return answer({"analyses": rows})


@router.get("/analyses/{name}")
def get_analysis(here: Here, name: str) -> JSONResponse:
    """The card of an own analysis, or the version of a built-in one."""
    if name in nlp.analyses():
        return answer({"name": name, "version": nlp.version(name), "own": False})
    if name not in here.room.own_names():
        own = here.room.own_analyses()
        raise NotFoundError(f"there is no analysis called {name!r}", asked=name, choices=nlp.analyses(own))
    return answer({**here.room.analysis_card(name), "own": True})


def _candidate(one: Any) -> dict[str, Any]:
    return {
        "article": one.article,
        "title": one.title,
        "guess": one.guess or None,
        "score": one.score,
        "doubt": one.doubt,
        "parts": one.parts,
    }


def _work(work: Work) -> dict[str, Any]:
    return {"work": work.name, "state": work.state, "stage": work.stage, "done": work.done, "total": work.total}
