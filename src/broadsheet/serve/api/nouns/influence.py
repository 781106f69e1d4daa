"""Influence: which source mattered for a sentence, by leaving each out."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from broadsheet.core import Evidence
from broadsheet.serve.api.context import Here, answer
from broadsheet.serve.naming import named_source
from broadsheet.verify import Weighing

router = APIRouter(prefix="/api/v1", tags=["checks"])


class SentenceIn(BaseModel):
    """A sentence and its sources: texts, and articles, stories, entities or addresses by name.

    With a `model` it is how likely the model finds the sentence that is watched, without one how far it is supported.
    """

    model_config = ConfigDict(extra="forbid")

    sentence: str = Field(max_length=10_000)
    evidence: list[Annotated[str, Field(max_length=1_000_000)]] = Field(default_factory=list, max_length=200)
    sources: list[Annotated[str, Field(max_length=2000)]] = Field(default_factory=list, max_length=200)
    language: str = Field("", max_length=20)
    model: str | None = Field(None, max_length=200)
    by: Literal["source", "sentence"] = "source"
    seed: Annotated[int, Field(ge=0, le=2**32 - 2)] = 0


@router.post("/influence")
def trace_sentence(here: Here, body: SentenceIn) -> JSONResponse:
    """The sources of a sentence, the one that mattered most first, each with its drop and its share of all drops."""
    texts = [Evidence(f"evidence:{n}", text) for n, text in enumerate(body.evidence, 1)]
    given = [*texts, *here.room.evidence([named_source(s) for s in body.sources])]
    found = here.room.influence(
        body.sentence,
        given,
        language=body.language,
        model=here.model_named(body.model),
        weighing=Weighing(body.by, body.seed),
    )
    return answer({"influence": found})


@router.get("/drafts/{id}/sentences/{number}/influence")
def trace_draft_sentence(
    here: Here,
    id: int,
    number: int,
    model: Annotated[str | None, Query(max_length=200)] = None,
    by: Literal["source", "sentence"] = "source",
) -> JSONResponse:
    """The same for a sentence (from 1) of a draft's chosen text, with the draft's own sources."""
    found = here.room.influence_of_draft(id, number, model=here.model_named(model), weighing=Weighing(by))
    return answer({"influence": found})
