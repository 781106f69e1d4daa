"""The word tables that come with this room, read once from its `data` folder."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=8)
def table(name: str) -> dict[str, Any]:
    """What `data/name.toml` holds."""
    return tomllib.loads((files("broadsheet.verify") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=64)
def words(name: str, key: str) -> frozenset[str]:
    """The words that `data/name.toml` keeps under `key`, parted by white space; an underscore stands for a space."""
    return frozenset(word.replace("_", " ") for word in str(table(name)[key]).split())
