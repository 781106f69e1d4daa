"""What is said to a judging model and of it: the wordings of `wording.toml`, each in both languages."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("broadsheet.verify.asking") / "wording.toml").read_text(encoding="utf-8"))


def version() -> int:
    """The version of the wordings, which a report names beside the model."""
    return int(_table()["version"])


def worded(key: str, language: str, **values: object) -> str:
    """The wording `key` (its path in the file, parted by points) in `language`, English when that is neither."""
    found: Any = _table()
    for part in key.split("."):
        found = found[part]
    return str(found.get(language, found["en"])).format(**values)
