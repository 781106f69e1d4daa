"""Kinds of text: what can be written, and which facts and settings each takes."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from broadsheet.serve.api.context import Here, answer
from broadsheet.serve.kind_cards import kind_card

router = APIRouter(tags=["kinds"])


class FactOut(BaseModel):
    """One fact that a kind takes; `setting`: it steers the writing and is nothing that a sentence stands on."""

    name: str
    setting: bool
    number: bool
    required: bool
    default: str
    choices: list[str]
    example: dict[str, str]


class KindOut(BaseModel):
    """One kind: its names and hints by language, what it writes, the facts it takes and its usual length."""

    kind: str
    name: dict[str, str]
    hint: dict[str, str]
    about: str
    told: str
    facts: list[FactOut]
    from_sources: bool
    fiction: bool
    label: dict[str, str] | None
    length: dict[str, int]


class KindsOut(BaseModel):
    """The names of the kinds, and each described."""

    kinds: list[str]
    described: list[KindOut]


@router.get("/api/v1/kinds", response_model=KindsOut)
def list_kinds(here: Here) -> JSONResponse:
    """The kinds of piece that can be written, with the facts, settings and choices of each."""
    names = here.room.kinds()
    return answer({"kinds": names, "described": [kind_card(name) for name in names]})


@router.get("/api/v1/kinds/{name}", response_model=KindOut)
def get_kind(name: str) -> JSONResponse:
    """One kind of piece; for one there is not, a problem that lists the others."""
    return answer(kind_card(name))
