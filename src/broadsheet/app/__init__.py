"""The composition root: settings in, one open Newsroom out. The one room that knows all rooms."""

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
