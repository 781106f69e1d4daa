"""The word lists and tables that come with this room, read once from its `data` folder."""

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any


def read(name: str) -> str:
    """The text of `data/name`."""
    return (files("broadsheet.nlp") / "data" / name).read_text(encoding="utf-8")


@lru_cache(maxsize=64)
def words_of(name: str) -> frozenset[str]:
    """The words of `data/name.txt`: parted by white space, a line starting with `#` is a comment."""
    lines = (line for line in read(f"{name}.txt").splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


@lru_cache(maxsize=16)
def sections_of(name: str) -> dict[str, frozenset[str]]:
    """The words of `data/name.txt` by section; a section opens with `[title]`, its terms are parted by white space.

    An underscore in a term stands for a space.
    """
    found: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in read(f"{name}.txt").splitlines():
        if line.startswith("[") and line.endswith("]"):
            current = found.setdefault(line[1:-1], set())
        elif not line.startswith("#"):
            current.update(term.replace("_", " ") for term in line.split())
    return {title: frozenset(terms) for title, terms in found.items()}


@lru_cache(maxsize=8)
def json_of(name: str) -> Any:
    """The value in `data/name.json`."""
    return json.loads(read(f"{name}.json"))
