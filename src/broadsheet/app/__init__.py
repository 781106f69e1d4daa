"""The composition root: settings in, one open Newsroom out. The one room that knows all rooms.

What it offers is imported when it is first asked for: a process of a crew, which works for a newsroom and is none,
needs a few modules of this room and not all there is.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from broadsheet.app.choosing import Candidate
    from broadsheet.app.collecting import Ingested
    from broadsheet.app.fact import Fact
    from broadsheet.app.lab import Given, LabModel
    from broadsheet.app.labelling import Imported, Training
    from broadsheet.app.models import ModelStatus
    from broadsheet.app.newsroom import Newsroom
    from broadsheet.app.settings import Settings
    from broadsheet.app.step import Step
    from broadsheet.app.telling import StoryView

_MODULES = {
    "choosing": ("Candidate",),
    "collecting": ("Ingested",),
    "fact": ("Fact",),
    "lab": ("Given", "LabModel"),
    "labelling": ("Imported", "Training"),
    "models": ("ModelStatus",),
    "newsroom": ("Newsroom",),
    "settings": ("Settings",),
    "step": ("Step",),
    "telling": ("StoryView",),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    "Candidate",
    "Fact",
    "Given",
    "Imported",
    "Ingested",
    "LabModel",
    "ModelStatus",
    "Newsroom",
    "Settings",
    "Step",
    "StoryView",
    "Training",
]

if not TYPE_CHECKING:  # for the checker of types a name that is not here is an error, not whatever this returns

    def __getattr__(name: str) -> Any:
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
        return found
