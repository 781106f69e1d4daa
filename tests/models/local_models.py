"""Where tests find a pulled model: $BROADSHEET_MODELS, else the default folder; a test without one is skipped."""

import os
from pathlib import Path

import pytest

from broadsheet import models


def folder_with(name: str) -> Path:
    home = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    folder = Path(os.environ.get("BROADSHEET_MODELS", home / "broadsheet" / "models"))
    if name not in models.installed(folder):
        pytest.skip(f"the model {name} is not on this machine: broadsheet models pull {name}")
    return folder
