"""The lab: recipes, trainings, the models that came of them, their figures and plots."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel, Field

from broadsheet.app import Given, Newsroom
from broadsheet.serve.alone import alone
from broadsheet.serve.api.context import Here, answer
from broadsheet.serve.jobs.lab import check_given, lab_name, lab_training, stop_lab_training, work_name
from broadsheet.serve.jobs.lab_texts import forget_texts, keep_documents, kept_texts
from broadsheet.train.experiments.recipe import model_recipe, model_recipes, presets_of

router = APIRouter(prefix="/api/v1", tags=["lab"])

TYPES = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8"}
Setting = Annotated[str, Field(min_length=3, max_length=300)]


class LabDocumentIn(BaseModel):
    """A text to learn from, with its other side, its refused side or its label where the recipe has them."""

    text: str = Field(min_length=1, max_length=1_000_000)
    target: str = Field("", max_length=100_000)
    refused: str = Field("", max_length=100_000)
    label: str = Field("", max_length=200)
    tags: list[tuple[str, str]] = Field(default_factory=list, max_length=10_000)


class LabTrainingIn(BaseModel):
    """What to train: a recipe of the product's, and what is laid over it.

    The text is the archive's, unless `documents` are sent. `accept` names settings that may differ from before.
    """

    recipe: str = Field(min_length=1, max_length=64)
    name: str = Field("", max_length=64)
    preset: str = Field("", max_length=64)
    settings: list[Setting] = Field(default_factory=list, max_length=64)
    language: str = Field("", max_length=8)
    label: str = Field("", max_length=64)
    accept: list[Annotated[str, Field(max_length=100)]] = Field(default_factory=list, max_length=64)
    documents: list[LabDocumentIn] = Field(default_factory=list, max_length=200_000)

    def given(self) -> Given:
        """The same for the newsroom."""
        return Given(
            self.recipe,
            preset=self.preset,
            settings=tuple(self.settings),
            language=self.language,
            label=self.label,
            accept=tuple(self.accept),
        )

    def with_texts(self, room: Newsroom) -> Given:
        """The same with the documents kept where the training finds them; raises as `keep_documents`."""
        plain = self.given()
        if not self.documents:
            return plain
        called = lab_name(plain, self.name)
        keep_documents(room, called, (one.model_dump(exclude_defaults=True) for one in self.documents))
        return replace(plain, data=kept_texts(room, called))


@router.get("/lab/recipes")
def list_recipes() -> JSONResponse:
    """The recipes for language models, each with what it is for, its presets and all its settings."""
    rows = [{**model_recipe(name).as_json(), "presets": presets_of(name)} for name in model_recipes()]
    return answer({"recipes": rows})


@router.get("/lab/models")
def list_models(here: Here) -> JSONResponse:
    """The models of the lab and the trainings under way."""
    return answer({"models": here.room.lab_models()})


@router.post("/lab/models", status_code=202)
def train_model(here: Here, body: LabTrainingIn) -> JSONResponse:
    """Train a model in a process of its own, or go on with one that was stopped; told at its address."""
    check_given(body.given())
    given = body.with_texts(here.room)
    name = lab_name(given, body.name)
    run = lab_training(here.room, given, name=name)
    work = here.works.start(work_name(name), run)
    return answer({"name": name, "state": work.state, "at": f"/api/v1/lab/models/{name}"}, status=202)


@router.post("/lab/estimates")
def estimate(here: Here, body: LabTrainingIn) -> JSONResponse:
    """What the training would cost here in time, memory and disk; some steps are taken to know it."""
    check_given(body.given())
    return answer(here.room.estimate_model(body.with_texts(here.room)))


@router.get("/lab/compare")
def compare(here: Here, names: Annotated[list[str], Query(min_length=2, max_length=20)]) -> JSONResponse:
    """The figures of several models side by side."""
    return answer(here.room.compare_lab_models(names))


@router.get("/lab/models/{name}")
def get_model(here: Here, name: str) -> JSONResponse:
    """How far a training is, and what came of it."""
    work = here.works.get(work_name(name))
    found = here.room.lab_model(name)
    return answer({"model": found, "error": work.error if work else None})


@router.delete("/lab/models/{name}")
def remove_model(here: Here, name: str) -> JSONResponse:
    """Take a model away, with its checkpoints and exports."""
    here.room.remove_lab_model(name)
    forget_texts(here.room, name)
    return answer({"removed": name})


@router.post("/lab/models/{name}/resume", status_code=202)
def resume(here: Here, name: str) -> JSONResponse:
    """Go on with a training that was stopped or killed, as it was begun."""
    work = here.works.start(work_name(name), lab_training(here.room, here.room.lab_given(name), name=name))
    return answer({"name": name, "state": work.state, "at": f"/api/v1/lab/models/{name}"}, status=202)


@router.post("/lab/models/{name}/stop", status_code=202)
def stop(here: Here, name: str) -> JSONResponse:
    """Ask a training to stop after its step; the same request that began it goes on later."""
    stop_lab_training(here.room, name)
    return answer({"stopping": name}, status=202)


@router.get("/lab/models/{name}/log")
def get_log(here: Here, name: str, after: Annotated[int, Query(ge=0, lt=2**53)] = 0) -> JSONResponse:
    """What the training logged of the steps after `after`: steps, evaluations, checkpoints, notices."""
    return answer({"log": here.room.lab_log(name, after=after)})


@router.get("/lab/models/{name}/report")
def get_report(here: Here, name: str, labels: Annotated[str, Query(max_length=8)] = "en") -> HTMLResponse:
    """The report as a page that stands alone, in the language `labels`."""
    return alone(here.room.lab_report(name, words=labels))


@router.get("/lab/models/{name}/plots/{plot}.{kind}")
def get_plot(
    here: Here, name: str, plot: str, kind: str, labels: Annotated[str, Query(max_length=8)] = "en"
) -> Response:
    """A plot of the training (loss, rate, norm, speed, joules) as svg, png or csv."""
    drawn = here.room.lab_chart(name, plot, words=labels, format=kind)
    return Response(drawn, media_type=TYPES[kind])
