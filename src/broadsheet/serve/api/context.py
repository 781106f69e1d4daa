"""What every route is given: the newsroom, and what runs behind it."""

from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import JSONResponse

from broadsheet.app import Newsroom
from broadsheet.app.model_settings import TASKS
from broadsheet.core import InvalidInputError
from broadsheet.serve.api.flow import Flow
from broadsheet.serve.jobs import Works, Writings
from broadsheet.serve.shapes import jsonable

# What stands behind these names is on another server, or was trained here; behind the others are files and folders.
_ELSEWHERE = frozenset({"openai", "openai-text", "lab"})


@dataclass(frozen=True, slots=True)
class Context:
    """The open newsroom, the long work and the drafts being written."""

    room: Newsroom
    works: Works
    writings: Writings
    flow: Flow = field(default_factory=Flow)

    def model_named(self, name: str | None) -> str | None:
        """Over HTTP a model is one of the catalogue or of a server; only the settings may name a file of this machine.

        Raises `InvalidInputError`.
        """
        backend, colon, _ = (name or "").partition(":")
        if name and colon and backend not in _ELSEWHERE and name not in self._told():
            raise InvalidInputError(
                "a model file is named in the settings, not here", asked=name, do="give a model's name"
            )
        return name

    def _told(self) -> set[str]:
        """The models that the settings name."""
        tasks = self.room.settings.models
        return {self.room.settings.model, *(name for task in TASKS for name in getattr(tasks, task)), *tasks.fallback}


def _context(request: Request) -> Context:
    context: Context = request.app.state.context
    return context


Here = Annotated[Context, Depends(_context)]


def answer(value: Any, *, status: int = 200) -> JSONResponse:
    """`value` as JSON, in the shapes the command line gives too."""
    return JSONResponse(jsonable(value), status)
