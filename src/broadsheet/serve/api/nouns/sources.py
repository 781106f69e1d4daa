"""Sources, models and the work behind the doors."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from broadsheet.core import InvalidInputError, NotFoundError
from broadsheet.serve.api.context import Here, answer
from broadsheet.serve.jobs import Work, collect

router = APIRouter(prefix="/api/v1", tags=["sources"])


class SourceIn(BaseModel):
    """An address to read, and whether to follow it."""

    url: str = Field(max_length=2000)
    kind: str = Field("", max_length=40)
    follow: bool = True


@router.get("/sources")
def list_sources(here: Here) -> JSONResponse:
    """What is followed and how it goes."""
    rows = [{"source": s, "state": here.room.source_state(s.id)} for s in here.room.sources()]
    return answer({"sources": rows})


@router.post("/sources", status_code=202)
def add_source(here: Here, body: SourceIn) -> JSONResponse:
    """Read an address, and follow it; the work is told under `work`."""
    if not body.url.startswith(("http://", "https://")):
        raise InvalidInputError("a source is a web address", asked=body.url, do="begin with https://")
    run = collect(here.room, lambda: here.room.ingest(body.url, kind=body.kind, follow=body.follow))
    return answer(_work(here.works.start(f"ingest {body.url}", run)), status=202)


@router.delete("/sources/{id}", status_code=204)
def remove_source(here: Here, id: int) -> None:
    """Follow it no longer."""
    here.room.unfollow(id)


@router.post("/sources/poll", status_code=202)
def poll(here: Here) -> JSONResponse:
    """Ask every source that is due."""
    return answer(_work(here.works.start("collect", collect(here.room, here.room.poll))), status=202)


@router.post("/refresh", status_code=202)
def refresh(here: Here) -> JSONResponse:
    """Analyse, index and join whatever is pending."""
    return answer(_work(here.works.start("refresh", collect(here.room, lambda: ()))), status=202)


@router.get("/models")
def list_models(here: Here) -> JSONResponse:
    """The language models there are: the catalogue's, those trained here, and the one that writes."""
    found = {"models": here.room.models(), "own": here.room.own_models(), "writes": here.room.model_name()}
    return answer(found)


@router.post("/models/{name}/pull", status_code=202)
def pull_model(here: Here, name: str) -> JSONResponse:
    """Fetch a model behind the answer."""
    if name not in [m.name for m in here.room.models()]:
        raise NotFoundError("there is no such model", asked=name, choices=[m.name for m in here.room.models()])

    def run(work: Work) -> None:
        here.room.pull_model(name, progress=lambda p: work.advance(p.done, p.total))

    return answer(_work(here.works.start(f"pull {name}", run)), status=202)


@router.get("/jobs/{name:path}")
def get_work(here: Here, name: str) -> JSONResponse:
    """How far a piece of work is."""
    work = here.works.get(name)
    if work is None:
        raise NotFoundError("no such work runs or ran here", asked=name)
    return answer(_work(work))


def _work(work: Work) -> dict[str, Any]:
    return {
        "work": work.name,
        "state": work.state,
        "stage": work.stage,
        "done": work.done,
        "total": work.total,
        "verdicts": work.verdicts,
        "problems": [p.as_dict() for p in work.problems],
        "error": work.error.as_dict() if work.error else None,
    }
