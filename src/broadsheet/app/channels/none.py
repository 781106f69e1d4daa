"""Carries nothing: notices and letters are made and kept, and another program fetches them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from broadsheet.app.settings import Settings


def send(message: Mapping[str, Any], settings: "Settings") -> None:
    """Do nothing."""
    del message, settings
