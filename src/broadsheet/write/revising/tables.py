"""The word tables that come with the edits, read once from the `data` folder."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=16)
def table(name: str, language: str) -> Mapping[str, Any]:
    """What `data/name.toml` keeps for a language."""
    text = (files("broadsheet.write.revising") / "data" / f"{name}.toml").read_text(encoding="utf-8")
    kept: Mapping[str, Any] = tomllib.loads(text)[language]
    return kept
