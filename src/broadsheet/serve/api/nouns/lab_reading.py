"""What the lab's own models make of texts: classes, tags, words for gaps, attention, and texts of their own."""

from typing import Annotated, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from broadsheet.core import BroadsheetError
from broadsheet.models import Options
from broadsheet.serve.api.context import Here, answer

router = APIRouter(prefix="/api/v1", tags=["lab"])

Text = Annotated[str, Field(max_length=100_000)]


class LabTextsIn(BaseModel):
    """Texts to be classified."""

    texts: list[Text] = Field(min_length=1, max_length=256)


class LabTextIn(BaseModel):
    """A text to be tagged."""

    text: Text = Field(min_length=1)


class LabGapsIn(LabTextIn):
    """A text with gaps, each written `___`, and how many words are told for each."""

    n: int = Field(5, ge=1, le=50)


class LabLookIn(LabTextIn):
    """A text to look at: a layer (0: the last), a head (0: the mean of all), and the answer of a model of two parts."""

    layer: int = Field(0, ge=0, le=1000)
    head: int = Field(0, ge=0, le=1000)
    answer: str = Field("", max_length=10_000)


class LabNextIn(LabTextIn):
    """A text to go on from, and how many of the likeliest next tokens are told."""

    n: int = Field(12, ge=1, le=200)


class LabDrawingIn(BaseModel):
    """How a model of the lab decodes."""

    strategy: Literal["greedy", "sample", "beam"] = "greedy"
    temperature: float = Field(0.7, ge=0, le=2)
    top_k: int = Field(40, ge=0, le=1_000_000)
    top_p: float = Field(0.95, gt=0, le=1)
    max_tokens: int = Field(128, ge=1, le=2048)
    seed: int = Field(0, ge=0, le=2**32 - 2)


class LabWritingIn(BaseModel):
    """Texts to write for: reports for a headline model, requests for an assistant; `n` answers to each."""

    texts: list[Text] = Field(min_length=1, max_length=32)
    n: int = Field(1, ge=1, le=16)
    options: LabDrawingIn = LabDrawingIn()


@router.post("/lab/models/{name}/texts")
def write_texts(here: Here, name: str, body: LabWritingIn) -> JSONResponse:
    """What a model writes for each text, asked as it was trained; `doubts` are what its text does not bear out.

    A text that can't be read has an error in its place.
    """
    found = here.room.write_with_lab(name, body.texts, options=Options(**body.options.model_dump()), n=body.n)
    return answer({"texts": [{"error": one} if isinstance(one, BroadsheetError) else one for one in found]})


@router.post("/lab/models/{name}/next")
def foretell(here: Here, name: str, body: LabNextIn) -> JSONResponse:
    """How likely each token of a text was to a causal model, and which may come next."""
    return answer(here.room.foretell_with_lab(name, body.text, n=body.n))


@router.post("/lab/models/{name}/classifications")
def classify(here: Here, name: str, body: LabTextsIn) -> JSONResponse:
    """The class of each text with all probabilities, in order; one that can't be read has an error in its place."""
    found = here.room.classify_with_lab(name, body.texts)
    return answer({"texts": [{"error": one} if isinstance(one, BroadsheetError) else one for one in found]})


@router.post("/lab/models/{name}/tags")
def tag(here: Here, name: str, body: LabTextIn) -> JSONResponse:
    """The tag of each word."""
    return answer({"words": here.room.tag_with_lab(name, body.text)})


@router.post("/lab/models/{name}/gaps")
def fill(here: Here, name: str, body: LabGapsIn) -> JSONResponse:
    """The likeliest words for each gap."""
    return answer({"gaps": here.room.fill_with_lab(name, body.text, n=body.n)})


@router.post("/lab/models/{name}/attention")
def look(here: Here, name: str, body: LabLookIn) -> JSONResponse:
    """How much each token looks at each other."""
    return answer(here.room.look_with_lab(name, body.text, layer=body.layer, head=body.head, answer=body.answer))
