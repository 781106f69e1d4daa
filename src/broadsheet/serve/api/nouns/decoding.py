"""What decoding settings do: the next token's chances before and after them, and answers drawn in several ways."""

from typing import Annotated, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from broadsheet.models import Options
from broadsheet.serve.api.context import Here, answer

router = APIRouter(prefix="/api/v1/decoding", tags=["decoding"])


class SettingsIn(BaseModel):
    """How the model decodes; `begun` is how the answer begins already."""

    strategy: Literal["greedy", "sample"] = "sample"
    temperature: Annotated[float, Field(ge=0, le=2)] = 0.8
    top_k: Annotated[int, Field(ge=0, le=1_000_000)] = 40
    top_p: Annotated[float, Field(gt=0, le=1)] = 0.95
    min_p: Annotated[float, Field(ge=0, le=1)] = 0.0
    repeat_penalty: Annotated[float, Field(gt=0, le=2)] = 1.0
    seed: Annotated[int, Field(ge=0, le=2**32 - 2)] = 0
    begun: str = Field("", max_length=10_000)


class NextIn(BaseModel):
    """What is asked of the next token."""

    prompt: str = Field(min_length=1, max_length=100_000)
    options: SettingsIn = SettingsIn()
    model: str | None = Field(None, max_length=200)
    n: Annotated[int, Field(ge=1, le=200)] = 20


class SamplesIn(BaseModel):
    """What is asked of samples; `n` are drawn with the options, beside one in each of the usual ways."""

    prompt: str = Field(min_length=1, max_length=100_000)
    options: SettingsIn = SettingsIn()
    model: str | None = Field(None, max_length=200)
    n: Annotated[int, Field(ge=1, le=8)] = 1
    max_tokens: Annotated[int, Field(ge=1, le=512)] = 60


@router.post("/next")
def next_token(here: Here, body: NextIn) -> JSONResponse:
    """The likeliest tokens: `before` is the model's own chance of each, `after` that it is drawn with; null: cut."""
    options = Options(**body.options.model_dump())
    found = here.room.next_token(body.prompt, options, model=here.model_named(body.model), n=body.n)
    return answer({"model": found.model, "begun": found.begun, "rest": found.rest, "tokens": found.chances})


@router.post("/samples")
def draw_samples(here: Here, body: SamplesIn) -> JSONResponse:
    """Answers drawn in the usual ways and in one's own; `same`: characters that the greedy answer begins with too."""
    options = Options(**body.options.model_dump(), max_tokens=body.max_tokens)
    found = here.room.samples(body.prompt, options, model=here.model_named(body.model), n=body.n)
    rows = [
        {
            "way": s.way,
            "text": s.text,
            "same": s.same,
            "finish": s.finish,
            "seconds": s.seconds,
            "seed": s.options.seed,
            "strategy": s.options.strategy,
            "temperature": s.options.temperature,
        }
        for s in found
    ]
    return answer({"samples": rows})
