"""JSON objects in files that may be missing, torn or another's: cards, settings, notes of how far one was."""

import json
from pathlib import Path
from typing import Any


def object_in(path: Path) -> dict[str, Any]:
    """The JSON object in the file `path` (UTF-8); empty where there is no file, or no object can be read from it."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
