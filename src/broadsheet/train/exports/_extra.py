"""A package of the extra `lab`, or the error that names the command which gets it."""

import importlib
from typing import Any

from broadsheet.core import MissingExtraError


def package(name: str) -> Any:
    """The module called `name`; raises `MissingExtraError`."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise MissingExtraError(
            f"{name} is not installed, and this export is written with it",
            asked=name,
            do="pip install 'broadsheet[lab]'",
        ) from error
