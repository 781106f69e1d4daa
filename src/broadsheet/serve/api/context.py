"""What every route is given: the newsroom, and what runs behind it."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import JSONResponse

from broadsheet.app import Newsroom
from broadsheet.core import InvalidInputError
from broadsheet.serve.jobs import Works, Writings
from broadsheet.serve.shapes import jsonable


@dataclass(frozen=True, slots=True)
class Context:
    """The open newsroom, the long work and the drafts being written."""

    room: Newsroom
    works: Works
    writings: Writings

    def model_named(self, name: str | None) -> str | None:
        """Over HTTP a model is one of the catalogue or of a server; only the settings may name a file of this machine.

        Raises `InvalidInputError`.
        """
        if name and name.startswith("file:") and name != self.room.settings.model:
            raise InvalidInputError(
                "a model file is named in the settings, not here", asked=name, do="give a model's name"
            )
        return name


def _context(request: Request) -> Context:
    context: Context = request.app.state.context
    return context


Here = Annotated[Context, Depends(_context)]


def answer(value: Any, *, status: int = 200) -> JSONResponse:
    """`value` as JSON, in the shapes the command line gives too."""
    return JSONResponse(jsonable(value), status)
